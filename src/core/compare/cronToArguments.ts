import type { RawArguments } from "../arguments/cronArguments";
import { parameters } from "../arguments/parameters";
import type { JsonValue } from "../base/json";
import { sameJson } from "../base/sameJson";
import type { Cron } from "../server/cron";
import { metadataKeys } from "../server/stored/ownMetadata";
import { storedArgument } from "../server/stored/storedArguments";

export interface ExportedCron {
  /** The spec's name that it was submitted under; null for a cron made elsewhere. */
  readonly name: string | null;
  /** What a spec file needs to say to make the same cron: server defaults and empty objects are left out. */
  readonly arguments: RawArguments;
}

/** Turns a cron, with its payload, back into a spec. The assistant comes as its id, since the server keeps no other. */
export function cronToArguments(cron: Cron): ExportedCron {
  const found: Record<string, JsonValue> = {};
  for (const { name, required, serverDefault, type } of parameters) {
    const value = storedArgument(cron, name) ?? (type.kind === "uuidOrNull" ? null : undefined);
    if (value !== undefined && (required || name === "input" || isWorthSaying(value, serverDefault)))
      found[name] = value;
  }
  const name = cron.metadata[metadataKeys.name];
  return { name: typeof name === "string" ? name : null, arguments: found };
}

function isWorthSaying(value: JsonValue, serverDefault: JsonValue): boolean {
  const isEmptyObject = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return !isEmptyObject && !sameJson(value, serverDefault);
}
