import type { JsonObject } from "../json";

/** Metadata keys that begin so are ours, set at submit; all others are the user's. */
export const ownMetadataPrefix = "langgraph_crons_";

/** All of ours that there are, each flat and with a text. */
export const metadataKeys = {
  /** The spec's name: a second submit finds its cron by it. */
  name: "langgraph_crons_name",
  /** The key of one submission: finds the copies that a fault may have left. */
  submission: "langgraph_crons_submission",
  /** A hash of the arguments as last submitted. */
  hash: "langgraph_crons_hash",
} as const;

/** The user's part of a cron's metadata. */
export function withoutOwnKeys(metadata: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => !key.startsWith(ownMetadataPrefix)));
}
