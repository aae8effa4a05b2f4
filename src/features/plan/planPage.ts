import * as vscode from "vscode";
import { inTurn } from "../../core/base/inTurn";
import { defaultGrace } from "../../core/plan/grace";
import { plannedOf } from "../../core/plan/planRows";
import { runCommand } from "../../platform/app/app";
import type { PlanSubject } from "../../platform/app/editorCommands";
import { failureMessage } from "../../platform/app/reportFailure";
import type { PlaceholderValues } from "../../platform/ask/placeholderValues";
import type { ReportSource } from "../../platform/pages/reportSource";
import { noConnectionWords, unreadReport } from "../../platform/pages/unreadReport";
import type { Connection } from "../../platform/servers/connections/connection";
import type { Connections } from "../../platform/servers/connections/connections";
import type { EnvironmentFiles } from "../../platform/servers/environments/environmentFiles";
import type { ServerStore } from "../../platform/servers/serverStore";
import { plainText } from "../../platform/words/plainText";
import type { Report } from "../../protocol/report";
import { applyFromPage } from "./applyFromPage";
import type { PageOutcome } from "./applyRows";
import { openRowFile } from "./openRowFile";
import { askGrace } from "./pagePrune";
import { isDoable, type PageRow } from "./pageRow";
import type { PlanDiffs } from "./planDiffs";
import { planReport } from "./planReport";
import { keyOfSubject, placesTitle } from "./planSubject";
import { includedRows, type PlanNotice, type PlanView } from "./planView";
import { type PagePlan, readPagePlan } from "./readPagePlan";
import { savePlan } from "./savePlan";

export interface PlanPageParts {
  readonly connections: Connections;
  readonly servers: ServerStore;
  readonly placeholders: Pick<PlaceholderValues, "lookup">;
  readonly environments: Pick<EnvironmentFiles, "all" | "at" | "of" | "readAgain">;
}

const rowsAtOnce = 200;

/** A plan that can be applied. It is made when the page opens and when somebody asks, never by itself. */
export class PlanPage implements ReportSource {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.changed.event;
  private plan: PagePlan | undefined;
  private failure: unknown;
  private phase: PlanView["phase"] = "planned";
  private notice: PlanNotice | undefined;
  private leftOut = new Set<PageRow>();
  private outcomes = new Map<PageRow, PageOutcome>();
  private mostRows = rowsAtOnce;
  /** undefined: crons whose spec is gone are left alone. */
  private grace: string | undefined;
  /** What stays left out when it is planned again. */
  private kept: ReadonlySet<string> = new Set();
  private wasSeen = false;
  private isClosed = false;

  constructor(
    private readonly subject: PlanSubject,
    private readonly parts: PlanPageParts,
    private readonly diffs: PlanDiffs,
  ) {}

  dispose(): void {
    this.isClosed = true;
    this.changed.dispose();
  }

  get key(): string {
    return keyOfSubject(this.subject);
  }

  get title(): string {
    return vscode.l10n.t("Plan: {0}", this.subjectTitle());
  }

  setVisible(isVisible: boolean): void {
    if (!isVisible || this.wasSeen || this.connection === undefined) return;
    this.wasSeen = true;
    void this.read();
  }

  /** Plans again, because somebody has opened the page anew. */
  async refresh(): Promise<void> {
    if (this.wasSeen && this.phase !== "applying") await this.read();
  }

  report(): Report {
    const { connection, failure, leftOut, mostRows, notice, outcomes, phase, plan } = this;
    const about = vscode.l10n.t("What would an apply change?");
    if (connection === undefined) return unreadReport({ about, connection, because: noConnectionWords() });
    if (plan === undefined) {
      return unreadReport({ about, connection, because: failure === undefined ? undefined : failureMessage(failure) });
    }
    const title = this.subjectTitle();
    return planReport({ connection, leftOut, mostRows, notice, outcomes, phase, plan, title, now: Date.now() });
  }

  async act(id: string): Promise<void> {
    const [, what = id, at] = /^(\w+) (\d+)$/.exec(id) ?? [];
    const row = at === undefined ? undefined : this.plan?.rows[Number(at)];
    if (row === undefined) await this.actions[what]?.();
    else await this.rowActions[what]?.(row);
  }

  private readonly actions: Readonly<Record<string, () => Promise<void> | void>> = {
    refresh: () => this.refresh(),
    // The page stays usable while it is done.
    apply: () => void this.apply(),
    none: () => this.leaveOut(this.plan?.rows.filter(isDoable) ?? []),
    all: () => this.leaveOut([]),
    prune: () => this.planWith(this.grace === undefined ? defaultGrace : undefined),
    grace: async () => {
      const grace = this.grace === undefined ? undefined : await askGrace(this.grace);
      if (grace !== undefined) await this.planWith(grace.trim());
    },
    save: () => this.save(),
    more: () => {
      this.mostRows += rowsAtOnce;
      this.changed.fire();
    },
  };

  private readonly rowActions: Readonly<Record<string, (row: PageRow) => Promise<void> | void>> = {
    toggle: (row) => {
      const isOut = this.leftOut.has(row);
      this.leaveOut(isOut ? [...this.leftOut].filter((each) => each !== row) : [...this.leftOut, row]);
    },
    diff: async (row) => {
      if (this.connection !== undefined) await this.diffs.open(row, this.connection);
    },
    file: openRowFile,
    cron: async (row) => {
      const cronId = plannedOf(row)?.cron?.cron_id;
      const { connectionId } = this.subject;
      if (cronId !== undefined) await runCommand("langgraphCrons.cron.page", { connectionId, cronId }, "stay");
    },
  };

  private leaveOut(rows: readonly PageRow[]): void {
    if (this.phase !== "planned") return;
    this.leftOut = new Set(rows);
    this.changed.fire();
  }

  /** What was left out stays so, as long as it is the same change. */
  private async planWith(grace: string | undefined): Promise<void> {
    if (this.phase !== "planned") return;
    this.grace = grace;
    this.kept = new Set([...this.leftOut].map(keyOfRow));
    await this.read();
  }

  private async save(): Promise<void> {
    const { connection, leftOut, plan, subject } = this;
    if (connection === undefined || plan === undefined || this.phase !== "planned") return;
    this.notice = await savePlan({ connection, leftOut, plan, places: subject.places });
    this.tell();
  }

  private readonly read = inTurn(async () => {
    const { connection, parts, subject } = this;
    if (this.isClosed || connection === undefined) return;
    this.phase = "reading";
    this.tell();
    try {
      this.plan = await readPagePlan(subject, connection, parts, this.grace);
      this.failure = undefined;
      this.notice = undefined;
      this.leftOut = new Set(this.plan.rows.filter((row) => isDoable(row) && this.kept.has(keyOfRow(row))));
      this.outcomes = new Map();
    } catch (failure) {
      this.failure = failure;
      this.notice = { tone: "bad", text: failureMessage(failure) };
    }
    this.kept = new Set();
    // What was applied is no plan any more, also if there is no new one.
    this.phase = this.outcomes.size > 0 ? "applied" : "planned";
    this.tell();
  });

  private async apply(): Promise<void> {
    const { connection, leftOut, plan } = this;
    if (connection === undefined || plan === undefined || this.phase !== "planned") return;
    const rows = includedRows({ leftOut, plan });
    if (rows.length === 0) return;
    this.notice = undefined;
    this.phase = "applying";
    this.tell();
    try {
      const end = await applyFromPage(rows, {
        ...this.parts,
        connection,
        plan,
        onOutcome: (row, outcome) => {
          this.outcomes.set(row, outcome);
          this.tell();
        },
      });
      this.phase = end.kind === "applied" ? "applied" : "planned";
      if (end.kind === "old") await this.read();
      if (end.kind !== "applied") this.notice = end.because;
    } catch (failure) {
      this.phase = this.outcomes.size > 0 ? "applied" : "planned";
      this.notice = { tone: "bad", text: failureMessage(failure) };
    }
    this.tell();
  }

  private tell(): void {
    if (!this.isClosed) this.changed.fire();
  }

  private get connection(): Connection | undefined {
    return this.parts.connections.get(this.subject.connectionId);
  }

  private subjectTitle(): string {
    const name = this.connection === undefined ? vscode.l10n.t("unknown connection") : this.connection.name;
    const { environment } = this.subject;
    const there = environment === undefined ? name : `${environment.name} (${name})`;
    return `${placesTitle(this.subject)} → ${plainText(there)}`;
  }
}

function keyOfRow({ name, saved }: PageRow): string {
  return JSON.stringify([name, saved]);
}
