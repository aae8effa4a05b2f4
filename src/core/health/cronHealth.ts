import { readDateTime } from "../base/dateTime";
import { isUnfinished } from "../compare/pausedBy";
import { cronRuns } from "../schedule/cronRuns";
import { pruneMarkOf } from "../server/stored/ownership";
import { isFinishedHash, metadataKeys } from "../server/stored/ownMetadata";
import type { Health, HealthFacts, HealthWord } from "./health";
import { type MissedSlots, missedSlots } from "./missedSlots";
import { type RunEvidence, runEvidence } from "./runEvidence";
import { clockTolerance, startGrace } from "./startGrace";
import { unexplainedStatus } from "./threadEvidence";

/** From so many queued runs of one cron on they pile up: after a long run there may be two. */
const pile = 3;

interface Evidence extends HealthFacts, RunEvidence {
  /** The server's next run, past or future; undefined if it knows none. */
  readonly due: number | undefined;
  readonly grace: number;
  /** When a server that is well has started the run that is due. */
  readonly patience: number | undefined;
  readonly missing: MissedSlots | undefined;
}

type Rule = (evidence: Evidence) => HealthWord | undefined;

/** The first that applies gives the word. */
const rules: readonly Rule[] = [
  ended,
  paused,
  never,
  endless,
  late,
  missed,
  failed,
  waits,
  duplicate,
  pilingUp,
  running,
  skipped,
  dueNow,
  threadRuns,
];

/**
 * One word for a cron, with its evidence. Pure, and total for any server's answer. Late and missed runs are judged by
 * the server's own next run and by the runs, as of when they were read.
 */
export function cronHealth(facts: HealthFacts): Health {
  const { cron, now, pollMilliseconds } = facts;
  const runs = runEvidence(facts);
  const grace = startGrace(runs.slotted, pollMilliseconds);
  const due = momentOf(cron.next_run_date);
  const patience = due === undefined ? undefined : Math.max(due, switchedOn(facts)) + grace;
  const missing = missedSlots(facts, runs, grace);
  const word = firstOf({ ...facts, ...runs, due, grace, missing, patience });
  const next = word.kind === "never" || word.kind === "endless" ? undefined : nextOf(facts);
  const changes = [due, patience, next].filter((moment) => moment !== undefined).filter((moment) => moment > now);
  const until = cron.enabled && changes.length > 0 ? Math.min(...changes) : undefined;
  return { ...word, lastRun: runs.lastRun, next, until };
}

function firstOf(evidence: Evidence): HealthWord {
  for (const rule of rules) {
    const word = rule(evidence);
    if (word !== undefined) return word;
  }
  return { kind: "scheduled" };
}

function ended({ asOf, cron }: Evidence): HealthWord | undefined {
  const reading = readDateTime(cron.end_time ?? "");
  const at = reading.kind === "moment" ? reading.epoch : undefined;
  return at !== undefined && at <= asOf ? { kind: "ended", at } : undefined;
}

function paused({ cron }: Evidence): HealthWord | undefined {
  if (cron.enabled) return undefined;
  if (isUnfinished(cron)) return { kind: "paused", by: "submission" };
  if (pruneMarkOf(cron) !== undefined) return { kind: "paused", by: "prune" };
  return { kind: "paused", by: isFinishedHash(cron.metadata[metadataKeys.hash]) ? "person" : "unknown" };
}

function never({ due }: Evidence): HealthWord | undefined {
  return due === undefined ? { kind: "never" } : undefined;
}

/** Only a year can end a schedule, and all servers agree on years. */
function endless({ asOf, cron, dialect, due }: Evidence): HealthWord | undefined {
  if (due === undefined || due > asOf) return undefined;
  const running = { ...cron, dialect, nextRunDate: cron.next_run_date };
  const { runs, end } = cronRuns(running, { from: asOf, count: 1 });
  return end.kind === "comesToEnd" && runs.length === 0 ? { kind: "endless", lastSlot: end.last } : undefined;
}

function late(evidence: Evidence): HealthWord | undefined {
  const { asOf, due, grace, patience } = evidence;
  if (due === undefined || patience === undefined || asOf < patience + clockTolerance) return undefined;
  return hasStarted(evidence, due) ? undefined : { kind: "late", slot: due, grace };
}

function missed({ missing }: Evidence): HealthWord | undefined {
  if (missing === undefined || missing.isSkipped) return undefined;
  const { slots, since, last } = missing;
  return { kind: "missed", slots, since, last };
}

function failed(evidence: Evidence): HealthWord | undefined {
  const { failed: runs, moreFailed, thread } = evidence;
  const [newest] = runs;
  const error = thread?.error ?? undefined;
  if (newest !== undefined) {
    const isOfThread = evidence.runs?.newest?.run_id === newest.run.run_id;
    return {
      kind: "failed",
      inARow: runs.length,
      atLeast: moreFailed,
      since: momentOf(runs.at(-1)?.run.created_at),
      slot: newest.slot,
      error: isOfThread && thread?.status === "error" ? error : undefined,
      isCertain: true,
    };
  }
  if (unexplainedStatus(evidence) !== "error") return undefined;
  return { kind: "failed", inARow: 1, atLeast: true, since: undefined, slot: null, error, isCertain: false };
}

function waits(evidence: Evidence): HealthWord | undefined {
  const { thread, waiting } = evidence;
  const asks = thread?.interrupts ?? [];
  if (waiting !== undefined) {
    return { kind: "waits", since: momentOf(waiting.run.updated_at), asks, isCertain: true };
  }
  if (unexplainedStatus(evidence) !== "interrupted") return undefined;
  return { kind: "waits", since: undefined, asks, isCertain: false };
}

function duplicate({ namesakes }: Evidence): HealthWord | undefined {
  return namesakes > 0 ? { kind: "duplicate", others: namesakes } : undefined;
}

function pilingUp({ queued, running: active, runs, slotted }: Evidence): HealthWord | undefined {
  const oldest = momentOf(queued.at(-1)?.created_at);
  if (queued.length < pile || oldest === undefined) return undefined;
  const isAllOfThem = runs?.isAll === true || queued.length + active.length < slotted.length;
  return { kind: "pilingUp", queued: queued.length, atLeast: !isAllOfThem, since: oldest };
}

function running({ queued, running: active }: Evidence): HealthWord | undefined {
  const [run = queued.at(-1)] = active;
  if (run === undefined) return undefined;
  return { kind: "running", since: momentOf(run.created_at), isQueued: run.status === "pending" };
}

/** Something runs on its thread, which may be its own. */
function threadRuns(evidence: Evidence): HealthWord | undefined {
  return unexplainedStatus(evidence) === "busy" ? { kind: "running", since: undefined, isQueued: false } : undefined;
}

/** After its time, until it must have started: later than that only another look at the server can tell. */
function dueNow(evidence: Evidence): HealthWord | undefined {
  const { due, now, patience } = evidence;
  if (due === undefined || patience === undefined || now < due || now >= patience) return undefined;
  return hasStarted(evidence, due) ? undefined : { kind: "due", slot: due };
}

function skipped({ missing }: Evidence): HealthWord | undefined {
  if (missing === undefined || !missing.isSkipped) return undefined;
  const { slots, since, last } = missing;
  return { kind: "skipped", slots, since, last };
}

/** Whether the run of a time is known, though the cron was read before the server set its next one. */
function hasStarted({ slotted }: Evidence, due: number): boolean {
  return slotted.some(({ run }) => !run.isByHand && Date.parse(run.created_at) >= due - clockTolerance);
}

/**
 * Since when the server can have started the run that is due. A PATCH that resumes a cron keeps its old next run (Agent
 * Server 0.16.7). Aegra 0.11.0 sets a new one, and notes each of its tries as a change.
 */
function switchedOn({ cron, dialect }: HealthFacts): number {
  const changed = dialect === "secondsFirst" ? cron.created_at : cron.updated_at;
  return momentOf(changed) ?? Number.NEGATIVE_INFINITY;
}

function nextOf({ cron, dialect, now }: HealthFacts): number | undefined {
  const due = momentOf(cron.next_run_date);
  // Of most crons in a list nothing else has to be reckoned.
  if (due !== undefined && due > now && cron.enabled && cron.end_time === null) return due;
  return cronRuns({ ...cron, dialect, nextRunDate: cron.next_run_date }, { from: now, count: 1 }).runs[0];
}

/** Of a date that the server has written; a person's is read by `readDateTime`. */
function momentOf(date: string | null | undefined): number | undefined {
  const moment = Date.parse(date ?? "");
  return Number.isNaN(moment) ? undefined : moment;
}
