import type { Cron } from "../../server/cron";
import { hashOfMade, metadataKeys } from "../../server/stored/ownMetadata";
import { cronHash, isChangedOnServer, isHashOf } from "./cronHash";

/**
 * Whether a cron was created by a submission that never finished it, and has been paused ever since. Nobody relies on
 * it. The holder of its name's lease may delete it, so that a late request of its creator finds nothing to switch on.
 */
export function isLeftover({ enabled, metadata }: Pick<Cron, "enabled" | "metadata">): boolean {
  const hash = metadata[metadataKeys.hash];
  const neverFinished = typeof hash !== "string" || hashOfMade(hash) !== undefined;
  return !enabled && typeof metadata[metadataKeys.submission] === "string" && neverFinished;
}

/**
 * Whether a leftover still matches what its submission asked for; undefined if its creator did not record that. `cron`
 * must carry its payload.
 */
export async function isAsMade(cron: Cron): Promise<boolean | undefined> {
  const hash = cron.metadata[metadataKeys.hash];
  if (typeof hash !== "string") return undefined;
  const made = hashOfMade(hash);
  return made !== undefined && isHashOf(made, cron);
}

/**
 * Which of a submission's own crons are its leftovers. If none matches what was asked for, the server stores something
 * in another form, so a difference is no sign of a copy made by hand.
 */
export async function ownLeftovers(crons: readonly Cron[]): Promise<readonly Cron[]> {
  const { leftovers } = await sortOut(crons);
  return leftovers.length > 0 ? leftovers : crons.filter(isLeftover);
}

/**
 * Which crons with a submission's key are its own, if crons can't be paused and are finished from the start: one that does
 * not match its hash was copied by hand. If none does, the server stores something in another form (a time zone in none):
 * the first one's.
 */
export async function madeFromStart(crons: readonly Cron[]): Promise<readonly Cron[]> {
  const [first] = crons;
  const stored = first && (await cronHash(first));
  const own: Cron[] = [];
  const alike: Cron[] = [];
  for (const cron of crons) {
    if (!(await isChangedOnServer(cron))) own.push(cron);
    if ((await cronHash(cron)) === stored) alike.push(cron);
  }
  return own.length > 0 ? own : alike;
}

export interface SortedCrons {
  readonly settled: readonly Cron[];
  /** Paused, never finished and unclaimed; crons that someone copied or changed by hand are not included. */
  readonly leftovers: readonly Cron[];
}

/** Separates leftovers from the rest; both keep their order. */
export async function sortOut(crons: readonly Cron[]): Promise<SortedCrons> {
  const settled: Cron[] = [];
  const leftovers: Cron[] = [];
  for (const cron of crons) {
    (isLeftover(cron) && (await isAsMade(cron)) !== false ? leftovers : settled).push(cron);
  }
  return { settled, leftovers };
}
