import type { JsonValue } from "../core/base/json";
import { textsOf } from "../core/checks/texts";

/** Parts of a draft where people write keys, in any form. */
const alwaysSecret: readonly string[] = ["headers", "params"];

/** Names of things on the server, and times. */
const neverSecret: readonly string[] = ["thread_id", "assistant_id", "schedule", "timezone", "end_time"];

/** Long enough for a key; also matches ids and long words, which does no harm here. */
const token = /[\w+/=.-]{20,}/g;

function holdsKey(text: string): boolean {
  return (text.match(token) ?? []).some((found) => /\d/.test(found) && /[A-Za-z]/.test(found));
}

/** Whether a parameter's value, or an earlier one, may only be kept in secret storage, not in a plain file. */
export function mayBeSecret(name: string, ...values: readonly (JsonValue | undefined)[]): boolean {
  if (alwaysSecret.includes(name)) return true;
  if (neverSecret.includes(name)) return false;
  return values.some((value) => value !== undefined && textsOf(value, name).some(({ text }) => holdsKey(text)));
}
