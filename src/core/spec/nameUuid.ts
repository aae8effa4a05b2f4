import { sha1 } from "./sha1";

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0"));

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
  let uuid = "";
  for (let index = 0; index < 16; index += 1) {
    if (index === 4 || index === 6 || index === 8 || index === 10) uuid += "-";
    uuid += hexPairs[hash[index] ?? 0];
  }
  return uuid;
}
