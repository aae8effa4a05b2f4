import type { JsonObject } from "../../base/json";
import type { Cron } from "../cron";
import { metadataKeys, withoutOwnKeys } from "./ownMetadata";
import { specName } from "./specName";

/**
 * By what the threads of a cron without a thread are found: each run's thread has its cron's metadata, and its assistant
 * (Agent Server 0.16.7). Without a name also those of others match, so look at the runs' `cron_id`.
 */
export function threadMetadata(cron: Cron): JsonObject {
  const name = specName(cron);
  if (name !== undefined) return { [metadataKeys.name]: name };
  const { assistant_id, metadata } = cron;
  const flat = Object.entries(withoutOwnKeys(metadata)).filter(([, value]) => typeof value !== "object");
  return { ...Object.fromEntries(flat), assistant_id };
}
