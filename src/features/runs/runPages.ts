import * as vscode from "vscode";
import { slottedRuns } from "../../core/health/slottedRuns";
import type { Cron, Run } from "../../core/server/cron";
import { type App, runCommand } from "../../platform/app/app";
import type { PageOpening } from "../../platform/app/pageOpening";
import { failureMessage } from "../../platform/app/reportFailure";
import { confirm } from "../../platform/host/confirm";
import { readSetting } from "../../platform/host/settings";
import { ReportPanels } from "../../platform/pages/reportPanels";
import { keyOf } from "../../platform/pages/reportSource";
import { openEnd, runMark, successWords } from "../../platform/pages/runMarks";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import { type RunRef, runRefOf } from "../../platform/servers/runRef";
import type { ServerStore } from "../../platform/servers/serverStore";
import { assistantName } from "../../platform/words/assistantName";
import { cronTitle } from "../../platform/words/cronTitle";
import { plainText } from "../../platform/words/plainText";
import { localZone } from "../../platform/words/runWords";
import type { ReportMark } from "../../protocol/report";
import { JsonDocuments } from "./jsonDocuments";
import { RunPage, type RunPorts } from "./runPage";
import { studioAddress } from "./studioAddress";
import { traceAddress } from "./traceAddress";

/** So many of a cron's last runs stand beside each other. */
const stripLength = 20;

export interface RunPageParts {
  readonly connections: Connections;
  readonly servers: ServerStore;
}

/** The tabs of runs. */
export class RunPages implements vscode.Disposable {
  private readonly panels: ReportPanels;
  private readonly documents = new JsonDocuments();
  private readonly pages = new Map<RunPage, RunRef>();
  private readonly listener: vscode.Disposable;

  constructor(
    app: App,
    private readonly parts: RunPageParts,
    viewType: string,
  ) {
    this.panels = new ReportPanels(app, viewType);
    this.listener = parts.servers.onDidChange(({ connection }) => {
      for (const [page, { connectionId }] of this.pages) if (connection.id === connectionId) void page.follow();
    });
  }

  dispose(): void {
    this.listener.dispose();
    this.documents.dispose();
    this.panels.dispose();
  }

  open(ref: RunRef, opening: PageOpening): void {
    this.panels.open(keyOfRun(ref), opening, () => this.pageOf(ref));
  }

  restore(panel: vscode.WebviewPanel, saved: unknown): void {
    const make = ([connectionId = "", cronId = "", threadId = "", runId = ""]: readonly string[]) =>
      this.pageOf({ connectionId, cronId, threadId, runId });
    this.panels.restore(panel, saved, make);
  }

  private pageOf(ref: RunRef): RunPage {
    const run = { thread_id: ref.threadId, run_id: ref.runId };
    const page: RunPage = new RunPage(keyOfRun(ref), run, this.ports(ref), () => this.pages.delete(page));
    this.pages.set(page, ref);
    return page;
  }

  private connection({ connectionId }: RunRef): Connection | undefined {
    return this.parts.connections.get(connectionId);
  }

  private cron(ref: RunRef): Cron | undefined {
    const connection = this.connection(ref);
    return connection && this.parts.servers.cron(connection, ref.cronId);
  }

  private ports(ref: RunRef): RunPorts {
    const { connections, servers } = this.parts;
    const cronRef = { connectionId: ref.connectionId, cronId: ref.cronId };
    const connection = (): Connection => {
      const known = connections.get(ref.connectionId);
      if (known === undefined) throw new Error(vscode.l10n.t("The connection was removed."));
      return known;
    };
    return {
      server: () => servers.server(connection()),
      around: () => this.around(ref),
      readAround: () => this.readAround(ref),
      sign: () => {
        const [known, cron] = [this.connection(ref), this.cron(ref)];
        if (known === undefined || cron === undefined) return "";
        const run = servers.knownRuns(known, cron)?.runs.find(({ run_id }) => run_id === ref.runId);
        return `${run?.status} ${servers.thread(known, ref.threadId)?.status}`;
      },
      openRun: async (runId) => {
        const cron = this.cron(ref);
        const other = cron && servers.knownRuns(connection(), cron)?.runs.find(({ run_id }) => run_id === runId);
        if (cron !== undefined && other !== undefined) this.open(runRefOf(connection(), cron, other), "stay");
      },
      confirmAnswer: async () => {
        const { name, production, url } = connection();
        return (
          !production ||
          confirm(
            vscode.l10n.t("Answer the run of “{0}” on {1}?", this.titleOf(ref), plainText(name)),
            [
              vscode.l10n.t("The graph goes on at once."),
              vscode.l10n.t("This connection is marked as production: {0}", url),
            ],
            vscode.l10n.t("Answer"),
          )
        );
      },
      openJson: (what, value) => this.documents.open(`${this.titleOf(ref)}-${ref.runId}-${what}`, value),
      runAgain: () => runCommand("langgraphCrons.cron.runNow", cronRef),
      showCron: () => runCommand("langgraphCrons.cron.page", cronRef, "stay"),
      openExternal: async (address) => {
        await vscode.env.openExternal(vscode.Uri.parse(address, true));
      },
      failureWords: failureMessage,
    };
  }

  /** The cron's name, or its schedule; of a cron that is gone, the id of the run. */
  private titleOf(ref: RunRef): string {
    const cron = this.cron(ref);
    return cron === undefined ? plainText(ref.runId) : cronTitle(cron);
  }

  private around(ref: RunRef): ReturnType<RunPorts["around"]> {
    const [connection, cron] = [this.connection(ref), this.cron(ref)];
    if (connection === undefined) return undefined;
    const zone = localZone();
    const runs = (cron && this.parts.servers.knownRuns(connection, cron)?.runs) ?? [];
    const slotted = cron === undefined ? [] : slottedRuns(cron, runs, connection.dialect);
    const health = cron && this.parts.servers.health(connection, cron);
    const openOf = (run: Run) => health && openEnd(run, health);
    const shown = slotted.slice(0, stripLength);
    const marks = shown.map((each): ReportMark => runMark(each, openOf(each.run), zone, Date.now()));
    const ended = shown.map(({ run }) => run).filter((run) => openOf(run) === undefined);
    return {
      connection,
      cron: this.titleOf(ref),
      zone,
      assistantName: (id) => assistantName(this.parts.servers.assistants(connection), id),
      slot: slotted.find(({ run }) => run.run_id === ref.runId)?.slot ?? null,
      strip: marks.length < 2 ? undefined : { marks: marks.toReversed(), text: successWords(ended) },
      studio: studioAddress(connection.url, ref.threadId),
      traceOf: (run) => traceAddress(readSetting("traceLinks"), run),
      now: Date.now(),
    };
  }

  /** A run is worth showing without its cron, which may be gone. */
  private async readAround(ref: RunRef): Promise<void> {
    const connection = this.connection(ref);
    if (connection === undefined) return;
    const { servers } = this.parts;
    try {
      const cron = this.cron(ref) ?? (await (await servers.server(connection)).getCron(ref.cronId));
      await servers.runs(connection, cron);
    } catch {
      // What matters of it the page says of the run itself.
    }
  }
}

function keyOfRun({ connectionId, cronId, threadId, runId }: RunRef): string {
  return keyOf(connectionId, cronId, threadId, runId);
}
