import type { AgentServer } from "../../server/agentServer";
import type { Cron } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { tryLease } from "../lease/acquireLease";
import { lateMilliseconds } from "../lease/doubtAfter";
import { deleteFenced, readIfThere } from "../lease/fencedWrites";
import { type Lease, LeaseLost } from "../lease/lease";
import { type Group, groupOf, submissionOf } from "../lease/lockName";
import { LockOwner } from "../lease/lockOwner";
import { type Writer, type WriterOptions, writerOf } from "../lease/writer";
import { cronHash } from "../onServer/cronHash";
import { dueReplacements, replacementIn } from "../onServer/dueReplacements";
import { findCrons } from "../onServer/findCrons";
import { isAsMade, isLeftover, sortOut } from "../onServer/leftover";
import { LeftLocks, type LockNotes } from "./leftLocks";

export interface SweepOptions extends WriterOptions {
  /** Where a lock is noted that can't be let go. Absent: nowhere. */
  readonly notes?: LockNotes;
}

/**
 * Deletes the paused copies that a failure left beside the cron of a name, or of an unnamed submission, and returns
 * their ids. Part of every refresh, because a create may be committed after everyone stopped waiting. Never deletes a
 * cron that is on, finished, or the last of its submission, or that differs from what its submission asked for (a copy
 * made by hand). Deletes nothing during a submit of that name; if no lock can show one, nothing younger than ten
 * minutes. `crons` is what the refresh read; copies in it are read again before a delete. Throws `ServerFailure`.
 */
export async function sweepCopies(
  server: AgentServer,
  crons: readonly Cron[],
  options: SweepOptions = {},
): Promise<readonly string[]> {
  const writer = writerOf(server, options);
  const left = new LeftLocks(writer.clock, options.notes);
  const swept: string[] = [];
  try {
    for (const group of groupsWithCopies(crons)) swept.push(...(await sweepGroup(writer, group, left)));
  } finally {
    await left.write();
  }
  return swept;
}

function groupsWithCopies(crons: readonly Cron[]): readonly Group[] {
  const groups = new Map<string, Group & { readonly crons: Cron[] }>();
  for (const cron of crons) {
    if (typeof cron.metadata[metadataKeys.submission] !== "string") continue;
    const group = groupOf(cron);
    const known = groups.get(group.lockName) ?? { ...group, crons: [] };
    known.crons.push(cron);
    groups.set(group.lockName, known);
  }
  return [...groups.values()].filter((group) => group.crons.length > 1 && group.crons.some(isLeftover));
}

async function sweepGroup(writer: Writer, { lockName, metadata }: Group, left: LeftLocks): Promise<readonly string[]> {
  const { server, clock, doubtMilliseconds } = writer;
  const owner = new LockOwner(crypto.randomUUID());
  const lease = await tryLease({ server, clock, lockName, owner, doubtMilliseconds, ...left.of(lockName) });
  if (lease === undefined) return [];
  try {
    return await sweepHeld(writer, lease, await findCrons(server, metadata, writer.call()));
  } catch (error) {
    if (error instanceof LeaseLost) return [];
    throw error;
  } finally {
    await left.release(lockName, lease);
  }
}

async function sweepHeld(writer: Writer, lease: Lease, crons: readonly Cron[]): Promise<readonly string[]> {
  const swept: string[] = [];
  const due = dueReplacements(await sortOut(crons));
  for (const copy of crons.filter(isLeftover)) {
    // If no lock decides, the submit that created it may still be working.
    if (!lease.decides && !isLate(copy.created_at, writer)) continue;
    // A copy is superfluous if its name has a cron that is on, or its submission has another cron.
    const kept = crons.find((cron) => cron.enabled) ?? crons.find((cron) => submissionOf(cron) === submissionOf(copy));
    if (kept === undefined || kept === copy || !(await isCopy(copy, kept))) continue;
    // Of those whose old cron is gone, whoever made them knows which one takes its place.
    if (due.includes(copy) && (await isOldGone(copy, writer))) continue;
    if (await deleteFenced(writer, lease, copy.cron_id, isLeftover)) swept.push(copy.cron_id);
  }
  return swept;
}

async function isOldGone(copy: Cron, writer: Writer): Promise<boolean> {
  const replacement = replacementIn(copy);
  return replacement !== undefined && (await readIfThere(writer, replacement.replaces)) === undefined;
}

function isLate(createdAt: string, { clock }: Writer): boolean {
  return Math.abs(clock.now() - Date.parse(createdAt)) > lateMilliseconds;
}

/** Whether a leftover is as it was created, or, if its creator did not record that, equals the cron that is kept. */
async function isCopy(copy: Cron, kept: Cron): Promise<boolean> {
  return (await isAsMade(copy)) ?? (await cronHash(copy)) === (await cronHash(kept));
}
