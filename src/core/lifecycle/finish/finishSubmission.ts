import type { Cron } from "../../server/cron";
import { isFinishedHash, metadataKeys } from "../../server/stored/ownMetadata";
import { finishCron } from "../change/finishCron";
import { isAsMeant } from "../change/misread";
import { lateMilliseconds } from "../lease/doubtAfter";
import { deleteFenced, readIfThere } from "../lease/fencedWrites";
import { type Lease, LeaseLost } from "../lease/lease";
import { type Group, groupOfEntry } from "../lease/lockName";
import type { Writer } from "../lease/writer";
import { findCrons } from "../onServer/findCrons";
import { isLeftover, madeFromStart, type SortedCrons, sortOut } from "../onServer/leftover";
import type { JournalEntry } from "../submission/submission";

/** After a day, nobody expects a cron that was never switched on. */
const staleMilliseconds = 24 * 60 * 60_000;

/**
 * switchedOn, kept: the submission is complete. mismatch: left paused, because the server reads the schedule
 * differently. staysOn: it was given up, but its cron is on, because it can't be paused, and others may rely on it.
 * dropped: nothing of it is left. open: not finished yet; the next refresh tries again.
 */
export type FinishOutcome = "switchedOn" | "kept" | "mismatch" | "staysOn" | "dropped" | "open";

/** Finishes one submission while its lease is held. Throws `LeaseLost`, `ServerFailure`, or the signal's reason. */
export async function finishSubmission(entry: JournalEntry, writer: Writer, lease: Lease): Promise<FinishOutcome> {
  const age = writer.clock.now() - entry.begunAt;
  // The request for the lock may still be carried out.
  if (entry.onlyLock === true) {
    const freedAgo = writer.clock.now() - (entry.lockFreedAt ?? Number.NaN);
    return Math.abs(freedAgo) > lateMilliseconds ? "kept" : "open";
  }
  const all = await find(writer, { [metadataKeys.submission]: entry.submission });
  const isAlone = entry.name === null && entry.instead === undefined;
  const named = isAlone ? all : await find(writer, groupOfEntry(entry).metadata);
  const isFinished = all.settled.some(isOwnEnd);
  // If none matches what was asked for, the server stores something in another form: no sign of an edit.
  const leftovers = all.leftovers.length > 0 || isFinished ? all.leftovers : all.settled;
  const ready = leftovers.filter((cron) => entry.instead === undefined || isStandIn(cron, entry.replacedBy));
  const isDone =
    isFinished ||
    named.settled.some((cron) => isInstead(entry, cron)) ||
    (leftovers.length > 0 && ready.length === 0) ||
    (await staysWithOld(entry, writer));
  const isStale = entry.enabled && entry.replaces === undefined && Math.abs(age) > staleMilliseconds;
  if (isDone || entry.abandoned === true || isStale) {
    for (const cron of all.leftovers) await drop(writer, lease, cron);
    if (isFinished) {
      if (!isOnInVain(entry)) return "kept";
      if (entry.name !== null) return all.settled.some(({ enabled }) => enabled) ? "staysOn" : "kept";
      await dropOnFromStart(writer, lease, all.settled);
    }
    return isDone || Math.abs(age) > lateMilliseconds ? "dropped" : "open";
  }
  const [kept] = ready;
  if (kept === undefined) return Math.abs(age) > lateMilliseconds ? "dropped" : "open";
  if (leftovers === all.leftovers) {
    for (const copy of leftovers) if (copy !== kept) await drop(writer, lease, copy);
  }
  if (!isAsMeant(kept, entry)) return "mismatch";
  await finishCron(writer, lease, kept, entry.enabled);
  return entry.enabled ? "switchedOn" : "kept";
}

/**
 * Whether a cron of this name exists in place of the one the submission was to create. A replacement is still due if
 * the cron it replaces is gone, even if another paused cron exists.
 */
function isInstead({ instead, replaces, submission }: JournalEntry, cron: Cron): boolean {
  const { cron_id, enabled, metadata } = cron;
  if (metadata[metadataKeys.submission] === submission) return false;
  if (instead !== undefined && metadata[metadataKeys.replaces] === instead) return true;
  return replaces === undefined || enabled || cron_id === replaces;
}

/**
 * Whether a cron that a move has made may take the place of the old one, once that is gone: only the one that was there
 * before (`by`). Whoever deletes the old one instead deletes that one first, but not a copy that a late create brings.
 */
export function isStandIn({ cron_id }: Cron, by: string | undefined): boolean {
  return by === undefined || cron_id === by;
}

/**
 * Whether nothing has to follow, because the cron to replace still exists, perhaps under another name; or, of a move,
 * because this submission did not delete it.
 */
async function staysWithOld({ instead, replaces, undoes }: JournalEntry, writer: Writer): Promise<boolean> {
  if (replaces === undefined) return instead !== undefined && undoes !== true;
  return (await readIfThere(writer, replaces)) !== undefined;
}

/** Switched on or finished, so not an earlier copy made by hand. */
export function isOwnEnd({ enabled, metadata }: Cron): boolean {
  return enabled || isFinishedHash(metadata[metadataKeys.hash]);
}

/** On a server that can't pause, a given-up cron is on; a named one is kept, as it may be another submit's. */
function isOnInVain({ abandoned, onFromStart }: JournalEntry): boolean {
  return abandoned === true && onFromStart === true;
}

async function dropOnFromStart(writer: Writer, lease: Lease, crons: readonly Cron[]): Promise<void> {
  for (const { cron_id } of await madeFromStart(crons)) await deleteFenced(writer, lease, cron_id, () => true);
}

async function drop(writer: Writer, lease: Lease, cron: Cron): Promise<void> {
  if (!(await deleteFenced(writer, lease, cron.cron_id, isLeftover))) throw new LeaseLost();
}

async function find(writer: Writer, metadata: Group["metadata"]): Promise<SortedCrons> {
  return sortOut(await writer.retry(() => findCrons(writer.server, metadata, writer.call())));
}
