import type { RawArguments } from "../../arguments/cronArguments";
import { parameters } from "../../arguments/parameters";
import type { JsonObject, JsonValue } from "../../base/json";
import { metadataKeys } from "../stored/ownMetadata";
import { isOfRun, type RunRequest } from "./runRequest";

/** Sent by a cron's runs and not by a try, because somebody else would be told of it. */
const notTried: ReadonlySet<string> = new Set(["webhook"]);

const tried: ReadonlySet<string> = new Set(
  parameters.filter((parameter) => isOfRun(parameter) && !notTried.has(parameter.name)).map(({ name }) => name),
);

/** Whether a try sends this parameter, in its request's body. */
export function isTried(name: string): boolean {
  return tried.has(name);
}

/** The arguments that a try sends. */
export function triedArguments(raw: RawArguments): RawArguments {
  return Object.fromEntries(Object.entries(raw).filter(([name]) => isTried(name)));
}

/**
 * One run on a thread with what each run of the cron would get: the same body (Agent Server 0.16.7), without the webhook
 * and without the cron's id, which there may not be yet. `raw`: checked, and with placeholders filled in. `key`: by which
 * the run is found again if the answer is lost.
 */
export function tryRequest(raw: RawArguments, threadId: string, key: string): RunRequest {
  const { metadata, ...body }: Record<string, JsonValue> = { ...triedArguments(raw) };
  const marked = { ...(metadata as JsonObject | undefined), [metadataKeys.try]: key };
  return { method: "POST", path: `/threads/${threadId}/runs`, body: { ...body, metadata: marked } };
}
