import type { Run } from "../server/cron";
import type { HealthFacts, LastRun, RunResult, SlottedRun } from "./health";
import { slottedRuns } from "./slottedRuns";
import { isBehind, threadEvidence } from "./threadEvidence";

/** What the known runs of a cron show. */
export interface RunEvidence {
  /** Newest first. */
  readonly slotted: readonly SlottedRun[];
  readonly lastRun: LastRun | undefined;
  /** The newest runs up to the last success: all failed. Empty if the last result is not a failure. */
  readonly failed: readonly LastRun[];
  /** Whether older failures may be missing from `failed`. */
  readonly moreFailed: boolean;
  /** The newest run, if it has stopped to ask a person. */
  readonly waiting: LastRun | undefined;
  /** Newest first. */
  readonly running: readonly Run[];
  readonly queued: readonly Run[];
}

/**
 * A run that a person cancelled, or that another one replaced, is neither success nor failure: the one before counts.
 * A run started by hand counts like any other: it runs the same, so it shows whether the trouble is over.
 */
export function runEvidence(facts: Pick<HealthFacts, "cron" | "dialect" | "runs" | "thread">): RunEvidence {
  const { cron, dialect, runs } = facts;
  const slotted = slottedRuns(cron, runs?.runs ?? [], dialect);
  // An unknown origin (`cron_id` undefined) counts only with a slot.
  const own = slotted.filter(({ run, slot }) => run.cron_id !== undefined || slot !== null);
  const judged = own.map((each) => ({ ...each, result: resultOf(each.run, facts) }));
  const ended = judged.filter(({ result }) => isDecisive(result));
  const streak = ended.findIndex(({ result }) => result !== "failed");
  const failed = streak < 0 ? ended : ended.slice(0, streak);
  const [lastRun] = judged;
  return {
    slotted,
    lastRun,
    failed,
    moreFailed: failed.length > 0 && streak < 0 && runs?.isAll !== true,
    waiting: lastRun?.result === "waits" ? lastRun : undefined,
    running: judged.filter(({ result }) => result === "running").map(({ run }) => run),
    queued: judged.filter(({ result }) => result === "queued").map(({ run }) => run),
  };
}

function isDecisive(result: RunResult): boolean {
  return result === "succeeded" || result === "failed" || result === "waits";
}

/** What became of a run, by its own status and that of its thread. */
export function resultOf(run: Run, facts: Pick<HealthFacts, "dialect" | "runs" | "thread">): RunResult {
  switch (run.status) {
    case "pending":
      return "queued";
    case "running":
      return "running";
    case "error":
    case "timeout":
      return "failed";
    case "success":
      if (waits(run, facts)) return "waits";
      return isUntold(run, facts) ? "unknown" : "succeeded";
    case "interrupted":
      // An Agent Server says this of a cancelled run, Aegra also of one that waits or did.
      if (facts.dialect === "secondsFirst") return waits(run, facts) ? "waits" : "unknown";
      return waits(run, facts) && asks(facts) ? "waits" : "cancelled";
    case "unknown":
      return "unknown";
  }
}

function waits(run: Run, facts: Pick<HealthFacts, "runs" | "thread">): boolean {
  return threadEvidence(run, facts) === "interrupted";
}

/** Whether it may wait: its thread says how the run before did. */
function isUntold(run: Run, { runs, thread }: Pick<HealthFacts, "runs" | "thread">): boolean {
  return thread !== undefined && runs?.newest?.run_id === run.run_id && isBehind(thread, run);
}

function asks({ thread }: Pick<HealthFacts, "thread">): boolean {
  return (thread?.interrupts.length ?? 0) > 0;
}
