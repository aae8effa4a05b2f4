import type { JsonObject } from "../../base/json";
import type { Cron } from "../cron";
import { metadataKeys, withoutOwnKeys } from "./ownMetadata";

/**
 * By what the threads of a cron without a thread are found: each run's thread has its cron's metadata, and its assistant
 * (Agent Server 0.16.7). Without a name also those of others match, so look at the runs' `cron_id`.
 */
export function threadMetadata({ assistant_id, metadata }: Cron): JsonObject {
  const name = metadata[metadataKeys.name];
  if (typeof name === "string") return { [metadataKeys.name]: name };
  const flat = Object.entries(withoutOwnKeys(metadata)).filter(([, value]) => typeof value !== "object");
  return { ...Object.fromEntries(flat), assistant_id };
}
