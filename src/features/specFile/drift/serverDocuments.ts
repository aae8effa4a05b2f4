import * as vscode from "vscode";
import { serverText } from "../../../core/spec/serverText";
import type { SpecReader } from "../specReader";
import type { SpecStates } from "./specStates";

/** The scheme of a spec file as the server has it. */
export const serverScheme = "langgraph-crons-server";

/** In milliseconds: while somebody types in a diff, its other side follows when they pause. */
const patience = 300;

/**
 * The left side of a diff, which can only be read: the file's own text with what the server has in place of one spec.
 * So a diff shows what differs and nothing else, also while the file is edited.
 */
export class ServerDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly last = new Map<string, string>();
  private readonly listeners: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly reader: SpecReader,
    private readonly states: SpecStates,
  ) {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(serverScheme, this),
      states.onDidChange(() => this.update()),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (openUris().some((uri) => subjectOf(uri).file === document.uri.toString())) this.updateSoon();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.last.delete(uri.toString())),
    );
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listeners.dispose();
    this.changed.dispose();
  }

  /** Where the text can't be read just now, or the server has no such cron any more, it is what it last was. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { file, name } = subjectOf(uri);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file, true));
    const spec = this.reader.wellFormed(document, name);
    const [known] = this.states.known(name);
    const written = spec && known && serverText(document.getText(), spec, known.cron);
    const text = written?.text ?? this.last.get(uri.toString()) ?? document.getText();
    this.last.set(uri.toString(), text);
    return text;
  }

  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), patience);
  }

  private update(): void {
    for (const uri of openUris()) this.changed.fire(uri);
  }
}

/** The name of the document is the file's, so that it is read and coloured as one. */
export function serverUri(file: vscode.Uri, name: string): vscode.Uri {
  return vscode.Uri.from({
    scheme: serverScheme,
    path: file.path,
    query: new URLSearchParams({ file: file.toString(), name }).toString(),
  });
}

function subjectOf({ query }: vscode.Uri): { readonly file: string; readonly name: string } {
  const values = new URLSearchParams(query);
  return { file: values.get("file") ?? "", name: values.get("name") ?? "" };
}

function openUris(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === serverScheme);
}
