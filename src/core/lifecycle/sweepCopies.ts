import type { AgentServer } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { metadataKeys } from "../server/stored/ownMetadata";
import { tryLease } from "./acquireLease";
import { cronHash } from "./cronHash";
import { lateMilliseconds } from "./doubtAfter";
import { deleteFenced } from "./fencedWrites";
import { findCrons } from "./findCrons";
import { type Lease, LeaseLost } from "./lease";
import { isAsMade, isLeftover } from "./leftover";
import { type Group, groupOf, submissionOf } from "./lockName";
import { type Writer, type WriterOptions, writerOf } from "./writer";

/**
 * Deletes the paused copies that a fault left beside the cron of a name, or of a submission without one, and gives their
 * ids. Part of every refresh: a create may be committed later than anybody waits for it. Never touches a cron that is
 * on, that was finished, that is not what its submission asked for (somebody copied it by hand), nor the last one of a
 * submission; nor anything while a submit of that name is under way; where no lock tells that, nothing that is younger than
 * ten minutes. `crons` is what the refresh has read; where it
 * shows copies, they are read again before anything goes. Throws `ServerFailure`.
 */
export async function sweepCopies(
  server: AgentServer,
  crons: readonly Cron[],
  options: WriterOptions = {},
): Promise<readonly string[]> {
  const writer = writerOf(server, options);
  const swept: string[] = [];
  for (const group of groupsWithCopies(crons)) swept.push(...(await sweepGroup(writer, group)));
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

async function sweepGroup(writer: Writer, { lockName, metadata }: Group): Promise<readonly string[]> {
  const { server, clock, doubtMilliseconds } = writer;
  const lease = await tryLease({ server, clock, lockName, owner: crypto.randomUUID(), doubtMilliseconds });
  if (lease === undefined) return [];
  try {
    return await sweepHeld(writer, lease, await findCrons(server, metadata, writer.call()));
  } catch (error) {
    if (error instanceof LeaseLost) return [];
    throw error;
  } finally {
    await lease.release();
  }
}

async function sweepHeld(writer: Writer, lease: Lease, crons: readonly Cron[]): Promise<readonly string[]> {
  const swept: string[] = [];
  for (const copy of crons.filter(isLeftover)) {
    // Where nothing decides, the submit that has made it may be at work.
    if (!lease.decides && !isLate(copy.created_at, writer)) continue;
    // One too many: its name has a cron that is on, or its submission has another.
    const kept = crons.find((cron) => cron.enabled) ?? crons.find((cron) => submissionOf(cron) === submissionOf(copy));
    if (kept === undefined || kept === copy || !(await isCopy(copy, kept))) continue;
    if (await deleteFenced(writer, lease, copy.cron_id, isLeftover)) swept.push(copy.cron_id);
  }
  return swept;
}

function isLate(createdAt: string, { clock }: Writer): boolean {
  return Math.abs(clock.now() - Date.parse(createdAt)) > lateMilliseconds;
}

/** Whether a leftover is as it was made. Where its maker did not say what was asked, it must be what the one that is kept is. */
async function isCopy(copy: Cron, kept: Cron): Promise<boolean> {
  return (await isAsMade(copy)) ?? (await cronHash(copy)) === (await cronHash(kept));
}
