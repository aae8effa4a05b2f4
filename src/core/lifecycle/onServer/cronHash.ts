import { bodyValue } from "../../arguments/bodyValue";
import type { CronArguments, ParameterName } from "../../arguments/cronArguments";
import type { JsonObject, JsonValue } from "../../base/json";
import { jsonHash } from "../../base/jsonHash";
import { comparableValue } from "../../compare/comparableValue";
import { storedParameters } from "../../compare/planUpdate";
import type { Cron } from "../../server/cron";
import { isMarked, markAsFound, markAsTaken, markedMetadata, ownPart } from "../../server/stored/keyMark";
import { hashOfMade, isFinishedHash, metadataKeys } from "../../server/stored/ownMetadata";
import { storedArgument } from "../../server/stored/storedArguments";

/**
 * SHA-256 (hexadecimal) of a cron's content. Spelling does not matter, so a cron has the same hash as the arguments
 * that created it. Excluded are `enabled`, because pausing is not an edit, and `headers` and `params`, which only the
 * create request carries: a hash of a short secret would reveal it.
 */
export function argumentsHash(args: CronArguments): Promise<string> {
  return hashOf(args.thread_id, (name) => bodyValue(args, name));
}

/**
 * The same hash for a cron as the server has it, covering only the metadata that our last submit set, not what others
 * added. `cron` must carry its payload.
 */
export function cronHash(cron: Cron): Promise<string> {
  return hashOf(cron.thread_id, (name) =>
    name === "metadata" ? markedMetadata(cron.metadata) : storedArgument(cron, name),
  );
}

/** Whether the hash was made of this cron's content. 0.1 left no mark and hashed all metadata. */
export async function isHashOf(hash: string, cron: Cron): Promise<boolean> {
  if (hash === (await cronHash(cron))) return true;
  return !isMarked(cron.metadata) && hash === (await hashOf(cron.thread_id, (name) => storedArgument(cron, name)));
}

/** Whether someone else changed the cron since our last submit; false if unknown, because no submit left its hash. */
export async function isChangedOnServer(cron: Cron): Promise<boolean> {
  const hash = cron.metadata[metadataKeys.hash];
  return isFinishedHash(hash) && !(await isHashOf(hash, cron));
}

/**
 * The metadata that marks our submission of a cron as finished, including which of its keys are ours. `wanted`: the
 * metadata that was asked for; absent if it is no longer known.
 */
export async function finishedMetadata(cron: Cron, wanted?: JsonObject): Promise<JsonObject> {
  const mark = wanted === undefined ? await markAsLeft(cron) : markAsTaken(wanted, cron.metadata);
  const metadata = { ...cron.metadata, ...mark };
  return { ...ownPart(metadata), [metadataKeys.hash]: await cronHash({ ...cron, metadata }) };
}

/** Whether a cron already has the metadata `finishedMetadata` would give it. `cron` must carry its payload. */
export async function isFinished(cron: Cron, wanted: JsonObject): Promise<boolean> {
  return says(cron, await finishedMetadata(cron, wanted));
}

const { hash, keys, protect, pruned, set } = metadataKeys;

/** Whether a cron has the hash and the mark that `finishedMetadata` returned, and is whose they say. */
export function says({ metadata }: Cron, finished: JsonObject): boolean {
  return [hash, keys, set, protect, pruned].every(
    (key) => finished[key] === undefined || finished[key] === metadata[key],
  );
}

/**
 * An interrupted submission may have asked for a value that the server replaced with its own. If the cron differs from
 * what was asked for, this can no longer be found out.
 */
async function markAsLeft(cron: Cron): Promise<JsonObject> {
  const hash = cron.metadata[metadataKeys.hash];
  const made = hashOfMade(hash);
  const isKnown = isFinishedHash(hash) || (made !== undefined && (await isHashOf(made, cron)));
  return isKnown ? {} : markAsFound(cron.metadata);
}

function hashOf(threadId: string | null, storedIn: (name: ParameterName) => JsonValue | undefined): Promise<string> {
  const kept = storedParameters(threadId)
    .filter(({ name }) => name !== "enabled")
    .map((parameter) => [parameter.name, comparableValue(parameter, storedIn(parameter.name), {})]);
  return jsonHash(Object.fromEntries(kept));
}
