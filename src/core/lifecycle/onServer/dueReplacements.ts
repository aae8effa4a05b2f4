import type { Cron } from "../../server/cron";
import { metadataKeys, type Replacement, replacementOf } from "../../server/stored/ownMetadata";
import type { SortedCrons } from "./leftover";

/**
 * The leftovers whose submission has deleted the cron that they replace, and not switched them on. The first is all that
 * is left of what the user had, so nobody may simply delete it. Empty if another cron is on. The crons must be all of one name.
 */
export function dueReplacements({ settled, leftovers }: SortedCrons): readonly Cron[] {
  if (settled.some(({ enabled }) => enabled)) return [];
  const ids = new Set([...settled, ...leftovers].map(({ cron_id }) => cron_id));
  return leftovers.filter((cron) => {
    const replacement = replacementIn(cron);
    return replacement !== undefined && !ids.has(replacement.replaces);
  });
}

/** What an unfinished cron was created to replace; undefined if it is finished, or replaces none. */
export function replacementIn({ metadata }: Pick<Cron, "metadata">): Replacement | undefined {
  return replacementOf(metadata[metadataKeys.hash]);
}
