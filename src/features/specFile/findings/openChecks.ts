import * as vscode from "vscode";

/** Milliseconds after the last key press. */
const quietMilliseconds = 100;

interface OpenChecksParts {
  /** Which documents are checked. */
  readonly isOurs: (document: vscode.TextDocument) => boolean;
  /** undefined: the text has changed meanwhile, or `isCurrent` says so. */
  readonly check: (
    document: vscode.TextDocument,
    isCurrent: () => boolean,
  ) => Promise<readonly vscode.Diagnostic[] | undefined>;
  readonly log: vscode.LogOutputChannel;
  /** The name of the collection of diagnostics. */
  readonly collection: string;
}

/** Keeps the diagnostics of documents that have a tab up to date: after a pause in typing, and once at a time. */
export class OpenChecks implements vscode.Disposable {
  private readonly checked = new vscode.EventEmitter<vscode.TextDocument>();
  private readonly forgotten = new vscode.EventEmitter<vscode.Uri>();
  /** The diagnostics now belong to the document's current version. */
  readonly onDidCheck = this.checked.event;
  /** The document is no longer shown. */
  readonly onDidForget = this.forgotten.event;
  private readonly collection: vscode.DiagnosticCollection;
  private readonly pending = new Map<string, NodeJS.Timeout>();
  private readonly listeners: vscode.Disposable;

  constructor(private readonly parts: OpenChecksParts) {
    this.collection = vscode.languages.createDiagnosticCollection(parts.collection);
    this.listeners = vscode.Disposable.from(
      vscode.workspace.onDidOpenTextDocument((document) => this.schedule(document, 0)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.schedule(document, quietMilliseconds)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.forget(uri)),
      vscode.window.tabGroups.onDidChangeTabs(() => this.followTabs()),
    );
    this.recheck();
  }

  dispose(): void {
    this.listeners.dispose();
    this.collection.dispose();
    this.checked.dispose();
    this.forgotten.dispose();
    for (const timer of this.pending.values()) clearTimeout(timer);
  }

  /** The documents whose diagnostics are shown. */
  checkedDocuments(): readonly vscode.TextDocument[] {
    return vscode.workspace.textDocuments.filter(({ uri }) => this.collection.has(uri));
  }

  recheck(which: (document: vscode.TextDocument) => boolean = () => true): void {
    for (const document of vscode.workspace.textDocuments.filter(which)) this.schedule(document, 0);
  }

  /** VS Code keeps a document for minutes after its last tab was closed; its squiggles disappear with the tab. */
  private followTabs(): void {
    const shown = shownFiles();
    for (const document of vscode.workspace.textDocuments.filter(this.parts.isOurs)) {
      const has = this.collection.has(document.uri);
      if (has && !shown.has(document.uri.toString())) this.forget(document.uri);
      if (!has) this.schedule(document, 0);
    }
  }

  /** A later call for the same document replaces an earlier one. */
  private schedule(document: vscode.TextDocument, milliseconds: number): void {
    if (!this.parts.isOurs(document) || !shownFiles().has(document.uri.toString())) return;
    const key = document.uri.toString();
    clearTimeout(this.pending.get(key));
    const timer = setTimeout(() => {
      const isCurrent = () => this.pending.get(key) === timer && !document.isClosed;
      const end = () => {
        if (this.pending.get(key) === timer) this.pending.delete(key);
      };
      this.check(document, isCurrent)
        .catch((failure) => this.parts.log.error(`Checking ${key}`, failure))
        .finally(end);
    }, milliseconds);
    this.pending.set(key, timer);
  }

  private async check(document: vscode.TextDocument, isCurrent: () => boolean): Promise<void> {
    const { version } = document;
    const found = await this.parts.check(document, isCurrent);
    if (found === undefined || !isCurrent() || version !== document.version) return;
    this.collection.set(document.uri, found);
    this.checked.fire(document);
  }

  private forget(file: vscode.Uri): void {
    const key = file.toString();
    clearTimeout(this.pending.get(key));
    this.pending.delete(key);
    this.collection.delete(file);
    this.forgotten.fire(file);
  }
}

/** Files that have a tab, alone or as the new side of a diff. */
export function shownFiles(): ReadonlySet<string> {
  const inputs = vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs.map(({ input }) => input));
  const files = inputs.map((input) => {
    if (input instanceof vscode.TabInputText) return input.uri;
    return input instanceof vscode.TabInputTextDiff ? input.modified : undefined;
  });
  return new Set(files.map((file) => file?.toString() ?? ""));
}
