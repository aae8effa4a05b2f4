import type { Parameter } from "../../arguments/parameter";
import { parameters } from "../../arguments/parameters";
import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";
import type { Cron } from "../cron";
import { metadataKeys } from "../stored/ownMetadata";
import { storedArgument } from "../stored/storedArguments";

/** The HTTP request that starts a run, on a thread or on one created for it. */
export interface RunRequest {
  readonly method: "POST";
  readonly path: string;
  readonly body: JsonObject;
}

/** Parameters of a cron that its runs don't get. */
const notOfARun: ReadonlySet<string> = new Set(["schedule", "timezone", "end_time", "enabled", "on_run_completed"]);

/** Whether the runs of a cron get the parameter, in the body of their request. */
export function isOfRun({ name, place }: Pick<Parameter, "name" | "place">): boolean {
  return place === "body" && !notOfARun.has(name);
}

/**
 * One run as the cron would start it when due, marked as the cron's (Agent Server 0.16.7): the cron's id is in
 * `config.configurable`, where the server puts it too, or only in the metadata if there is a `context`, which excludes
 * that. `cron` must carry its payload.
 */
export function runRequest(cron: Cron): RunRequest {
  const body: Record<string, JsonValue> = {};
  for (const parameter of parameters) {
    const value = isOfRun(parameter) ? storedArgument(cron, parameter.name) : undefined;
    if (value !== undefined) body[parameter.name] = value;
  }
  body.metadata = { ...cron.metadata, [metadataKeys.cron]: cron.cron_id };
  if (!hasContext(body.context)) body.config = withCronId(body.config, cron.cron_id);
  if (cron.thread_id !== null) return { method: "POST", path: `/threads/${cron.thread_id}/runs`, body };
  return { method: "POST", path: "/runs", body: { ...body, on_completion: cron.on_run_completed ?? "delete" } };
}

function hasContext(context: JsonValue | undefined): boolean {
  return isJsonObject(context) && Object.keys(context).length > 0;
}

function withCronId(config: JsonValue | undefined, cron_id: string): JsonObject {
  const own = isJsonObject(config) ? config : {};
  const configurable = isJsonObject(own.configurable) ? own.configurable : {};
  return { ...own, configurable: { ...configurable, cron_id } };
}
