import type { Clock } from "../clock";
import type { AgentServer } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/serverProblem";
import { metadataKeys } from "../spec/ownMetadata";
import { compareEcho } from "./compareEcho";
import { findCrons, keptFirst } from "./findCrons";
import { clearAbandoned } from "./giveUp";
import { switchOnPatch } from "./setEnabled";
import type { Journal, JournalEntry } from "./submission";
import { persist } from "./unclear";

export interface FinishOptions {
  readonly server: AgentServer;
  /** As `SubmitOptions.serverKey`: other servers' entries are left alone. */
  readonly serverKey: string;
  readonly journal: Journal;
  readonly clock: Clock;
  /** Is the owner of an entry still at work on it? Such entries are left alone, for a day at most. Default: nobody is. */
  readonly isAlive?: (owner: string) => boolean;
  readonly signal?: AbortSignal;
}

/**
 * switchedOn, kept: the submission is complete. mismatch: left paused, the server reads the schedule differently.
 * dropped: nothing of it is left. open: not finished yet, to be tried again at the next refresh.
 */
export interface FinishedSubmission {
  readonly entry: JournalEntry;
  readonly outcome: "switchedOn" | "kept" | "mismatch" | "dropped" | "open";
}

/** A create may be committed this long after its sender has died. */
const lateMilliseconds = 10 * 60_000;
/** After a day nobody waits for a cron any more that never got switched on. */
const staleMilliseconds = 24 * 60 * 60_000;
const tries = 3;

/**
 * Ends what a crash, or a lost connection, left in the journal: keeps one cron of a submission and switches it on, or
 * deletes what is left where it was given up. Safe to repeat, and to be killed at any point. Never throws
 * `ServerFailure`: what can't be finished stays open.
 */
export async function finishOpenSubmissions(options: FinishOptions): Promise<readonly FinishedSubmission[]> {
  const finished: FinishedSubmission[] = [];
  for (const entry of await options.journal.entries()) {
    if (entry.server !== options.serverKey || isAtWork(entry, options)) continue;
    const outcome = await finish(entry, options);
    if (outcome !== "open") await options.journal.remove(entry.submission);
    finished.push({ entry, outcome });
  }
  return finished;
}

function isAtWork(entry: JournalEntry, { isAlive, clock }: FinishOptions): boolean {
  const alive = entry.owner !== undefined && isAlive?.(entry.owner) === true;
  return alive && clock.now() - entry.begunAt < staleMilliseconds;
}

async function finish(entry: JournalEntry, options: FinishOptions): Promise<FinishedSubmission["outcome"]> {
  const age = options.clock.now() - entry.begunAt;
  const { server, clock, signal } = options;
  try {
    if (entry.abandoned === true || (entry.enabled && age > staleMilliseconds)) {
      const cleared = await clearAbandoned({
        server,
        clock,
        entry,
        tries,
        signal,
        mayDelete: (cron) => mayDrop(entry, cron),
      });
      return cleared && age > lateMilliseconds ? "dropped" : "open";
    }
    const found = await find(options, { [metadataKeys.submission]: entry.submission });
    if (found.length === 0) return age > lateMilliseconds ? "dropped" : "open";
    return await complete(entry, found, options);
  } catch (error) {
    if (error instanceof ServerFailure || signal?.aborted === true) return "open";
    throw error;
  }
}

/** A cron that is on: a named one may have been adopted by another submit of its spec; a stale one is somebody's by now. */
function mayDrop(entry: JournalEntry, cron: Cron): boolean {
  return !cron.enabled || (entry.name === null && entry.abandoned === true);
}

async function complete(
  entry: JournalEntry,
  [kept, ...copies]: readonly Cron[],
  options: FinishOptions,
): Promise<FinishedSubmission["outcome"]> {
  if (kept === undefined) return "dropped";
  for (const copy of copies) await remove(options, copy);
  if (kept.enabled) return "kept";
  if (await hasNamesake(entry, kept, options)) {
    await remove(options, kept);
    return "dropped";
  }
  if (!entry.enabled) return "kept";
  if (compareEcho(kept, entry).length > 0) return "mismatch";
  const patch = await switchOnPatch(kept);
  await insist(options, () => options.server.patchCron(kept.cron_id, patch, callOf(options)));
  return "switchedOn";
}

/** The cron that this submission was to replace is still there, or another submit of the same spec has made one. */
async function hasNamesake(entry: JournalEntry, kept: Cron, options: FinishOptions): Promise<boolean> {
  if (entry.name === null) return false;
  const named = await find(options, { [metadataKeys.name]: entry.name });
  return named.some((cron) => cron.metadata[metadataKeys.submission] !== entry.submission && keptFirst(cron, kept) < 0);
}

function find(options: FinishOptions, metadata: { readonly [key: string]: string }): Promise<readonly Cron[]> {
  return insist(options, () => findCrons(options.server, metadata, callOf(options)));
}

function remove(options: FinishOptions, cron: Cron): Promise<boolean> {
  return insist(options, () => options.server.deleteCron(cron.cron_id, callOf(options)));
}

function insist<Value>(options: FinishOptions, act: () => Promise<Value>): Promise<Value> {
  return persist(options.clock, options.signal, act, { tries });
}

function callOf({ signal }: FinishOptions) {
  return signal === undefined ? {} : { signal };
}
