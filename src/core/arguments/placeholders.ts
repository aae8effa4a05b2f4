import type { TextSpan } from "../finding/finding";
import type { ParameterName } from "./cronArguments";

/** `${env:NAME}` or `${secret:NAME}` in a text. */
export interface Placeholder {
  readonly kind: "env" | "secret";
  readonly name: string;
  /** As written. */
  readonly text: string;
  readonly span: TextSpan;
}

/** The only parameters whose texts can have placeholders. */
export const placeholderParameters: readonly ParameterName[] = ["headers", "params", "webhook", "metadata"];

export function resolvesPlaceholders(parameter: string): boolean {
  return placeholderParameters.some((name) => name === parameter);
}

const wellFormed = /\$\{(env|secret):([A-Za-z_][A-Za-z0-9_]*)\}/g;
const begun = /\$\{(?:env|secret)\b[^}]*\}?/g;

/** All well-formed placeholders of a text, in order. */
export function findPlaceholders(text: string): readonly Placeholder[] {
  if (!text.includes("${")) return [];
  return [...text.matchAll(wellFormed)].map((match) => ({
    kind: match[1] === "env" ? "env" : "secret",
    name: match[2] ?? "",
    text: match[0],
    span: { start: match.index, end: match.index + match[0].length },
  }));
}

/** Where a placeholder was started but not completed correctly. */
export function findMalformedPlaceholders(text: string): readonly TextSpan[] {
  if (!text.includes("${")) return [];
  const good = new Set(findPlaceholders(text).map(({ span }) => span.start));
  return [...text.matchAll(begun)]
    .filter(({ index }) => !good.has(index))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}
