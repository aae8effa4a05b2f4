import type { JsonValue } from "../../base/json";
import { fail, ok, type Result } from "../../base/result";

/** What is wrong with an answer's text, without quoting it. */
export type AnswerFault = "empty" | "html" | "not JSON";

/**
 * The answer's JSON, as objects without a prototype, so that `__proto__` or `constructor` is an ordinary key.
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

/** In place: an object that is built key by key without a prototype takes three times the memory. */
function withoutPrototypes(value: JsonValue): JsonValue {
  if (typeof value !== "object" || value === null) return value;
  for (const item of Array.isArray(value) ? value : Object.values(value)) withoutPrototypes(item);
  if (!Array.isArray(value)) Object.setPrototypeOf(value, null);
  return value;
}
