import type { JsonObject } from "../json";

/** Metadata keys that begin so are ours, set at submit; all others are the user's. */
export const ownMetadataPrefix = "langgraph_crons_";

/** The user's part of a cron's metadata. */
export function withoutOwnKeys(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !key.startsWith(ownMetadataPrefix)));
}
