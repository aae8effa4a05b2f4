import * as vscode from "vscode";

/** Milliseconds: while the user types in a diff, its other side is updated after a pause. */
const patience = 300;

/** What a version shows. */
export interface VersionSubject {
  /** Of the spec. */
  readonly name: string;
  /** Whose version: a connection's id, or an environment's name. */
  readonly of: string;
}

/**
 * Read-only documents with a spec file's text in which one spec is as somebody else has it. So a diff with the file shows
 * only the differences, also while the file is edited.
 */
export class SpecVersions implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly last = new Map<string, string>();
  private readonly listeners: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  /** `text`: undefined if it can't be told; then the last one that was known stays. */
  constructor(
    private readonly scheme: string,
    private readonly text: (subject: VersionSubject, document: vscode.TextDocument) => Promise<string | undefined>,
  ) {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(scheme, this),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (this.openUris().some((uri) => subjectOf(uri).file === document.uri.toString())) this.updateSoon();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.last.delete(uri.toString())),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.changed.dispose();
  }

  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { file, ...subject } = subjectOf(uri);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file, true));
    const text = (await this.text(subject, document)) ?? this.last.get(uri.toString()) ?? document.getText();
    this.last.set(uri.toString(), text);
    return text;
  }

  /** Asks again for those that are open. `of`: only for this one's versions. */
  update(of?: string): void {
    for (const uri of this.openUris()) if (of === undefined || subjectOf(uri).of === of) this.changed.fire(uri);
  }

  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), patience);
  }

  private openUris(): readonly vscode.Uri[] {
    return vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === this.scheme);
  }
}

/** Ends with the file's name, so that VS Code opens and colours it in the same way. */
export function versionUri(
  scheme: string,
  { file, name, of }: VersionSubject & { readonly file: vscode.Uri },
): vscode.Uri {
  const query = new URLSearchParams({ of, file: file.toString(), name }).toString();
  return vscode.Uri.from({ scheme, path: file.path, query });
}

function subjectOf({ query }: vscode.Uri): VersionSubject & { readonly file: string } {
  const values = new URLSearchParams(query);
  const value = (key: string) => values.get(key) ?? "";
  return { of: value("of"), file: value("file"), name: value("name") };
}
