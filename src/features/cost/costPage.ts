import * as vscode from "vscode";
import { inTurn } from "../../core/base/inTurn";
import type { JsonValue } from "../../core/base/json";
import { readLimits } from "../../core/cost/costLimits";
import { type CronCost, costReport } from "../../core/cost/costReport";
import { type MeasurePlan, measureCron, planMeasuring } from "../../core/cost/measureCrons";
import { readPrices } from "../../core/cost/prices";
import { readHealths, type ServerHealths } from "../../core/known/readHealths";
import type { Cron } from "../../core/server/cron";
import { runCommand } from "../../platform/app/app";
import { failureMessage } from "../../platform/app/reportFailure";
import { withCancellableProgress } from "../../platform/host/progress";
import { readSetting } from "../../platform/host/settings";
import { keyOf, type ReportSource } from "../../platform/pages/reportSource";
import { noConnectionWords, unreadReport } from "../../platform/pages/unreadReport";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { ServerStore } from "../../platform/servers/serverStore";
import { cronTitle } from "../../platform/words/cronTitle";
import { plainText } from "../../platform/words/plainText";
import type { Report } from "../../protocol/report";
import { type CostNotice, type CostView, costPageReport } from "./costPageReport";

export interface CostPageParts {
  readonly connections: Connections;
  readonly servers: ServerStore;
}

/** A cron, or all of a connection. */
export interface CostSubject {
  readonly connectionId: string;
  readonly cronId: string | undefined;
}

export function keyOfSubject({ connectionId, cronId }: CostSubject): string {
  return cronId === undefined ? keyOf(connectionId) : keyOf(connectionId, cronId);
}

/** What was read at one moment. */
interface Read {
  readonly healths: ServerHealths;
  /** Epoch milliseconds. */
  readonly at: number;
}

const rowsAtOnce = 100;

/**
 * The page of what crons cost. It reads the lists when it is opened and when somebody asks, never by itself; tokens, which
 * take a request for each run, only when somebody presses.
 */
export class CostPage implements ReportSource {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private readonly listener: vscode.Disposable;
  private known: Read | undefined;
  private failure: unknown;
  private notice: CostNotice | undefined;
  private canUndo = false;
  private isBusy = false;
  private isClosed = false;
  private mostRows = rowsAtOnce;

  constructor(
    private readonly subject: CostSubject,
    private readonly parts: CostPageParts,
  ) {
    this.listener = vscode.workspace.onDidChangeConfiguration((change) => {
      const isOurs = ["costPrices", "costLimits"].some((name) => change.affectsConfiguration(`langgraphCrons.${name}`));
      if (isOurs) this.changed.fire();
    });
  }

  dispose(): void {
    this.isClosed = true;
    this.listener.dispose();
    this.changed.dispose();
  }

  get key(): string {
    return keyOfSubject(this.subject);
  }

  get title(): string {
    return vscode.l10n.t("Cost: {0}", this.subjectTitle());
  }

  setVisible(isVisible: boolean): void {
    if (isVisible && this.known === undefined && this.failure === undefined) void this.read();
  }

  report(): Report {
    const { connection, failure } = this;
    const about = vscode.l10n.t("What do crons cost?");
    if (connection === undefined) return unreadReport({ about, connection, because: noConnectionWords() });
    const view = this.view(connection);
    if (view !== undefined) return costPageReport(view);
    return unreadReport({ about, connection, because: failure === undefined ? undefined : failureMessage(failure) });
  }

  async act(id: string): Promise<void> {
    this.notice = undefined;
    const [, what = id, cronId] = /^(\w+) (.+)$/.exec(id) ?? [];
    const { connectionId } = this.subject;
    if (cronId === undefined) await this.actions[what]?.();
    else await this.cronActions[what]?.({ connectionId, cronId });
  }

  private readonly actions: Readonly<Record<string, () => Promise<void>>> = {
    measure: () => this.measure(),
    refresh: () => this.read(),
    more: async () => {
      this.mostRows += rowsAtOnce;
      this.changed.fire();
    },
    settings: async () => {
      await vscode.commands.executeCommand("workbench.action.openSettings", "langgraphCrons.cost");
    },
    undo: async () => {
      await runCommand("langgraphCrons.cron.undoDelete");
      this.canUndo = false;
      await this.read();
    },
  };

  /** By the commands that menus have, which ask before they delete or change something on a production server. */
  private readonly cronActions: Readonly<
    Record<string, (ref: { readonly connectionId: string; readonly cronId: string }) => Promise<void>>
  > = {
    open: (ref) => runCommand("langgraphCrons.cron.page", ref, "stay"),
    pause: async (ref) => {
      await runCommand("langgraphCrons.cron.pause", ref);
      await this.read();
    },
    delete: async (ref) => {
      await runCommand("langgraphCrons.cron.delete", ref);
      await this.read();
      const isThere = this.known?.healths.crons.some(({ cron }) => cron.cron_id === ref.cronId) !== false;
      this.canUndo ||= !isThere && this.failure === undefined;
      this.changed.fire();
    },
  };

  /** A failure is shown in the page, and what was read before stays. */
  private readonly read = inTurn(async () => {
    const { connection } = this;
    if (this.isClosed || connection === undefined) return;
    this.isBusy = true;
    this.changed.fire();
    const at = Date.now();
    try {
      const { servers } = this.parts;
      const healths = await readHealths({
        ...(await servers.reading(connection)),
        dialect: connection.dialect,
        now: Date.now,
        seenRuns: (cron) => servers.knownRuns(connection, cron),
        isWanted: (cron) => this.isWanted(cron),
        isThorough: true,
      });
      this.known = { healths, at };
      this.failure = undefined;
    } catch (failure) {
      this.failure = failure;
    }
    this.isBusy = false;
    this.draw();
  });

  private async measure(): Promise<void> {
    const { connection, known } = this;
    if (connection === undefined || known === undefined) return;
    const { crons, requests } = this.plan(connection, this.costs(connection, known).crons);
    const { reading } = known.healths;
    const title = vscode.l10n.t("Measuring the tokens of {0} crons, with {1} requests at most", crons.length, requests);
    let measured = 0;
    let isCancelled = false;
    try {
      await withCancellableProgress(title, async (signal, report) => {
        signal.addEventListener("abort", () => {
          isCancelled = true;
        });
        for (const cron of crons) {
          report(vscode.l10n.t("{0} of {1}: {2}", measured + 1, crons.length, cronTitle(cron)));
          const usage = await measureCron(reading, cron, { now: Date.now, signal });
          this.parts.servers.keepUsage(connection, cron.cron_id, usage);
          measured += 1;
        }
      });
    } catch (failure) {
      const text = isCancelled ? vscode.l10n.t("Cancelled.") : failureMessage(failure);
      const told = vscode.l10n.t("{0} of {1} crons were measured.", measured, crons.length);
      this.notice = { tone: isCancelled ? "quiet" : "bad", text: `${text} ${told}` };
    }
    this.draw();
  }

  /** Those that were not measured yet, or if there are none, all again. */
  private plan(connection: Connection, costs: readonly CronCost[]): MeasurePlan {
    const isAsked = this.subject.cronId !== undefined;
    const fresh = costs.filter(({ cron }) => this.parts.servers.usage(connection, cron) === undefined);
    const plan = planMeasuring(fresh, { isAsked });
    return plan.crons.length > 0 ? plan : planMeasuring(costs, { isAsked });
  }

  private costs(connection: Connection, { at, healths }: Read) {
    const { prices, problems } = readPrices(readSetting("costPrices") as unknown as JsonValue);
    const { problems: wrongLimits, ...limits } = readLimits(readSetting("costLimits") as JsonValue);
    const { crons, dialect } = healths;
    const usageOf = (cron: Cron) => this.parts.servers.usage(connection, cron);
    // Duplicates are found among all.
    const report = costReport({ crons, dialect, prices, limits, now: at, usageOf });
    const { cronId } = this.subject;
    return {
      crons: report.crons.filter(({ cron }) => this.isWanted(cron)),
      total: cronId === undefined ? report.total : undefined,
      hasPrices: prices.length > 0,
      problems: [...problems, ...wrongLimits],
    };
  }

  private view(connection: Connection): CostView | undefined {
    const { canUndo, failure, isBusy, known, mostRows, notice } = this;
    if (known === undefined) return undefined;
    const costs = this.costs(connection, known);
    const failed = failure === undefined ? [] : [{ tone: "bad", text: failureMessage(failure) } as const];
    return {
      ...costs,
      connection,
      title: this.subjectTitle(),
      asOf: known.at,
      now: Date.now(),
      isBusy,
      canUndo,
      mostRows,
      notices: [...failed, ...(notice === undefined ? [] : [notice])],
      plan: this.plan(connection, costs.crons),
    };
  }

  private isWanted({ cron_id }: Cron): boolean {
    return this.subject.cronId === undefined || this.subject.cronId === cron_id;
  }

  private draw(): void {
    if (!this.isClosed) this.changed.fire();
  }

  private get connection(): Connection | undefined {
    return this.parts.connections.get(this.subject.connectionId);
  }

  private subjectTitle(): string {
    const { connection, known, subject } = this;
    const { cronId } = subject;
    if (connection === undefined) return vscode.l10n.t("unknown connection");
    if (cronId === undefined) return plainText(connection.name);
    const read = known?.healths.crons.find(({ cron }) => cron.cron_id === cronId)?.cron;
    const cron = read ?? this.parts.servers.cron(connection, cronId);
    return cron === undefined ? vscode.l10n.t("Cron") : cronTitle(cron);
  }
}
