import type { ParameterName, RawArguments } from "../arguments/cronArguments";
import { findPlaceholders, placeholderParameters } from "../arguments/placeholders";
import { isJsonObject, type JsonValue } from "../base/json";
import { textsOf } from "../checks/texts";
import type { Cron } from "../server/cron";
import { storedArgument } from "../server/stored/storedArguments";

export interface AssumedArguments {
  /** With each placeholder replaced by the server's text, if it can stand for that. */
  readonly arguments: RawArguments;
  /** Stored parameters with placeholders; only a submit shows whether their real values are the same. */
  readonly assumed: readonly ParameterName[];
}

/**
 * Fills in placeholders with a cron's own texts, so that a spec can be compared with it without reading a secret. A
 * placeholder can stand for any text, also an empty one; if the text around it differs, it stays.
 */
export function assumeStored(raw: RawArguments, cron: Cron): AssumedArguments {
  const assumed = placeholderParameters.filter(
    (name) => name !== "headers" && name !== "params" && holdsPlaceholder(raw[name]),
  );
  if (assumed.length === 0) return { arguments: raw, assumed };
  const filled = assumed.map((name) => [name, fill(raw[name] ?? null, storedArgument(cron, name))]);
  return { arguments: { ...raw, ...Object.fromEntries(filled) }, assumed };
}

/** Whether any text of a value has a placeholder. */
export function holdsPlaceholder(value: JsonValue | undefined): boolean {
  return value !== undefined && textsOf(value, "").some(({ text }) => findPlaceholders(text).length > 0);
}

function fill(value: JsonValue, stored: JsonValue | undefined): JsonValue {
  if (typeof value === "string") return typeof stored === "string" && mayBecome(value, stored) ? stored : value;
  if (Array.isArray(value)) {
    return value.map((item: JsonValue, index) => fill(item, Array.isArray(stored) ? stored[index] : undefined));
  }
  if (!isJsonObject(value)) return value;
  const inside = isJsonObject(stored) ? stored : {};
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, inside[key])]));
}

/** Whether some values for the placeholders turn `template` into `text`. */
function mayBecome(template: string, text: string): boolean {
  const parts = fixedParts(template);
  const [first = ""] = parts;
  const last = parts.at(-1) ?? "";
  if (parts.length === 1) return template === text;
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) return false;
  const end = text.length - last.length;
  let from = first.length;
  for (const part of parts.slice(1, -1)) {
    const at = text.indexOf(part, from);
    if (at < 0 || at + part.length > end) return false;
    from = at + part.length;
  }
  return true;
}

/** The texts before, between and after the placeholders. */
function fixedParts(template: string): readonly string[] {
  const spans = findPlaceholders(template).map(({ span }) => span);
  return [...spans, undefined].map((span, index) =>
    template.slice(spans[index - 1]?.end ?? 0, span?.start ?? template.length),
  );
}
