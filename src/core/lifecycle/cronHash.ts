import { bodyValue } from "../arguments/bodyValue";
import type { CronArguments, ParameterName } from "../arguments/cronArguments";
import { hexOf } from "../base/hexOf";
import type { JsonObject, JsonValue } from "../base/json";
import { comparableValue } from "../compare/comparableValue";
import { storedParameters } from "../compare/planUpdate";
import type { Cron } from "../server/cron";
import { isFinishedHash, metadataKeys } from "../server/stored/ownMetadata";
import { storedArgument } from "../server/stored/storedArguments";

/**
 * SHA-256, in hexadecimal, of what a cron consists of. Spelling does not matter, so that a cron's hash is that of the
 * arguments which made it. Not in it: `enabled`, since pausing is no edit, and `headers` and `params`, which belong to
 * the create request alone; a hash of a short secret gives it away.
 */
export function argumentsHash(args: CronArguments): Promise<string> {
  return hashOf(args.thread_id, (name) => bodyValue(args, name));
}

/** The same of a cron as the server has it; `cron` must carry its payload. */
export function cronHash(cron: Cron): Promise<string> {
  return hashOf(cron.thread_id, (name) => storedArgument(cron, name));
}

/** Whether somebody else has changed the cron since our last submit. Unknown, so false, where none left its hash. */
export async function isChangedOnServer(cron: Cron): Promise<boolean> {
  const hash = cron.metadata[metadataKeys.hash];
  return isFinishedHash(hash) && hash !== (await cronHash(cron));
}

/** The cron's metadata with what says that our submission of it has come to its end. */
export async function finishedMetadata(cron: Cron): Promise<JsonObject> {
  return { ...cron.metadata, [metadataKeys.hash]: await cronHash(cron) };
}

const encoder = new TextEncoder();

async function hashOf(
  threadId: string | null,
  storedIn: (name: ParameterName) => JsonValue | undefined,
): Promise<string> {
  const kept = storedParameters(threadId)
    .filter(({ name }) => name !== "enabled")
    .map((parameter) => [parameter.name, comparableValue(parameter, storedIn(parameter.name), {})]);
  const bytes = encoder.encode(canonical(Object.fromEntries(kept)));
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return hexOf(new Uint8Array(digest));
}

function canonical(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(",")}}`;
}
