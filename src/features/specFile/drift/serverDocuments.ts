import * as vscode from "vscode";
import type { Cron } from "../../../core/server/cron";
import { serverText } from "../../../core/specFile/serverText";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { ServerStore } from "../../../platform/servers/serverStore";
import type { SpecReader } from "../specReader";
import type { SpecStates } from "./specStates";

/** The scheme of documents that show a spec file as it is on the server. */
const serverScheme = "langgraph-crons-server";

/** Milliseconds: while the user types in a diff, its other side is updated after a pause. */
const patience = 300;

/**
 * The read-only left side of a diff: the file's text with one spec replaced by the server's version. So a diff shows
 * only the differences, also while the file is edited.
 */
export class ServerDocuments implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly last = new Map<string, string>();
  private readonly listeners: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly connections: Connections,
    store: ServerStore,
    private readonly reader: SpecReader,
    private readonly states: SpecStates,
  ) {
    this.listeners = vscode.Disposable.from(
      vscode.workspace.registerTextDocumentContentProvider(serverScheme, this),
      store.onDidChange(({ connection }) => this.update(connection)),
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

  /**
   * The spec on the connection that the document names, even if another one is chosen now. If it can't be read, or the
   * server has no such cron any more, the last known version is shown.
   */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const { connectionId, file, name } = subjectOf(uri);
    const cron = await this.cron(connectionId, name);
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(file, true));
    const spec = this.reader.wellFormed(document, name);
    const written = spec && cron && serverText(document.getText(), spec, cron);
    const text = written?.text ?? this.last.get(uri.toString()) ?? document.getText();
    this.last.set(uri.toString(), text);
    return text;
  }

  private async cron(connectionId: string, name: string): Promise<Cron | undefined> {
    const connection = this.connections.get(connectionId);
    if (connection === undefined) return undefined;
    try {
      return (await this.states.crons(connection, name))[0];
    } catch {
      // Other places report why a server doesn't answer.
      return undefined;
    }
  }

  private updateSoon(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.update(), patience);
  }

  private update(connection?: Connection): void {
    for (const uri of openUris()) {
      if (connection === undefined || subjectOf(uri).connectionId === connection.id) this.changed.fire(uri);
    }
  }
}

/** Ends with the file's name, so that VS Code opens and colours it in the same way. */
export function serverUri(file: vscode.Uri, name: string, { id }: Pick<Connection, "id">): vscode.Uri {
  return vscode.Uri.from({
    scheme: serverScheme,
    path: file.path,
    query: new URLSearchParams({ connection: id, file: file.toString(), name }).toString(),
  });
}

interface Subject {
  readonly connectionId: string;
  readonly file: string;
  readonly name: string;
}

function subjectOf({ query }: vscode.Uri): Subject {
  const values = new URLSearchParams(query);
  const value = (key: string) => values.get(key) ?? "";
  return { connectionId: value("connection"), file: value("file"), name: value("name") };
}

function openUris(): readonly vscode.Uri[] {
  return vscode.workspace.textDocuments.map(({ uri }) => uri).filter(({ scheme }) => scheme === serverScheme);
}
