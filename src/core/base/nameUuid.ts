import { hexOf } from "./hexOf";
import { sha1 } from "./sha1";

const encoder = new TextEncoder();

/** The version-5 UUID of a name in a namespace, which is itself a UUID (RFC 4122). */
export function nameUuid(namespace: string, name: string): string {
  const text = encoder.encode(name);
  const bytes = new Uint8Array(16 + text.length);
  const words = new DataView(bytes.buffer);
  const space = namespace.replaceAll("-", "");
  for (let at = 0; at < 4; at += 1) words.setUint32(at * 4, Number.parseInt(space.slice(at * 8, at * 8 + 8), 16));
  bytes.set(text, 16);
  const hash = sha1(bytes);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hexOf(hash);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
