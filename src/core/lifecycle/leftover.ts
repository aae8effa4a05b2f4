import type { Cron } from "../server/cron";
import { hashOfMade, metadataKeys } from "../server/stored/ownMetadata";
import { isHashOf } from "./cronHash";

/**
 * Whether a cron is what a submission has made and never finished: paused since it was made. Nobody relies on it. The
 * holder of its name's lease may delete it, so that a late request of its maker finds nothing to switch on.
 */
export function isLeftover({ enabled, metadata }: Pick<Cron, "enabled" | "metadata">): boolean {
  const hash = metadata[metadataKeys.hash];
  const neverFinished = typeof hash !== "string" || hashOfMade(hash) !== undefined;
  return !enabled && typeof metadata[metadataKeys.submission] === "string" && neverFinished;
}

/**
 * Whether a leftover is still what its submission asked for. `cron` must carry its payload. Undefined where its maker
 * did not say what was asked.
 */
export async function isAsMade(cron: Cron): Promise<boolean | undefined> {
  const hash = cron.metadata[metadataKeys.hash];
  if (typeof hash !== "string") return undefined;
  const made = hashOfMade(hash);
  return made !== undefined && isHashOf(made, cron);
}

/**
 * Which of a submission's own crons are its leftovers. Where none is what was asked for, the server keeps something in
 * another form: then that is no sign of a copy by hand.
 */
export async function ownLeftovers(crons: readonly Cron[]): Promise<readonly Cron[]> {
  const { leftovers } = await sortOut(crons);
  return leftovers.length > 0 ? leftovers : crons.filter(isLeftover);
}

export interface SortedCrons {
  readonly settled: readonly Cron[];
  /** Paused, never finished, and nobody's: those that somebody has copied or changed by hand are not among them. */
  readonly leftovers: readonly Cron[];
}

/** Tells leftovers from the rest; both in the order in which they came. */
export async function sortOut(crons: readonly Cron[]): Promise<SortedCrons> {
  const settled: Cron[] = [];
  const leftovers: Cron[] = [];
  for (const cron of crons) {
    (isLeftover(cron) && (await isAsMade(cron)) !== false ? leftovers : settled).push(cron);
  }
  return { settled, leftovers };
}
