import type { Cron } from "../../server/cron";
import { replacementIn } from "./dueReplacements";
import { isLeftover } from "./leftover";

/**
 * Whether a cron is a leftover, by a look that takes no time: one that somebody has changed by hand counts, too, but not
 * one that may be all that is left of the cron that it replaces.
 */
export function isLikeLeftover(cron: Pick<Cron, "enabled" | "metadata">): boolean {
  return isLeftover(cron) && replacementIn(cron) === undefined;
}
