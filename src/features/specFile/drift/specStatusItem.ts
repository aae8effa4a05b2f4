import * as vscode from "vscode";
import type { Cron } from "../../../core/server/cron";
import { DrawSoon } from "../../../platform/host/drawSoon";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { Connections } from "../../../platform/servers/connections/connections";
import type { EnvironmentFiles, FolderEnvironments } from "../../../platform/servers/environments/environmentFiles";
import { isSpecDocument, specSelector } from "../../../platform/specs/specSelector";
import { thereOn } from "../environments/thereOn";
import type { CheckedSpec, SpecReader } from "../specReader";
import type { KnownHealth } from "./healthLens";
import type { SpecStates } from "./specStates";
import { type SpecStand, specStatus } from "./specStatus";

/** In a file with more specs, the status names only the server: comparing all of them takes too long. */
const mostCompared = 200;
/** Milliseconds: several changes usually come together. */
const gathering = 100;

interface StatusParts {
  readonly connections: Connections;
  readonly environments: Pick<EnvironmentFiles, "of">;
  readonly healthOf: (connection: Connection, cron: Cron) => KnownHealth;
  readonly reader: SpecReader;
  readonly states: SpecStates;
}

/** The language status of the spec file in front. It asks no server: it says what the lenses say. */
export class SpecStatusItem implements vscode.Disposable {
  private readonly item = vscode.languages.createLanguageStatusItem("langgraphCrons.spec", specSelector);
  private readonly listeners: vscode.Disposable;
  private readonly soon = new DrawSoon(() => this.draw(), gathering);

  constructor(
    private readonly parts: StatusParts,
    changed: vscode.Event<void>,
  ) {
    this.item.name = vscode.l10n.t("Cron Spec");
    this.item.command = { title: vscode.l10n.t("Choose Connection"), command: "langgraphCrons.connection.choose" };
    this.listeners = vscode.Disposable.from(
      this.item,
      this.soon,
      changed(() => this.soon.ask()),
      vscode.window.onDidChangeActiveTextEditor(() => this.soon.ask()),
      vscode.workspace.onDidChangeTextDocument(() => this.soon.ask()),
    );
    this.soon.ask();
  }

  dispose(): void {
    this.listeners.dispose();
  }

  private async draw(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (document === undefined || !isSpecDocument(document)) return;
    const reading = await this.parts.reader.readSoon(document);
    if (reading === undefined) return;
    const connection = this.parts.connections.chosen();
    const specs = reading.specs.length > mostCompared ? [] : reading.specs;
    const found = await this.parts.environments.of(document.uri);
    const stands = connection === undefined ? [] : specs.map((checked) => this.standOf(connection, found, checked));
    const { busy, severity, text } = await specStatus(connection, stands, Date.now());
    Object.assign(this.item, { busy, severity, text, accessibilityInformation: { label: text } });
  }

  private standOf(connection: Connection, found: FolderEnvironments | undefined, { spec }: CheckedSpec): SpecStand {
    const standing = this.parts.states.standing(spec, thereOn(connection, found, spec));
    const cron = standing?.kind === "inSync" || standing?.kind === "differs" ? standing.cron : undefined;
    return { standing, known: cron && this.parts.healthOf(connection, cron) };
  }
}
