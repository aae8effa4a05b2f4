import type { ApplyOutcome, PruneOutcome } from "../../core/apply/applyPlan";
import { applyTexts, isApplied } from "../../core/apply/applyTexts";
import { codeSpan } from "../../core/base/codeSpan";
import type { JsonObject } from "../../core/base/json";
import { oneLine } from "../../core/base/oneLine";
import { becauseText, planJson } from "../../core/plan/planJson";
import { type PlanRow, plannedOf } from "../../core/plan/planRows";
import { cliText } from "../cliTexts";
import { targetText } from "../environments/targetText";
import { workflowCommand } from "../files/githubAnnotation";
import { fittingLines, tableLines } from "../markdown";
import { type ReadPlan, writtenPlan } from "../plan/readPlan";
import { printedLine } from "../printed";
import { problemText } from "../problemText";
import { outcomeJson, outcomeText } from "../submit/submitOutcome";

/** What became of one row of a plan. skipped: a conflict. */
type RowEnd = ApplyOutcome | PruneOutcome | { readonly kind: "unchanged" } | { readonly kind: "skipped" };

type Planned = ReturnType<typeof plannedOf>;

/** What an apply has done with each row of its plan. */
export class ApplyReport {
  private readonly outcomes = new Map<Planned, ApplyOutcome | PruneOutcome>();

  constructor(private readonly plan: ReadPlan) {}

  note(planned: Planned, outcome: ApplyOutcome | PruneOutcome): void {
    this.outcomes.set(planned, outcome);
  }

  /** Whether the server now has all that the files say. */
  get isComplete(): boolean {
    return this.plan.rows.every((row) => isGood(this.endOf(row)));
  }

  lineOf(row: PlanRow): string {
    const { name } = row;
    const end = this.endOf(row);
    if (end.kind === "submitted") return outcomeText(name, end.outcome);
    if (end.kind === "pruned") return prunedLine(row, end.end);
    return printedLine(cliText("failed", { name, words: wordsOf(row, end) }));
  }

  /** As a line of a workflow's log on GitHub; what was not done is an error there. */
  annotationOf(row: PlanRow): string {
    const line = this.lineOf(row);
    return isGood(this.endOf(row)) ? line : workflowCommand("error", { title: `${row.name}: ${row.action}` }, line);
  }

  summary(target = targetText(this.plan)): string {
    const ends = this.plan.rows.map((row) => this.endOf(row));
    const unchanged = ends.filter(({ kind }) => kind === "unchanged").length;
    const good = ends.filter(isGood).length - unchanged;
    const args = { target, good, unchanged, rest: ends.length - good - unchanged };
    return printedLine(cliText("applySummary", args));
  }

  /** Stable: scripts depend on it. */
  json() {
    const { set, target } = planJson(writtenPlan(this.plan));
    return { target, set, results: this.plan.rows.map((row) => this.rowJson(row)) };
  }

  /** Of a table with more than `mostBytes` of UTF-8 the first rows. */
  markdown(mostBytes = Number.POSITIVE_INFINITY): readonly string[] {
    const rows = this.plan.rows.filter((row) => this.endOf(row).kind !== "unchanged");
    const cells = rows.map((row) => [codeSpan(row.name, 200), row.action, codeSpan(this.lineOf(row))]);
    const table = cells.length === 0 ? [] : ["", ...tableLines(["Cron", "Action", "Result"], cells)];
    const shown = fittingLines(table, mostBytes);
    const rest = table.length - shown.length;
    return [
      this.summary(codeSpan(targetText(this.plan))),
      ...shown,
      ...(rest > 0 ? ["", cliText("moreCrons", { count: rest })] : []),
    ];
  }

  private rowJson(row: PlanRow): JsonObject {
    const { action, name } = row;
    const end = this.endOf(row);
    if (end.kind === "submitted") return { action, ...outcomeJson(name, end.outcome) };
    const cron_id = plannedOf(row)?.cron?.cron_id ?? null;
    if (end.kind === "pruned") return { action, name, outcome: end.end, cron_id, deleteFrom: deleteFromOf(row) };
    if (end.kind !== "refused") return { action, name, outcome: end.kind, cron_id };
    const message = oneLine(problemText(end.problem));
    return { action, name, outcome: end.kind, cron_id, problem: { kind: end.problem.kind, message } };
  }

  private endOf(row: PlanRow): RowEnd {
    const { action, hasMoved } = row;
    if (hasMoved === true) return { kind: "moved" };
    if (action === "nothing") return { kind: "unchanged" };
    if (action === "conflict") return { kind: "skipped" };
    return this.outcomes.get(plannedOf(row)) ?? { kind: "notTried" };
  }
}

function isGood(end: RowEnd): boolean {
  return end.kind === "unchanged" || end.kind === "pruned" || (end.kind !== "skipped" && isApplied(end));
}

function prunedLine(row: PlanRow, end: PrunedEnd): string {
  const args = { name: row.name, id: plannedOf(row)?.cron?.cron_id ?? "", from: deleteFromOf(row) ?? "" };
  return printedLine(cliText(prunedTexts[end], args));
}

/** In ISO 8601; null unless it is paused now. */
function deleteFromOf(row: PlanRow): string | null {
  const prune = "prune" in row ? row.prune : undefined;
  if (prune?.step !== "pause" || prune.deleteFrom === undefined) return null;
  return new Date(prune.deleteFrom).toISOString();
}

type PrunedEnd = Extract<PruneOutcome, { readonly kind: "pruned" }>["end"];

const prunedTexts = {
  paused: "prunedPaused",
  deleted: "prunedDeleted",
  gone: "prunedGone",
} as const satisfies Readonly<Record<PrunedEnd, string>>;

function wordsOf(row: PlanRow, end: Exclude<RowEnd, { readonly kind: "submitted" | "pruned" }>): string {
  switch (end.kind) {
    case "moved":
    case "notTried":
      return `${applyTexts[end.kind]}.`;
    case "refused":
      return oneLine(problemText(end.problem));
    case "skipped":
      return `${cliText("applySkipped")} ${becauseText(row) ?? ""}`.trim();
    case "unchanged":
      return cliText("applyUnchanged");
  }
}
