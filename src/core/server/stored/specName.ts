import type { Cron } from "../cron";
import { metadataKeys } from "./ownMetadata";

/** The name of the spec that a cron belongs to, or the cron whose runs left a thread. undefined: it has none. */
export function specName({ metadata }: Pick<Cron, "metadata">): string | undefined {
  const name = metadata[metadataKeys.name];
  return typeof name === "string" ? name : undefined;
}
