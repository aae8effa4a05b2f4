import { hexOf } from "./hexOf";
import type { JsonValue } from "./json";

const encoder = new TextEncoder();

/** SHA-256 (hexadecimal) of a value; the order of an object's keys does not matter. */
export async function jsonHash(value: JsonValue): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", encoder.encode(canonical(value)));
  return hexOf(new Uint8Array(digest));
}

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
