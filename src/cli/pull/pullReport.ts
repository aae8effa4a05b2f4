import type { JsonObject } from "../../core/base/json";
import { oneLine } from "../../core/base/oneLine";
import type { PlanRow } from "../../core/plan/planRows";
import type { LeftOut } from "../../core/pull/leftOut";
import { type ExitCode, exitCodes } from "../cliIo";
import { cliText } from "../cliTexts";
import { findingsByFile } from "../environments/environmentDrafts";
import { findingLines } from "../files/findingLines";
import { planLines } from "../plan/planTexts";
import type { ReadPlan } from "../plan/readPlan";
import { printedLine } from "../printed";
import { exitCodeOf, problemText } from "../problemText";
import type { PullEnd, PulledCron } from "./pulled";
import { adviceLines, whyText } from "./pullLines";
import { pullText } from "./pullTexts";

/** What a pull has done, and the plan of its specs right after it. */
export interface PullReport {
  readonly url: string;
  readonly environment: string | undefined;
  readonly folder: string;
  readonly set: string | undefined;
  readonly crons: readonly PulledCron[];
  /** Only of the specs of these crons. undefined: it could not be read. */
  readonly plan: ReadPlan | undefined;
}

/** Where the summary counts each end. */
const countedAs = {
  written: "written",
  overwritten: "overwritten",
  unchanged: "unchanged",
  differs: "differ",
  left: "left",
  taken: "failed",
  refused: "failed",
  notTried: "failed",
  unwritable: "failed",
} as const satisfies Readonly<Record<PullEnd["kind"], string>>;

export function reportLines(report: PullReport): readonly string[] {
  const { crons, folder, plan, url } = report;
  const counts = Object.entries(summaryOf(report)).flatMap(([what, count]) => (count === 0 ? [] : `${count} ${what}`));
  const adopted = plan?.rows.filter(({ action }) => action === "adopt").length ?? 0;
  const joining = plan?.rows.filter(joinsSet).length ?? 0;
  const outOfSync = plan?.rows.filter(isOutOfSync) ?? [];
  return [
    ...adviceLines(crons),
    ...(plan === undefined || outOfSync.length === 0
      ? []
      : [pullText("notInSync"), ...errorLines(outOfSync), ...planLines({ ...plan, rows: outOfSync })]),
    ...(adopted === 0 ? [] : [pullText("adopt", { count: adopted })]),
    ...(joining === 0 ? [] : [pullText("joins", { count: joining })]),
    printedLine(pullText("summary", { target: url, folder, counts: counts.join(", ") || pullText("nothing") })),
    ...(plan === undefined || outOfSync.length + adopted + joining > 0 ? [] : [pullText("inSync")]),
  ];
}

/** Stable: scripts depend on it. */
export function reportJson(report: PullReport): JsonObject {
  const { crons, environment, folder, plan, set, url } = report;
  const actions = new Map(plan?.rows.map(({ action, name }) => [name, action]));
  return {
    url,
    environment: environment ?? null,
    folder,
    set: set ?? null,
    crons: crons.map((pulled) => cronJson(pulled, actions)),
    summary: summaryOf(report),
  };
}

function cronJson({ end, isNamed, step }: PulledCron, actions: ReadonlyMap<string, string>): JsonObject {
  const { cron_id, thread_id } = step.cron;
  const name = "name" in step ? step.name : null;
  const written = end.kind === "written" || end.kind === "overwritten" ? end : undefined;
  const why = whyNot(end);
  return {
    cron_id,
    thread_id,
    name,
    file: "read" in end ? end.read.path : null,
    outcome: end.kind,
    named: isNamed,
    secrets: written?.placeholders.map(({ path, variable }) => ({ path: [...path], variable })) ?? [],
    secrets_left: [...(written?.left ?? [])],
    kept: [...(written?.kept ?? [])],
    differs: end.kind === "differs" && end.names !== undefined ? [...end.names] : null,
    plan: ("read" in end && name !== null ? actions.get(name) : undefined) ?? null,
    ...(why === undefined ? {} : { problem: why }),
  };
}

function whyNot(end: PullEnd): JsonObject | undefined {
  switch (end.kind) {
    case "left":
      return { kind: end.because, message: whyText(end.because) };
    case "refused":
      return { kind: end.problem.kind, message: oneLine(problemText(end.problem)) };
    case "unwritable":
      return { kind: end.reason, message: cliText("unwritable", { file: end.path, reason: end.reason }) };
    default:
      return undefined;
  }
}

function summaryOf({ crons }: PullReport) {
  const summary = { written: 0, overwritten: 0, unchanged: 0, differ: 0, left: 0, failed: 0, named: 0 };
  for (const { end, isNamed } of crons) {
    summary[countedAs[end.kind]] += 1;
    if (isNamed) summary.named += 1;
  }
  return summary;
}

/** What is wrong with specs that are no others than their crons. */
function errorLines(rows: readonly PlanRow[]): readonly string[] {
  const errors = rows.flatMap(({ findings }) => findings.filter(({ finding }) => finding.severity === "error"));
  return findingsByFile(errors).flatMap((file) => findingLines(file));
}

/** A cron that has no name yet, or is not in the set yet, is no difference: it is taken over. */
function isOutOfSync(row: PlanRow): boolean {
  return row.action !== "nothing" && row.action !== "adopt" && !joinsSet(row);
}

function joinsSet(row: PlanRow): boolean {
  const keys = ("read" in row ? row.change?.keys : undefined) ?? [];
  return row.action === "update" && keys.length > 0 && keys.every(({ key }) => key === "set");
}

const elsewhere: readonly LeftOut[] = ["managed", "pruned", "anotherSet"];

/** What is left to somebody else on purpose is no failure. */
export function exitOf({ crons, plan }: PullReport): ExitCode {
  const ends = crons.map(({ end }) => end);
  if (ends.some(({ kind }) => kind === "unwritable")) return exitCodes.usage;
  const refused = ends.find((end) => end.kind === "refused");
  if (refused !== undefined) return exitCodeOf(refused.problem);
  const isGood = (end: PullEnd) =>
    "read" in end ? end.kind !== "differs" : end.kind === "left" && elsewhere.includes(end.because);
  return ends.every(isGood) && plan?.rows.some(isOutOfSync) === false ? exitCodes.done : exitCodes.refused;
}
