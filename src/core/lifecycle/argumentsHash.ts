import type { JsonValue } from "../json";
import type { CronArguments } from "../spec/cronArguments";

/**
 * SHA-256, in hexadecimal, of what a cron consists of; the order of keys does not matter. Without `headers` and
 * `params`: they belong to the create request alone, and a hash of a short secret gives it away.
 */
export async function argumentsHash(cronArguments: CronArguments): Promise<string> {
  const { headers: _headers, params: _params, ...kept } = cronArguments;
  const bytes = new TextEncoder().encode(canonical(kept as JsonValue));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
