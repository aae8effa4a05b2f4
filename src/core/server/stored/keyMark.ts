import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";
import { sameJson } from "../../base/sameJson";
import { parseAnswer } from "../requests/parseAnswer";
import { metadataKeys, ownMetadataPrefix, withoutOwnKeys } from "./ownMetadata";
import { reservedMetadata } from "./reservedMetadata";

/**
 * How a spec's key got into its cron's metadata. set: our submit wrote it, so a later one can clear it. found: it
 * already had that value, so it may be someone else's, such as an owner that a server's access rules use.
 */
type KeyOrigin = "set" | "found";

/** A cron's user keys that its spec had at the last submit; other keys are foreign and left alone. */
type KeyMark = ReadonlyMap<string, KeyOrigin>;

/** Empty if there is no readable mark; then all keys are foreign. */
export function keyMark(metadata: JsonObject): KeyMark {
  const read = readMark(metadata[metadataKeys.keys]);
  return new Map(Object.entries(read ?? {}).filter((entry): entry is [string, KeyOrigin] => isOrigin(entry[1])));
}

/** Crons of 0.1, of other tools, and of specs that never had a key have no mark. */
export function isMarked(metadata: JsonObject): boolean {
  return readMark(metadata[metadataKeys.keys]) !== undefined;
}

/** The mark to send with a request that writes `wanted` over `before`; empty if there is nothing to record. */
export function markToSend(wanted: JsonObject, before: JsonObject): JsonObject {
  const known = keyMark(before);
  return markOf(before, userEntries(wanted), (key, value) =>
    known.get(key) !== "set" && isValue(before, key, value) ? "found" : "set",
  );
}

/**
 * The mark after the server has answered. A key that has another value now is not ours, because the server or its
 * access rules decide about it. Empty if there is nothing to record.
 */
export function markAsTaken(wanted: JsonObject, stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  const taken = userEntries(wanted).filter(([key, value]) => isValue(stored, key, value));
  return markOf(stored, taken, (key) => known.get(key) ?? "found", userEntries(wanted).length > 0);
}

/** The wanted keys that a cron lacks or has with another value. */
export function keysOtherwise(wanted: JsonObject, stored: JsonObject): readonly string[] {
  return userEntries(wanted).flatMap(([key, value]) => (isValue(stored, key, value) ? [] : [key]));
}

/** The mark if it is no longer known what was asked for, so that nothing can be cleared. */
export function markAsFound(stored: JsonObject): JsonObject {
  const keys = [...keyMark(stored).keys()].map((key) => [key, null] as const);
  return markOf(stored, keys, () => "found");
}

/** The user's metadata, without keys the server strips and nulls an update left for cleared keys. */
export function userMetadata(metadata: JsonObject): JsonObject {
  return Object.fromEntries(userEntries(metadata).filter(([, value]) => value !== null));
}

/** The metadata to compare a spec with: the keys it names, and those we have set. */
export function metadataFor(wanted: JsonObject, stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  return pick(withoutOwnKeys(stored), (key) => Object.hasOwn(wanted, key) || known.get(key) === "set");
}

/** The metadata covered by the hash: the keys the spec had at the last submit. */
export function markedMetadata(stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  return pick(withoutOwnKeys(stored), (key) => known.has(key));
}

/** The metadata that can be sent back unchanged: our own keys, and the user's keys that we set. */
export function ownPart(stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  return pick(stored, (key) => key.startsWith(ownMetadataPrefix) || known.get(key) === "set");
}

/** Metadata that others wrote and the spec does not mention. */
export function foreignPart(wanted: JsonObject, stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  return pick(userMetadata(stored), (key) => !Object.hasOwn(wanted, key) && known.get(key) !== "set");
}

function markOf(
  stored: JsonObject,
  entries: readonly (readonly [string, JsonValue])[],
  originOf: (key: string, value: JsonValue) => KeyOrigin,
  says = entries.length > 0,
): JsonObject {
  if (!says && !isMarked(stored)) return {};
  const origins = entries.map(([key, value]) => [key, originOf(key, value)] as const);
  const sorted = origins.sort(([one], [other]) => (one < other ? -1 : 1));
  return { [metadataKeys.keys]: JSON.stringify(Object.fromEntries(sorted)) };
}

function userEntries(metadata: JsonObject): readonly (readonly [string, JsonValue])[] {
  return Object.entries(withoutOwnKeys(metadata)).filter(([key]) => !reservedMetadata.includes(key));
}

function isValue(stored: JsonObject, key: string, value: JsonValue): boolean {
  const at = Object.hasOwn(stored, key) ? stored[key] : undefined;
  return at !== undefined && sameJson(at, value);
}

function pick(metadata: JsonObject, takes: (key: string) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => takes(key)));
}

function readMark(text: JsonValue | undefined): JsonObject | undefined {
  const read = typeof text === "string" ? parseAnswer(text) : undefined;
  return read?.ok === true && isJsonObject(read.value) ? read.value : undefined;
}

function isOrigin(value: JsonValue): value is KeyOrigin {
  return value === "set" || value === "found";
}
