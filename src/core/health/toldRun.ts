import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Cron, Run, RunError } from "../server/cron";
import type { HealthFacts, LastRun } from "./health";
import { resultOf } from "./runEvidence";
import { runOf, type SeenRun } from "./seenRun";
import { slottedRuns } from "./slottedRuns";
import { threadEvidence } from "./threadEvidence";

/** A run as a list of runs tells it. */
export interface ToldRun extends LastRun {
  /** See `runTook`. */
  readonly took: number | undefined;
  /** Later than a server needs that is well; `lateBy` says how much. */
  readonly isLate: boolean;
  /** Why it failed. Undefined if unknown: a server says it only of a thread's newest run. */
  readonly error: RunError | undefined;
}

/** What is known around a run: of its thread. */
export type Surroundings = Pick<HealthFacts, "runs" | "thread">;

interface ListedRuns {
  readonly cron: Cron;
  /** Newest first. */
  readonly runs: readonly Run[];
  readonly dialect: ScheduleDialect;
  readonly pollMilliseconds: number;
  around(run: Run): Surroundings;
}

/** What became of each of a cron's runs, as far as is known; newest first. */
export function tellRuns({ around, cron, dialect, pollMilliseconds, runs }: ListedRuns): readonly ToldRun[] {
  return slottedRuns(cron, runs, dialect).map((each) => {
    const facts = { dialect, ...around(each.run) };
    const result = resultOf(each.run, facts);
    const isOfThread = result === "failed" && threadEvidence(each.run, facts) === "error";
    return {
      ...each,
      result,
      took: runTook(each.run),
      isLate: isLate(each.lateBy, pollMilliseconds),
      error: isOfThread ? (facts.thread?.error ?? undefined) : undefined,
    };
  });
}

/** A run that its server deletes. `isThere`: it has not yet. */
export function tellSight(sight: SeenRun, isThere: boolean, pollMilliseconds: number): ToldRun {
  const run = runOf(sight, isThere);
  const { slot } = sight;
  const lateBy = slot === null ? null : Date.parse(run.created_at) - slot;
  const result = resultOf(run, { dialect: "secondsLast", runs: undefined, thread: undefined });
  return { run, slot, lateBy, result, took: runTook(run), isLate: isLate(lateBy, pollMilliseconds), error: undefined };
}

function isLate(lateBy: number | null, pollMilliseconds: number): boolean {
  return (lateBy ?? 0) > 3 * pollMilliseconds;
}

/**
 * How long a run took from its creation to its end, in milliseconds, with the time that it was queued: a server notes
 * when a run's status last changed, and not when it began. Undefined if it has not ended.
 */
export function runTook({ created_at, status, updated_at }: Pick<Run, "created_at" | "status" | "updated_at">) {
  if (status === "pending" || status === "running" || status === "unknown") return undefined;
  const took = Date.parse(updated_at) - Date.parse(created_at);
  return Number.isFinite(took) ? Math.max(0, took) : undefined;
}
