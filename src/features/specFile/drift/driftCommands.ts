import * as vscode from "vscode";
import type { Cron } from "../../../core/server/cron";
import { textChange } from "../../../core/specFile/json/textChange";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import { type ServerText, serverText } from "../../../core/specFile/serverText";
import { runCommand } from "../../../platform/app/app";
import { givenConnection } from "../../../platform/ask/askConnection";
import { requireTrust } from "../../../platform/host/trust";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { listWords } from "../../../platform/words/messageWords";
import { plainText } from "../../../platform/words/plainText";
import { changeDocument } from "../changeDocument";
import { chooseSpec } from "../chooseSpec";
import { environmentUri } from "../environments/environmentUri";
import { environmentThere } from "../environments/thereOn";
import type { SpecReader } from "../specReader";
import { serverUri } from "./serverDocuments";
import type { SpecStates } from "./specStates";

interface Subject {
  readonly document: vscode.TextDocument;
  readonly spec: Spec;
  readonly connection: Connection;
  readonly cron: Cron;
  /** The name of the environment that the connection is, if that has something of the spec otherwise. */
  readonly environment: string | undefined;
}

/** How long the status bar shows what was done, in milliseconds. */
const statusBarTime = 10_000;

/** Comparing a file with the server, and copying the server's values into the file. */
export class DriftCommands {
  constructor(
    private readonly connections: Connections,
    private readonly environments: Pick<EnvironmentFiles, "of">,
    private readonly reader: SpecReader,
    private readonly states: SpecStates,
  ) {}

  /** Opens a diff of the server's version and the file, which can be edited there. */
  async diff(file: unknown, which: unknown, connectionId?: unknown): Promise<void> {
    const question = vscode.l10n.t("Compare which cron with the server?");
    const subject = await this.subject(file, which, question, connectionId);
    if (subject === undefined) return;
    const { connection, document, environment, spec } = subject;
    if (environment === undefined) textOf(subject);
    const fileName = vscode.workspace.asRelativePath(document.uri);
    const [name, server] = [plainText(spec.name), plainText(connection.name)];
    const [wanted, title] =
      environment === undefined
        ? [document.uri, vscode.l10n.t("{0} on {1} ↔ {2}", name, server, fileName)]
        : [
            environmentUri(document.uri, spec.name, environment),
            vscode.l10n.t("{0} on {1} ↔ {2} as {3} has it", name, server, fileName, plainText(environment)),
          ];
    await vscode.commands.executeCommand("vscode.diff", serverUri(document.uri, spec.name, connection), wanted, title);
  }

  /** Writes what is different on the server into the file: one edit, which the user can undo or save. */
  async updateFile(file: unknown, which: unknown): Promise<void> {
    const subject = await this.subject(file, which, vscode.l10n.t("Update which cron from the server?"));
    if (subject === undefined) return;
    const { document, environment, spec } = subject;
    if (environment !== undefined) throw new Error(overriddenWords(spec.name, environment));
    const { text, kept } = textOf(subject);
    const before = document.getText();
    if (text !== before) {
      await changeDocument(document, textChange(before, text));
      await vscode.window.showTextDocument(document);
    }
    tell(subject, text !== before, kept);
  }

  private async subject(
    file: unknown,
    which: unknown,
    question: string,
    connectionId?: unknown,
  ): Promise<Subject | undefined> {
    requireTrust();
    const chosen = await chooseSpec(this.reader, file, which, question);
    const connection = chosen && (await this.connection(connectionId));
    if (chosen === undefined || connection === undefined) return undefined;
    const { document } = chosen;
    const { name } = chosen.checked.spec;
    const crons = await this.states.ask(connection, [name]);
    // The file may have been edited while the server was asked.
    const spec = this.reader.wellFormed(document, name);
    if (spec === undefined) throw new Error(withErrors(name));
    const environment = environmentThere(connection, await this.environments.of(document.uri), spec)?.name;
    return { document, spec, connection, cron: onlyOne(crons, name, connection), environment };
  }

  private async connection(id: unknown): Promise<Connection | undefined> {
    if (typeof id === "string") return givenConnection(this.connections, id);
    if (this.connections.chosen() === undefined) await runCommand("langgraphCrons.connection.choose");
    return this.connections.chosen();
  }
}

function onlyOne(crons: readonly Cron[], name: string, connection: Connection): Cron {
  const [first] = crons;
  const [shown, server] = [plainText(name), plainText(connection.name)];
  if (first === undefined) throw new Error(vscode.l10n.t("“{0}” was not submitted to {1}.", shown, server));
  if (crons.filter(({ enabled }) => enabled).length > 1) {
    throw new Error(
      vscode.l10n.t(
        "{0} has several crons “{1}” that are switched on. Pause or delete all but one in the tree.",
        server,
        shown,
      ),
    );
  }
  return first;
}

function textOf({ document, spec, cron }: Subject): ServerText {
  const written = serverText(document.getText(), spec, cron);
  if (written === undefined) throw new Error(withErrors(spec.name));
  return written;
}

/** What the server has could belong into the file or into the overrides: only a person knows. */
function overriddenWords(name: string, environment: string): string {
  return vscode.l10n.t(
    "{1} has “{0}” otherwise than the file, so the file is not changed. Compare them, and change the file or langgraph-crons.json by hand.",
    plainText(name),
    plainText(environment),
  );
}

function withErrors(name: string): string {
  return vscode.l10n.t("“{0}” has errors, so it can't be compared with the server.", plainText(name));
}

function tell({ spec, connection }: Subject, changed: boolean, kept: ServerText["kept"]): void {
  const [name, server] = [plainText(spec.name), plainText(connection.name)];
  const words = changed
    ? vscode.l10n.t("“{0}” now has the values of {1}.", name, server)
    : vscode.l10n.t("“{0}” already has the values of {1}.", name, server);
  if (kept.length === 0) {
    vscode.window.setStatusBarMessage(words, statusBarTime);
  } else {
    const rest = vscode.l10n.t("Not changed, because of placeholders: {0}.", listWords(kept));
    void vscode.window.showInformationMessage(`${words} ${rest}`);
  }
}
