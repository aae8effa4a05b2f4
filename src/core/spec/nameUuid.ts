import { hexOf } from "../hexOf";
import { sha1 } from "./sha1";

/** The version-5 UUID of a name in a namespace, which is a UUID itself (RFC 4122). */
export function nameUuid(namespace: string, name: string): string {
  const text = new TextEncoder().encode(name);
  const bytes = new Uint8Array(16 + text.length);
  const space = namespace.replaceAll("-", "");
  for (let index = 0; index < 16; index += 1) bytes[index] = Number.parseInt(space.slice(index * 2, index * 2 + 2), 16);
  bytes.set(text, 16);
  const hash = sha1(bytes);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hexOf(hash);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
}
