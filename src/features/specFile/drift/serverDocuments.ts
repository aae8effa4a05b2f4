import * as vscode from "vscode";
import type { Cron } from "../../../core/server/cron";
import { parseSpecFile } from "../../../core/specFile/parseSpecFile";
import { serverText } from "../../../core/specFile/serverText";
import { specWithArguments } from "../../../core/specFile/specWithArguments";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import type { ServerStore } from "../../../platform/servers/serverStore";
import { SpecVersions, type VersionSubject, versionUri } from "../../../platform/specs/specVersions";
import { defaultSpecName } from "../../../platform/words/defaultSpecName";
import { thereOn } from "../environments/thereOn";
import type { SpecReader } from "../specReader";
import type { SpecStates } from "./specStates";

/** The scheme of documents that show a spec file as it is on the server. */
const serverScheme = "langgraph-crons-server";

/**
 * The left side of a diff: the file's text with one spec replaced by the server's version. It is the spec on the connection
 * that the document names, even if another one is chosen now. If it can't be read, or the server has no such cron any
 * more, the last known version stays.
 */
export class ServerDocuments implements vscode.Disposable {
  readonly versions = new SpecVersions(serverScheme, (subject, document) => this.text(subject, document));
  private readonly owned: vscode.Disposable;

  constructor(
    private readonly connections: Connections,
    store: ServerStore,
    private readonly environments: Pick<EnvironmentFiles, "of">,
    private readonly reader: SpecReader,
    private readonly states: SpecStates,
  ) {
    this.owned = vscode.Disposable.from(
      this.versions,
      store.onDidChange(({ connection }) => this.versions.update(connection.id)),
    );
  }

  dispose(): void {
    this.owned.dispose();
  }

  private async text({ name, of }: VersionSubject, document: vscode.TextDocument): Promise<string | undefined> {
    const connection = this.connections.get(of);
    const cron = connection && (await this.cron(connection, name));
    const spec = this.reader.wellFormed(document, name);
    if (connection === undefined || cron === undefined || spec === undefined) return undefined;
    const text = document.getText();
    const there = thereOn(connection, await this.environments.of(document.uri), spec);
    if (there.kind !== "overridden") return serverText(text, spec, cron)?.text;
    // Compared with what its environment has: an override is no difference.
    const wanted = specWithArguments(text, spec, there.arguments);
    const read = parseSpecFile(wanted, defaultSpecName(document.uri)).specs.find((each) => each.name === name);
    return read && serverText(wanted, read, cron)?.text;
  }

  private async cron(connection: Connection, name: string): Promise<Cron | undefined> {
    try {
      return (await this.states.crons(connection, name))[0];
    } catch {
      // Other places report why a server doesn't answer.
      return undefined;
    }
  }
}

export function serverUri(file: vscode.Uri, name: string, { id }: Pick<Connection, "id">): vscode.Uri {
  return versionUri(serverScheme, { file, name, of: id });
}
