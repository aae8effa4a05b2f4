import type { JsonValue } from "../core/base/json";
import { textsOf } from "../core/checks/texts";

/** Parts of a draft in which people write keys, whatever those look like. */
const alwaysSecret: readonly string[] = ["headers", "params"];

/** What names something of the server, or a time. */
const neverSecret: readonly string[] = ["thread_id", "assistant_id", "schedule", "timezone", "end_time"];

/** Long enough for a key. An id or a long word may be one: taking it for a secret does no harm here. */
const token = /[\w+/=.-]{20,}/g;

function holdsKey(text: string): boolean {
  return (text.match(token) ?? []).some((found) => /\d/.test(found) && /[A-Za-z]/.test(found));
}

/** Whether what a parameter holds, or held, may be kept only where secrets are: not in a plain file. */
export function mayBeSecret(name: string, ...values: readonly (JsonValue | undefined)[]): boolean {
  if (alwaysSecret.includes(name)) return true;
  if (neverSecret.includes(name)) return false;
  return values.some((value) => value !== undefined && textsOf(value, name).some(({ text }) => holdsKey(text)));
}
