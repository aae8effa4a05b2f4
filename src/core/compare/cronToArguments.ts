import type { RawArguments } from "../arguments/cronArguments";
import { parameters } from "../arguments/parameters";
import type { JsonValue } from "../base/json";
import { sameJson } from "../base/sameJson";
import type { Cron } from "../server/cron";
import { specName } from "../server/stored/specName";
import { storedArgument } from "../server/stored/storedArguments";

export interface ExportedCron {
  /** The spec's name it was submitted under; null for a cron created elsewhere. */
  readonly name: string | null;
  /** What a spec file needs for the same cron, without server defaults and empty objects. */
  readonly arguments: RawArguments;
}

/** Turns a cron with its payload back into a spec; the assistant is an id, because the server keeps only that. */
export function cronToArguments(cron: Cron): ExportedCron {
  const found: Record<string, JsonValue> = {};
  for (const { name, required, serverDefault, type } of parameters) {
    const value = storedArgument(cron, name) ?? (type.kind === "uuidOrNull" ? null : undefined);
    if (value !== undefined && (required || name === "input" || isWorthSaying(value, serverDefault)))
      found[name] = value;
  }
  return { name: specName(cron) ?? null, arguments: found };
}

function isWorthSaying(value: JsonValue, serverDefault: JsonValue): boolean {
  const isEmptyObject = typeof value === "object" && value !== null && Object.keys(value).length === 0;
  return !isEmptyObject && !sameJson(value, serverDefault);
}
