import type * as vscode from "vscode";
import type { WorkspaceEdit } from "./editorTypes";
import { Disposable, EventEmitter } from "./events";
import { InputBox } from "./inputBox";
import { QuickPick } from "./quickPick";
import { type ShownMessage, stubEvents, stubState } from "./stubState";
import { createWebviewPanel, registerWebviewPanelSerializer } from "./webviews";

export enum InputBoxValidationSeverity {
  Info = 1,
  Warning = 2,
  Error = 3,
}

export enum FileType {
  File = 1,
  Directory = 2,
}

export enum ProgressLocation {
  Window = 10,
  Notification = 15,
}

export enum LanguageStatusSeverity {
  Information = 0,
  Warning = 1,
  Error = 2,
}

export enum StatusBarAlignment {
  Left = 1,
}

export const env = {
  language: "en",
  clipboard: {
    writeText: async (text: string): Promise<void> => {
      stubState.clipboard = text;
    },
  },
};

export const l10n = {
  /** The English text with its arguments filled in, which are several or one object. */
  t(text: string | { message: string; args?: readonly unknown[] }, ...args: readonly unknown[]): string {
    const [message, values] = typeof text === "string" ? [text, args] : [text.message, text.args ?? []];
    const [named] = args;
    const filling = typeof named === "object" && named !== null ? Object.entries(named) : Object.entries(values);
    const byName = new Map<string, unknown>(filling);
    return message.replaceAll(/\{(\w+)\}/g, (whole, name) => String(byName.get(name) ?? whole));
  },
};

export const workspace = {
  get isTrusted() {
    return stubState.isTrusted;
  },
  get textDocuments() {
    return stubState.documents;
  },
  onDidGrantWorkspaceTrust: stubEvents.grantedTrust.event,
  onDidChangeConfiguration: stubEvents.changedConfiguration.event,
  onDidChangeTextDocument: stubEvents.changedDocument.event,
  onDidCloseTextDocument: stubEvents.closedDocument.event,
  onDidOpenTextDocument: stubEvents.openedDocument.event,
  onDidSaveTextDocument: stubEvents.savedDocument.event,
  get workspaceFolders() {
    return stubState.folders.map((uri, index) => ({ uri, name: uri.path, index }));
  },
  getWorkspaceFolder: (uri: vscode.Uri) =>
    workspace.workspaceFolders.find(
      ({ uri: folder }) => folder.scheme === uri.scheme && `${uri.path}/`.startsWith(`${folder.path}/`),
    ),
  asRelativePath: (uri: vscode.Uri) => {
    const folder = workspace.getWorkspaceFolder(uri);
    return folder === undefined ? uri.path : uri.path.slice(folder.uri.path.length + 1);
  },
  findFiles: async () => stubState.files,
  /** Files of `stubState.fileTexts`, by path; folders are what is above them. */
  fs: {
    async readFile({ path }: vscode.Uri) {
      const text = stubState.fileTexts.get(path);
      if (text === undefined || stubState.unreadable.has(path)) throw new Error(`no such file: ${path}`);
      return new TextEncoder().encode(text);
    },
    async writeFile({ path }: vscode.Uri, content: Uint8Array) {
      stubState.fileTexts.set(path, new TextDecoder().decode(content));
    },
    async readDirectory({ path }: vscode.Uri) {
      if (stubState.unreadable.has(path)) throw new Error(`no permission: ${path}`);
      const inside = [...stubState.fileTexts.keys()].filter((file) => file.startsWith(`${path}/`));
      const names = inside.map((file) => file.slice(path.length + 1).split("/"));
      const types = names.map(([name = "", ...more]) => [name, more.length > 0 ? FileType.Directory : FileType.File]);
      return [...new Map(types as [string, FileType][])];
    },
    async stat({ path }: vscode.Uri) {
      if (stubState.fileTexts.has(path)) return { type: FileType.File };
      const isFolder = [...stubState.fileTexts.keys()].some((file) => file.startsWith(`${path}/`));
      if (!isFolder) throw new Error(`no such file: ${path}`);
      return { type: FileType.Directory };
    },
  },
  /** Fires `stubEvents.createdFile` and so on for every pattern. */
  createFileSystemWatcher: () => ({
    onDidCreate: stubEvents.createdFile.event,
    onDidChange: stubEvents.changedFile.event,
    onDidDelete: stubEvents.deletedFile.event,
    dispose: () => undefined,
  }),
  onDidChangeWorkspaceFolders: stubEvents.changedFolders.event,
  getConfiguration: (section: string) => ({ get: (name: string) => stubState.settings.get(`${section}.${name}`) }),
  registerTextDocumentContentProvider: () => new Disposable(() => undefined),
  /** Only noted: what stands in a document is the test's. */
  async applyEdit(edit: WorkspaceEdit) {
    stubState.edits.push(edit);
    return true;
  },
  openTextDocument: async (uri: vscode.Uri | { readonly content: string; readonly language: string }) => {
    if ("content" in uri) return { getText: () => uri.content, languageId: uri.language };
    const open = stubState.documents.find((document) => document.uri.toString() === uri.toString());
    if (open === undefined) throw new Error(`no such document: ${uri.toString()}`);
    return open;
  },
};

export const languages = { getLanguages: async () => ["plaintext", "python", "shellscript", "typescript", "jsonc"] };

export const window = {
  createWebviewPanel,
  registerWebviewPanelSerializer,
  get visibleTextEditors() {
    return stubState.visibleEditors;
  },
  get activeTextEditor() {
    return stubState.activeDocument && { document: stubState.activeDocument };
  },
  get state() {
    return { focused: stubState.isFocused };
  },
  onDidChangeActiveTextEditor: new EventEmitter<unknown>().event,
  tabGroups: { all: [], onDidChangeTabs: new EventEmitter<unknown>().event },
  onDidChangeWindowState: stubEvents.changedWindowState.event,
  onDidChangeVisibleTextEditors: stubEvents.changedVisibleEditors.event,
  showSaveDialog: async () => stubState.saveAs,
  showOpenDialog: async () => stubState.openFolder && [stubState.openFolder],
  async showInputBox(options: vscode.InputBoxOptions = {}) {
    stubState.inputs.push(options);
    return stubState.input(options);
  },
  showInformationMessage: (text: string, ...rest: readonly unknown[]) => show("information", text, rest),
  showWarningMessage: (text: string, ...rest: readonly unknown[]) => show("warning", text, rest),
  showErrorMessage: (text: string, ...rest: readonly unknown[]) => show("error", text, rest),
  async showQuickPick(
    given: readonly vscode.QuickPickItem[] | Thenable<readonly vscode.QuickPickItem[]>,
    options: vscode.QuickPickOptions = {},
  ) {
    const shown = { items: await given, options };
    stubState.picks.push(shown);
    const labels = stubState.pick(shown);
    const picked = labels && shown.items.filter(({ label }) => labels.includes(label));
    return options.canPickMany === true ? picked : picked?.[0];
  },
  registerFileDecorationProvider: () => new Disposable(() => undefined),
  createQuickPick: () => new QuickPick(),
  createInputBox: () => new InputBox(),
  async showTextDocument(document: vscode.TextDocument, options: vscode.TextDocumentShowOptions = {}) {
    stubState.shown.push({ document, ...options });
    return { document };
  },
  createStatusBarItem: (id: string) => {
    const item = { id, text: "", isShown: false, tooltip: "", accessibilityInformation: undefined, command: "" };
    stubState.statusItems.push(item);
    const show = (isShown: boolean) => () => Object.assign(item, { isShown });
    return Object.assign(item, { show: show(true), hide: show(false), dispose: show(false) });
  },
  setStatusBarMessage(text: string) {
    stubState.statusBar.push(text);
    return new Disposable(() => undefined);
  },
  /** Its Cancel is pressed when a test fires `stubEvents.cancelledProgress`. */
  async withProgress<Value>(
    { location, title }: vscode.ProgressOptions,
    task: (progress: vscode.Progress<unknown>, token: vscode.CancellationToken) => Thenable<Value>,
  ): Promise<Value> {
    stubState.progress.push({ title, location });
    return task(
      { report: () => undefined },
      { isCancellationRequested: false, onCancellationRequested: stubEvents.cancelledProgress.event },
    );
  },
  createTreeView<Node>(_id: string, _options: vscode.TreeViewOptions<Node>) {
    const view = {
      visible: true,
      selection: [],
      message: "",
      reveal: async () => undefined,
      dispose: () => undefined,
      onDidChangeVisibility: stubEvents.changedVisibility.event,
    };
    stubState.treeViews.push(view as unknown as vscode.TreeView<unknown>);
    return view;
  },
};

export const commands = {
  async executeCommand(id: string, ...args: readonly unknown[]): Promise<unknown> {
    stubState.commands.push({ id, args });
    return stubState.handlers.get(id)?.(...args);
  },
  registerCommand(id: string, handler: (...args: unknown[]) => unknown) {
    stubState.handlers.set(id, handler);
    return new Disposable(() => stubState.handlers.delete(id));
  },
};

async function show(severity: ShownMessage["severity"], text: string, rest: readonly unknown[]) {
  const options = rest.find((each): each is vscode.MessageOptions => typeof each === "object");
  const buttons = rest.filter((each) => typeof each === "string");
  const message = { severity, text, detail: options?.detail, buttons };
  stubState.messages.push(message);
  return stubState.answer(message);
}
