import * as vscode from "vscode";
import { shownArguments } from "../../core/compare/shownArguments";
import { slottedRuns } from "../../core/health/slottedRuns";
import { deletesRuns } from "../../core/known/keptRuns";
import { runsAMonth } from "../../core/schedule/runsAMonth";
import { runCommand } from "../../platform/app/app";
import { failureMessage } from "../../platform/app/reportFailure";
import { keyOf, type ReportSource } from "../../platform/pages/reportSource";
import { noConnectionWords, sentenceReport, unreadReport } from "../../platform/pages/unreadReport";
import type { Connection } from "../../platform/servers/connections/connection";
import type { CronRef } from "../../platform/servers/cronRef";
import { runRefOf } from "../../platform/servers/runRef";
import { assistantName } from "../../platform/words/assistantName";
import { monthWords } from "../../platform/words/monthWords";
import { plainText } from "../../platform/words/plainText";
import { localZone } from "../../platform/words/runWords";
import { serverProblemMessage } from "../../platform/words/serverProblemMessage";
import { threadTitle } from "../../platform/words/threadTitle";
import type { Report } from "../../protocol/report";
import type { CronFacts } from "./cronFacts";
import { cronHeading, cronReport, type Notice } from "./cronReport";
import { type CronPageParts, CronSubject, type ReadCron } from "./cronSubject";

/** Node's timers take no more than 24 days. */
const longestSleep = 60 * 60_000;

/** The page of one cron: draws what is known of it, and carries out what the user presses. */
export class CronPage implements ReportSource {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly subject: CronSubject;
  private readonly listener: vscode.Disposable;
  private timer: NodeJS.Timeout | undefined;
  private canUndo = false;

  constructor(
    ref: CronRef,
    private readonly parts: CronPageParts,
  ) {
    this.subject = new CronSubject(ref, parts);
    this.listener = this.subject.onDidChange(() => this.draw());
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.listener.dispose();
    this.subject.dispose();
    this.changed.dispose();
  }

  get key(): string {
    const { connectionId, cronId } = this.subject.ref;
    return keyOf(connectionId, cronId);
  }

  get title(): string {
    const { cron } = this.subject;
    return cron === undefined ? vscode.l10n.t("Cron") : cronHeading(cron);
  }

  setVisible(isVisible: boolean): void {
    this.subject.setVisible(isVisible);
  }

  report(): Report {
    const { connection, cron, failure, isGone } = this.subject;
    const about = cron === undefined ? vscode.l10n.t("Cron") : vscode.l10n.t("Cron “{0}”", cronHeading(cron));
    if (connection === undefined) return unreadReport({ about, connection, because: noConnectionWords() });
    if (isGone) return goneReport(about, connection, this.canUndo);
    if (cron === undefined) {
      return unreadReport({ about, connection, because: failure === undefined ? undefined : failureMessage(failure) });
    }
    return cronReport(this.facts(connection, cron), this.notices(connection));
  }

  async act(id: string): Promise<void> {
    const [, runId] = /^run (.+)$/.exec(id) ?? [];
    await (runId === undefined ? this.actions[id]?.(this.subject.ref) : this.openRun(runId));
    await this.subject.read();
  }

  private readonly actions: Readonly<Record<string, (ref: CronRef) => Promise<void>>> = {
    edit: (ref) => runCommand("langgraphCrons.cron.edit", ref),
    pause: (ref) => runCommand("langgraphCrons.cron.pause", ref),
    resume: (ref) => runCommand("langgraphCrons.cron.resume", ref),
    resumeAndRun: (ref) => runCommand("langgraphCrons.cron.resumeAndRun", ref),
    runNow: (ref) => runCommand("langgraphCrons.cron.runNow", ref),
    doctor: (ref) => runCommand("langgraphCrons.doctor.open", ref),
    cost: (ref) => runCommand("langgraphCrons.cost.open", ref),
    duplicate: (ref) => runCommand("langgraphCrons.cron.duplicate", ref),
    export: (ref) => runCommand("langgraphCrons.cron.export", ref),
    delete: async (ref) => {
      await runCommand("langgraphCrons.cron.delete", ref);
      this.canUndo = this.subject.isGone;
    },
    undo: async () => {
      await runCommand("langgraphCrons.cron.undoDelete");
      this.canUndo = this.subject.isGone;
    },
    reveal: (ref) => runCommand("langgraphCrons.explorer.reveal", ref),
    refresh: async () => this.subject.outdate(),
  };

  private async openRun(runId: string): Promise<void> {
    const { connection, cron: read } = this.subject;
    if (connection === undefined || read === undefined) return;
    const { cron } = read;
    const run = this.parts.servers.knownRuns(connection, cron)?.runs.find(({ run_id }) => run_id === runId);
    if (run !== undefined) await runCommand("langgraphCrons.run.open", runRefOf(connection, cron, run), "stay");
  }

  private facts(connection: Connection, { cron, isChanged, words }: ReadCron): CronFacts {
    const { servers } = this.parts;
    const runs = servers.knownRuns(connection, cron);
    const thread = cron.thread_id === null ? undefined : servers.thread(connection, cron.thread_id);
    const slotted = slottedRuns(cron, runs?.runs ?? [], connection.dialect);
    return {
      connection,
      cron,
      words,
      isChanged,
      health: servers.health(connection, cron),
      runs: runs === undefined && !this.subject.hasRuns ? undefined : slotted,
      month: monthWords(
        runsAMonth({ ...cron, dialect: connection.dialect, nextRunDate: cron.next_run_date }, Date.now()),
        servers.usage(connection, cron),
      ),
      areDeleted: deletesRuns(cron),
      assistant: assistantName(servers.assistants(connection), cron.assistant_id),
      thread: cron.thread_id === null ? null : ((thread && threadTitle(thread)) ?? plainText(cron.thread_id)),
      given: cron.payload === undefined ? undefined : shownArguments(cron),
      zone: localZone(),
      now: Date.now(),
    };
  }

  private notices(connection: Connection): readonly Notice[] {
    const { failure, hasMoved } = this.subject;
    const state = this.parts.servers.state(connection);
    return [
      ...(hasMoved ? [{ tone: "quiet", text: vscode.l10n.t("It was made again, and has a new id.") } as const] : []),
      ...(state.kind === "problem"
        ? [{ tone: "bad", text: serverProblemMessage(state.problem) } as const]
        : failure === undefined
          ? []
          : [{ tone: "bad", text: failureMessage(failure) } as const]),
    ];
  }

  private draw(): void {
    this.changed.fire();
    this.drawLater();
  }

  /** The same facts mean something else later: a time has come, or is over. */
  private drawLater(): void {
    clearTimeout(this.timer);
    const { connection, cron: read } = this.subject;
    if (connection === undefined || read === undefined) return;
    const { until } = this.parts.servers.health(connection, read.cron);
    if (until === undefined) return;
    this.timer = setTimeout(() => this.draw(), Math.min(Math.max(until - Date.now(), 1_000), longestSleep));
  }
}

function goneReport(about: string, connection: Connection, canUndo: boolean): Report {
  const undo = { id: "undo", label: vscode.l10n.t("Undo Deletion"), style: "primary" } as const;
  return sentenceReport({
    about,
    connection,
    title: vscode.l10n.t("Not on the server any more"),
    tone: "quiet",
    text: vscode.l10n.t("The cron was deleted. It starts no more runs."),
    actions: canUndo ? [undo] : [],
  });
}
