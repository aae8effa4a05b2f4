import { codeSpan } from "../../core/base/codeSpan";
import { shortText } from "../../core/base/shortText";
import { findingMessage } from "../../core/finding/findingMessage";
import { planCounts } from "../../core/plan/planCounts";
import { becauseText, keysOf } from "../../core/plan/planJson";
import type { ChangedKey } from "../../core/plan/plannedChange";
import { type PlanRow, plannedOf } from "../../core/plan/planRows";
import { cliText } from "../cliTexts";
import { findingsByFile } from "../environments/environmentDrafts";
import { targetText } from "../environments/targetText";
import { findingLines, placeOf } from "../files/findingLines";
import { githubAnnotation } from "../files/githubAnnotation";
import { bytesOf, fittingLines, tableLines } from "../markdown";
import { printedJson, printedLine } from "../printed";
import type { ReadPlan } from "./readPlan";

const mostOfValue = 120;
/** As long as the longest action. */
const margin = " ".repeat("recreate  ".length);

/** What changes, a block for each cron, and what all of it is. */
export function planLines(plan: ReadPlan): readonly string[] {
  return [...plan.rows.filter(isTold).flatMap(blockOf), ...summaryLines(plan)];
}

/** Findings and changes as annotations of a pull request on GitHub, and what all of it is. */
export function planAnnotations(plan: ReadPlan): readonly string[] {
  const findings = findingsByFile(plan.rows.flatMap(({ findings: found }) => found)).flatMap((file) =>
    findingLines(file, "github"),
  );
  return [...findings, ...plan.rows.filter(isTold).flatMap((row) => annotationsOf(row, plan)), ...summaryLines(plan)];
}

/**
 * What changes, as a table, what alarms first, and the findings. Of a table with more than `mostBytes` of UTF-8 the first
 * rows; `more` says of how many others.
 */
export function planMarkdown(
  plan: ReadPlan,
  { more = "moreCrons", mostBytes = Number.POSITIVE_INFINITY }: MarkdownLimit = {},
): readonly string[] {
  const head = summaryLines(plan, codeSpan(targetText(plan))).flatMap((line) => [line, ""]);
  const told = plan.rows.filter(isTold);
  const first = [...told.filter(isAlarming), ...told.filter((row) => !isAlarming(row))].map(markdownRow);
  const table = first.length === 0 ? [] : tableLines(["Cron", "Action", "What changes", "Runs in 30 days"], first);
  const findings = plan.rows.flatMap((row) => row.findings.map((located) => markdownFinding(row, located)));
  // Some room for the lines that say of how many others.
  const room = mostBytes - bytesOf(head) - 500;
  const rows = fittingLines(table, room);
  const items = fittingLines(findings, room - bytesOf(rows));
  const rest = (all: readonly string[], shown: readonly string[]) =>
    shown.length === all.length ? [] : ["", cliText(more, { count: all.length - shown.length })];
  return [
    ...[...head, ...rows, ...rest(table, rows)],
    ...(findings.length === 0 ? [] : [""]),
    ...[...items, ...rest(findings, items)],
  ];
}

interface MarkdownLimit {
  readonly mostBytes?: number;
  readonly more?: "moreCrons" | "moreOnRun";
}

function markdownRow(row: PlanRow): readonly string[] {
  return [
    codeSpan(row.name, 200),
    isAlarming(row) ? `**${row.action}**` : row.action,
    [...keysOf(row).map((key) => codeSpan(keyText(key), 4 * mostOfValue)), ...becauseSpans(row)].join("<br>"),
    runsText(row) ?? "",
  ];
}

function markdownFinding({ name }: PlanRow, { finding }: PlanRow["findings"][number]): string {
  return `- ${finding.severity}, ${codeSpan(name, 200)}: ${codeSpan(findingMessage(finding))}`;
}

/** What prune leaves for now or for good is told, because nobody would see it in a file. */
export function isTold(row: PlanRow): boolean {
  return row.action !== "nothing" || !("read" in row);
}

/** Nothing is done for these, or something is deleted. */
function isAlarming({ action }: PlanRow): boolean {
  return action === "conflict" || action === "invalid" || action === "recreate" || action === "delete";
}

function blockOf(row: PlanRow): readonly string[] {
  const { action, name } = row;
  const cron = plannedOf(row)?.cron;
  const id = cron === undefined ? "" : ` (${cron.cron_id})`;
  const because = becauseText(row);
  const runs = runsText(row);
  return [
    `${action.padEnd(margin.length)}${name}${id}`,
    ...keysOf(row).map((key) => `${margin}${keyText(key)}`),
    ...(because === undefined ? [] : [`${margin}${because}`]),
    ...(runs === undefined ? [] : [`${margin}${cliText("planRuns", { runs })}`]),
  ].map(printedLine);
}

/** Errors are annotations already. */
function annotationsOf(row: PlanRow, { environment }: ReadPlan): readonly string[] {
  const { action, name } = row;
  const place = rowPlace(row, environment);
  if (place === undefined || action === "invalid") return [];
  const because = becauseText(row);
  const texts = [...keysOf(row).map(keyText), ...(because === undefined ? [] : [because])];
  const message = texts.length === 0 ? action : texts.join("; ");
  const command = isAlarming(row) ? "warning" : "notice";
  return [githubAnnotation(command, place, `${name}: ${action}`, message)];
}

/** Where a spec begins. One that is gone is told where its set is named; undefined if nothing is planned. */
function rowPlace(row: PlanRow, environment: ReadPlan["environment"]): ReturnType<typeof placeOf> | undefined {
  if (!("read" in row)) return environment && placeOf(environment.file, environment.places.rangeOf(["set"]));
  return row.change && placeOf(row.read, { ...row.change.draft.spec.range, length: 1 });
}

function keyText({ after, before, key }: ChangedKey): string {
  const [old, now] = [before, after].map((value) => shortText(printedJson(value), mostOfValue));
  return before === null ? `${key}: ${now}` : `${key}: ${old} -> ${now}`;
}

function becauseSpans(row: PlanRow): readonly string[] {
  const because = becauseText(row);
  return because === undefined ? [] : [codeSpan(because)];
}

/** undefined if it is the same before and after. */
function runsText(row: PlanRow): string | undefined {
  const planned = plannedOf(row);
  if (planned === undefined) return undefined;
  const { after, before } = planned.runsPerMonth;
  return after === before ? undefined : `${countText(before)} -> ${countText(after)}`;
}

function countText(count: number | null): string {
  return count === null ? "?" : String(count);
}

function summaryLines(plan: ReadPlan, target = targetText(plan)): readonly string[] {
  const counts = Object.entries(planCounts(plan.rows)).flatMap(([what, count]) =>
    count === 0 ? [] : `${count} ${what}`,
  );
  const runs = (when: "before" | "after") =>
    countText(
      plan.rows.reduce<number | null>((sum, row) => {
        const count = plannedOf(row)?.runsPerMonth[when] ?? null;
        return sum === null || count === null ? null : sum + count;
      }, 0),
    );
  const args = { target, counts: counts.join(", "), before: runs("before"), after: runs("after") };
  return [printedLine(cliText("planSummary", args))];
}
