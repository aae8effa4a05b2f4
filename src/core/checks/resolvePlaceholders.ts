import type { RawArguments } from "../arguments/cronArguments";
import { findPlaceholders, type Placeholder, resolvesPlaceholders } from "../arguments/placeholders";
import type { JsonValue } from "../base/json";
import type { Finding } from "../finding/finding";
import { checkHeaders } from "./rules/checkHeaders";
import { checkShapes } from "./rules/checkShapes";
import { checkWebhook } from "./rules/checkWebhook";
import { specFinding } from "./specFinding";
import type { TextAt } from "./texts";
import { textsOfSpec } from "./textsOfSpec";

/** The value of a placeholder, which can be empty; undefined if there is none. */
export type PlaceholderLookup = (placeholder: Pick<Placeholder, "kind" | "name">) => string | undefined;

export interface ResolvedArguments {
  /** With every placeholder replaced that has a value: never show, log or store it. */
  readonly arguments: RawArguments;
  /** Placeholders without a value, and values not allowed in their place. None shows a value. */
  readonly findings: readonly Finding[];
}

/** Every placeholder that `resolvePlaceholders` would look up, once each. */
export function placeholdersOf(raw: RawArguments): readonly Placeholder[] {
  const all = textsWithPlaceholders(raw).flatMap(({ text }) => findPlaceholders(text));
  return [...new Map(all.map((placeholder) => [placeholder.text, placeholder])).values()];
}

/** Replaces placeholders in the texts of `headers`, `params`, `webhook` and `metadata`, but not in keys. */
export function resolvePlaceholders(raw: RawArguments, lookup: PlaceholderLookup): ResolvedArguments {
  const texts = textsWithPlaceholders(raw);
  if (texts.length === 0) return { arguments: raw, findings: [] };
  const resolved = Object.fromEntries(
    Object.entries(raw).map(([key, value]) => {
      const resolves = resolvesPlaceholders(key);
      return [key, resolves ? replaceIn(value, lookup) : value];
    }),
  );
  const unset = texts.flatMap((text) => unsetFindings(text, lookup));
  return { arguments: resolved, findings: unset.length > 0 ? unset : valueFindings(resolved, texts) };
}

function textsWithPlaceholders(raw: RawArguments): readonly TextAt[] {
  return textsOfSpec(raw).filter(
    ({ parameter, text }) => resolvesPlaceholders(parameter) && findPlaceholders(text).length > 0,
  );
}

function unsetFindings({ path, text }: TextAt, lookup: PlaceholderLookup): readonly Finding[] {
  return findPlaceholders(text)
    .filter((placeholder) => lookup(placeholder) === undefined)
    .map(({ text: placeholder, span }) => specFinding("spec.placeholder-unset", path, { args: { placeholder }, span }));
}

/** Reports the rules' errors about values by placeholder, since their own texts might show the value. */
function valueFindings(resolved: RawArguments, texts: readonly TextAt[]): readonly Finding[] {
  const errors = [checkShapes, checkHeaders, checkWebhook]
    .flatMap((rule) => rule(resolved))
    .filter(({ severity }) => severity === "error");
  return texts
    .filter(({ path }) => errors.some((error) => error.path.join("\0") === path.join("\0")))
    .flatMap(({ path, text }) =>
      findPlaceholders(text).map(({ text: placeholder, span }) =>
        specFinding("spec.placeholder-value", path, { args: { placeholder }, span }),
      ),
    );
}

function replaceIn(value: JsonValue, lookup: PlaceholderLookup): JsonValue {
  if (typeof value === "string") return replaceText(value, lookup);
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map((item: JsonValue) => replaceIn(item, lookup));
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, replaceIn(entry, lookup)]));
}

/** Uses one pass, so that a value that looks like a placeholder stays as it is. */
function replaceText(text: string, lookup: PlaceholderLookup): string {
  let replaced = "";
  let from = 0;
  for (const placeholder of findPlaceholders(text)) {
    replaced += text.slice(from, placeholder.span.start) + (lookup(placeholder) ?? placeholder.text);
    from = placeholder.span.end;
  }
  return replaced + text.slice(from);
}
