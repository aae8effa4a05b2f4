import { parameters } from "../arguments/parameters";
import { isJsonObject, type JsonValue } from "../base/json";
import { jsonHash } from "../base/jsonHash";
import { cronHash } from "../lifecycle/onServer/cronHash";
import type { Cron } from "../server/cron";
import { metadataKeys } from "../server/stored/ownMetadata";
import type { PlanDraft } from "./plannedChange";

/**
 * SHA-256 (hexadecimal) of a spec as an environment has it, with its placeholders as they are written. Of `headers` and
 * `params` only the names count: the hash of a short secret would reveal it.
 */
export function specFingerprint({ arguments: raw, name, protect = false }: PlanDraft): Promise<string> {
  const secret = new Set<string>(parameters.flatMap(({ name: key, place }) => (isSent(place) ? [key] : [])));
  const entries = Object.entries(raw).map(([key, value]) => [key, secret.has(key) ? namesIn(value) : value] as const);
  return jsonHash({ name, protect, arguments: Object.fromEntries(entries) });
}

function isSent(place: "path" | "body" | "headers" | "query"): boolean {
  return place === "headers" || place === "query";
}

function namesIn(value: JsonValue): JsonValue {
  return isJsonObject(value) ? Object.keys(value).sort() : null;
}

const { hash, name, protect, pruned, set } = metadataKeys;

/** SHA-256 (hexadecimal) of all of a cron that a plan is made of. `cron` must carry its payload. */
export async function cronFingerprint(cron: Cron): Promise<string> {
  const marks = [name, hash, set, protect, pruned].map((key) => cron.metadata[key] ?? null);
  return jsonHash([cron.cron_id, cron.enabled, await cronHash(cron), marks]);
}
