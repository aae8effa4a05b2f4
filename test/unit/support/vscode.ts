/**
 * A small stand-in for the module `vscode`, which exists only inside VS Code: an alias of the project `unit`
 * (`vitest.config.mts`). It behaves as the API's documentation says, as far as unit tests need it; what is missing here
 * is undefined, so that a test that needs more fails and adds it. Nothing is drawn: what a user would see is recorded
 * in `stubState`, and what they would answer is put there beforehand. Call `resetStub()` before each test.
 */

export * from "./vscode/editorTypes";
export { CancellationError, Disposable, EventEmitter } from "./vscode/events";
export { QuickInputButtons, QuickPickItemKind } from "./vscode/quickPick";
export { resetStub, stubEvents, stubState } from "./vscode/stubState";
export * from "./vscode/treeTypes";
export { Uri } from "./vscode/uri";
export { StubPanel, stubPanels, ViewColumn } from "./vscode/webviews";
export {
  commands,
  env,
  FileType,
  InputBoxValidationSeverity,
  LanguageStatusSeverity,
  l10n,
  languages,
  ProgressLocation,
  StatusBarAlignment,
  window,
  workspace,
} from "./vscode/windows";
