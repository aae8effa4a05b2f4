import * as vscode from "vscode";
import { slottedRuns } from "../../core/health/slottedRuns";
import type { Cron, Run } from "../../core/server/cron";
import { type App, runCommand } from "../../platform/app/app";
import { failureMessage } from "../../platform/app/reportFailure";
import { confirm } from "../../platform/host/confirm";
import { ReportPanels } from "../../platform/pages/reportPanels";
import type { Connection } from "../../platform/servers/connections/connection";
import { refOf } from "../../platform/servers/cronRef";
import type { ServerStore } from "../../platform/servers/serverStore";
import { cronName } from "../../platform/words/cronName";
import { plainText } from "../../platform/words/plainText";
import { localZone } from "../../platform/words/runWords";
import type { ReportMark } from "../../protocol/report";
import { JsonDocuments } from "./jsonDocuments";
import { runMark, successWords } from "./runMarks";
import { RunPage, type RunPorts } from "./runPage";
import { studioAddress } from "./studioAddress";

/** So many of a cron's last runs stand beside each other. */
const stripLength = 20;

/** The tabs of runs. */
export class RunPages implements vscode.Disposable {
  private readonly panels: ReportPanels;
  private readonly documents = new JsonDocuments();
  private readonly pages = new Map<string, { readonly connection: Connection; readonly page: RunPage }>();
  private readonly listener: vscode.Disposable;

  constructor(
    app: App,
    private readonly servers: ServerStore,
  ) {
    this.panels = new ReportPanels(app, "langgraphCrons.run");
    this.listener = servers.onDidChange(({ connection }) => {
      for (const each of this.pages.values()) if (each.connection.id === connection.id) void each.page.follow();
    });
  }

  dispose(): void {
    this.listener.dispose();
    this.documents.dispose();
    this.panels.dispose();
  }

  async open(connection: Connection, cron: Cron, run: Run): Promise<void> {
    const key = `${connection.id} ${run.run_id}`;
    const runs = (await this.servers.runs(connection, cron))?.runs ?? [];
    this.panels.open(key, () => {
      const page = new RunPage(run, this.ports(connection, cron, run, runs), () => this.pages.delete(key));
      this.pages.set(key, { connection, page });
      return page;
    });
  }

  private ports(connection: Connection, cron: Cron, run: Run, runs: readonly Run[]): RunPorts {
    const { servers } = this;
    const ref = refOf(connection, cron);
    const title = cronName(cron) ?? plainText(cron.schedule);
    const slotted = slottedRuns(cron, runs, connection.dialect);
    const zone = localZone();
    const strip = () => {
      const marks = slotted.slice(0, stripLength).map((each): ReportMark => runMark(each, zone, Date.now()));
      return marks.length < 2
        ? undefined
        : { marks: marks.toReversed(), text: successWords(runs.slice(0, stripLength)) };
    };
    return {
      server: () => servers.server(connection),
      around: () => ({
        connection,
        cron: title,
        zone,
        assistant: this.assistant(connection, run.assistant_id),
        slot: slotted.find((each) => each.run.run_id === run.run_id)?.slot ?? null,
        strip: strip(),
        studio: studioAddress(connection.url, run.thread_id),
        now: Date.now(),
      }),
      sign: () => {
        const known = servers.knownRuns(connection, cron)?.runs.find(({ run_id }) => run_id === run.run_id);
        return `${known?.status} ${servers.thread(connection, run.thread_id)?.status}`;
      },
      openRun: async (runId) => {
        const other = runs.find(({ run_id }) => run_id === runId);
        if (other !== undefined) await this.open(connection, cron, other);
      },
      confirmAnswer: async () =>
        !connection.production ||
        confirm(
          vscode.l10n.t("Answer the run of “{0}” on {1}?", title, plainText(connection.name)),
          [
            vscode.l10n.t("The graph goes on at once."),
            vscode.l10n.t("This connection is marked as production: {0}", connection.url),
          ],
          vscode.l10n.t("Answer"),
        ),
      openJson: (what, value) => this.documents.open(`${title}-${run.run_id}-${what}`, value),
      runAgain: () => runCommand("langgraphCrons.cron.runNow", ref),
      showCron: () => runCommand("langgraphCrons.explorer.reveal", ref),
      openExternal: async (address) => {
        await vscode.env.openExternal(vscode.Uri.parse(address, true));
      },
      failureWords: failureMessage,
    };
  }

  private assistant(connection: Connection, id: string): string {
    const known = this.servers.assistants(connection).find(({ assistant_id }) => assistant_id === id);
    return plainText(known?.name ?? id);
  }
}
