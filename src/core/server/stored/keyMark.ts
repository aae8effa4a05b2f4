import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";
import { sameJson } from "../../base/sameJson";
import { parseAnswer } from "../requests/parseAnswer";
import { metadataKeys, ownMetadataPrefix, withoutOwnKeys } from "./ownMetadata";
import { reservedMetadata } from "./reservedMetadata";

/**
 * How a key of a spec came into its cron's metadata. set: a submit of ours wrote it, so a later one may clear it. found:
 * it had that value before, so it may be somebody else's, such as the owner that a server's access rules go by.
 */
type KeyOrigin = "set" | "found";

/** Of a cron's user keys those that its spec had at the last submit. All others are foreign: nothing of ours is about them. */
type KeyMark = ReadonlyMap<string, KeyOrigin>;

/** Empty where there is none that can be read: then all keys are foreign. */
export function keyMark(metadata: JsonObject): KeyMark {
  const read = readMark(metadata[metadataKeys.keys]);
  return new Map(Object.entries(read ?? {}).filter((entry): entry is [string, KeyOrigin] => isOrigin(entry[1])));
}

/** Crons of 0.1, crons of other tools, and those whose spec never had a key, have no mark. */
export function isMarked(metadata: JsonObject): boolean {
  return readMark(metadata[metadataKeys.keys]) !== undefined;
}

/** The mark that goes with a request that writes `wanted` over `before`. Empty where there is nothing to say. */
export function markToSend(wanted: JsonObject, before: JsonObject): JsonObject {
  const known = keyMark(before);
  return markOf(before, userEntries(wanted), (key, value) =>
    known.get(key) !== "set" && isValue(before, key, value) ? "found" : "set",
  );
}

/**
 * The mark once the server has answered. A key that it has with another value is not ours: the server, or its access
 * rules, have the say there. Empty where there is nothing to say.
 */
export function markAsTaken(wanted: JsonObject, stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  const taken = userEntries(wanted).filter(([key, value]) => isValue(stored, key, value));
  return markOf(stored, taken, (key) => known.get(key) ?? "found", userEntries(wanted).length > 0);
}

/** The keys that a cron has not as they were asked for. */
export function keysOtherwise(wanted: JsonObject, stored: JsonObject): readonly string[] {
  return userEntries(wanted).flatMap(([key, value]) => (isValue(stored, key, value) ? [] : [key]));
}

/** The mark where nobody knows any more what was asked for: nothing of it may be cleared. */
export function markAsFound(stored: JsonObject): JsonObject {
  const keys = [...keyMark(stored).keys()].map((key) => [key, null] as const);
  return markOf(stored, keys, () => "found");
}

/** The user's metadata, less what the server strips and what an update has left of a cleared key. */
export function userMetadata(metadata: JsonObject): JsonObject {
  return Object.fromEntries(userEntries(metadata).filter(([, value]) => value !== null));
}

/** What a spec is compared with: the keys that it names, and those that we have set. */
export function metadataFor(wanted: JsonObject, stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  return pick(withoutOwnKeys(stored), (key) => Object.hasOwn(wanted, key) || known.get(key) === "set");
}

/** What the hash is of: the keys that the spec had at the last submit. */
export function markedMetadata(stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  return pick(withoutOwnKeys(stored), (key) => known.has(key));
}

/** What may be sent back as it is: our own keys, and the user's that we have set. */
export function ownPart(stored: JsonObject): JsonObject {
  const known = keyMark(stored);
  return pick(stored, (key) => key.startsWith(ownMetadataPrefix) || known.get(key) === "set");
}

/** What others have written, and the spec does not say. */
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
