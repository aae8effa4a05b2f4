import type { Cron } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { specName } from "../../server/stored/specName";

/** What the lock of a submission depends on. */
export interface Locked {
  readonly name: string | null;
  /** The id of the cron without a name that it replaces, or that was deleted and that it makes again. */
  readonly instead?: string;
  readonly submission: string;
}

/**
 * What a submission locks: its spec's name, or without one the cron that it stands for, or its key, because two windows
 * may finish one journal entry.
 */
export function lockNameOf({ name, instead, submission }: Locked): string {
  if (name !== null) return `name ${name}`;
  return instead === undefined ? `submission ${submission}` : `cron ${instead}`;
}

/** What locks all names at once, while an apply creates many crons. */
export const namesLock = "names";

const noSetLock = "apply";

/** What locks all applies of one set on a server; without a set, all that have none. */
export function setLockName(set: string | undefined): string {
  return set === undefined ? noSetLock : `set ${set}`;
}

export function isSetLock(lockName: string): boolean {
  return lockName === noSetLock || lockName.startsWith("set ");
}

/** Whether it is the lock of one name, whose holder has to heed that of all. */
export function isNameLock(lockName: string): boolean {
  return lockName.startsWith("name ");
}

/** What is locked while a cron without a name is moved or gets one, or one with a name gets another. */
export function lockNameOfCron(cron: Cron): string {
  return lockNameOf({ name: specName(cron) ?? null, instead: cron.cron_id, submission: submissionOf(cron) });
}

/**
 * What is locked while a cron gets a name, in the order in which all take such locks, so that no two wait for each other:
 * names by the alphabet, then the cron.
 */
export function locksToName(cron: Cron, name: string): readonly string[] {
  const locks = [lockNameOf({ name, submission: submissionOf(cron) }), lockNameOfCron(cron)];
  return specName(cron) === undefined ? locks : [...new Set(locks)].sort();
}

/** The key of the submission that created a cron, or the cron's id if another tool created it. */
export function submissionOf(cron: Cron): string {
  const submission = cron.metadata[metadataKeys.submission];
  return typeof submission === "string" ? submission : cron.cron_id;
}

/** The crons of one name, of all moves of one cron without a name, or of one unnamed submission. */
export interface Group {
  readonly lockName: string;
  /** The metadata to search for. */
  readonly metadata: { readonly [key: string]: string };
}

export function groupOf(cron: Cron): Group {
  const instead = cron.metadata[metadataKeys.replaces];
  const entry = { name: specName(cron) ?? null, submission: submissionOf(cron) };
  return groupOfEntry(typeof instead === "string" ? { ...entry, instead } : entry);
}

/** The crons among which a submission's own stands. */
export function groupOfEntry(entry: Locked): Group {
  const { name, instead, submission } = entry;
  const lockName = lockNameOf(entry);
  if (name !== null) return { lockName, metadata: { [metadataKeys.name]: name } };
  if (instead !== undefined) return { lockName, metadata: { [metadataKeys.replaces]: instead } };
  return { lockName, metadata: { [metadataKeys.submission]: submission } };
}
