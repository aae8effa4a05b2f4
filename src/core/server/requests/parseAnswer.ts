import type { JsonValue } from "../../base/json";
import { fail, ok, type Result } from "../../base/result";

/** What is wrong with an answer's text, without quoting it. */
export type AnswerFault = "empty" | "html" | "not JSON";

/**
 * The answer's JSON, copied into objects without a prototype, so that `__proto__` or `constructor` is an ordinary key.
 * Strict: a truncated text is a failure, not a string.
 */
export function parseAnswer(text: string): Result<JsonValue, AnswerFault> {
  if (text.trim() === "") return fail("empty");
  try {
    return ok(withoutPrototypes(JSON.parse(text) as JsonValue));
  } catch {
    // A syntax error, or nesting deeper than the stack.
    return fail(/^\s*</.test(text) ? "html" : "not JSON");
  }
}

function withoutPrototypes(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(withoutPrototypes);
  const copy = Object.create(null) as Record<string, JsonValue>;
  for (const [key, item] of Object.entries(value)) copy[key] = withoutPrototypes(item);
  return copy;
}
