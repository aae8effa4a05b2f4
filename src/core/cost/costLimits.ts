import { isJsonObject, type JsonValue } from "../base/json";
import type { Message } from "../base/message";
import { costTexts } from "./costTexts";

/** A person's limits for one cron in a month; undefined: none. */
export interface CostLimits {
  readonly tokens: number | undefined;
  readonly money: number | undefined;
}

/** Reads a person's `{ tokens, money }`. Never throws: a wrong limit is a problem, and none. */
export function readLimits(value: JsonValue | undefined): CostLimits & { readonly problems: readonly Message[] } {
  const given = isJsonObject(value) ? value : {};
  const wrong = (["tokens", "money"] as const).filter((key) => given[key] !== undefined && !isLimit(given[key]));
  const limitOf = (limit: JsonValue | undefined) => (isLimit(limit) ? limit : undefined);
  const problems = wrong.map((key) => ({ text: costTexts.badLimit, args: { key } }));
  return { tokens: limitOf(given.tokens), money: limitOf(given.money), problems };
}

function isLimit(value: JsonValue | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}
