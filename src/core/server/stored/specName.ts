import type { Cron } from "../cron";
import { setOf } from "./ownership";
import { metadataKeys } from "./ownMetadata";

/** The name of the spec that a cron belongs to, or the cron whose runs left a thread. undefined: it has none. */
export function specName({ metadata }: Pick<Cron, "metadata">): string | undefined {
  const name = metadata[metadataKeys.name];
  return typeof name === "string" ? name : undefined;
}

/** Whether none of our submits made or named the cron, and no set has it, so that another tool made it. */
export function isUnnamed(cron: Pick<Cron, "metadata">): boolean {
  const { metadata } = cron;
  const isNamed = metadata[metadataKeys.name] !== undefined || metadata[metadataKeys.submission] !== undefined;
  return !isNamed && setOf(cron) === undefined;
}
