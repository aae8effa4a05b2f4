import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";
import type { RunDetail } from "../runDetail";
import { metadataKeys } from "../stored/ownMetadata";
import type { RunRequest } from "./runRequest";

/** Keys that a server adds to a run's metadata and configuration; it removes or refuses some if they are sent. */
const added: ReadonlySet<string> = new Set([
  ...["created_by", "graph_id", "assistant_id", "thread_id", "run_id", "user_id", "checkpoint_id", "checkpoint_ns"],
]);

/**
 * The request that answers what a run's graph asked: a new run on its thread, with the same assistant, configuration
 * and metadata, marked as its cron's. `value` is what `interrupt()` returns in the graph. Without the run's webhook, of
 * which we know only the origin, and without headers that the first request had.
 */
export function resumeRequest(run: RunDetail, value: JsonValue): RunRequest {
  const { configurable, metadata: _, ...config } = run.config;
  const isSent = (key: string, kept: JsonValue) => !added.has(key) && kept !== "…";
  const own = without(isJsonObject(configurable) ? configurable : {}, isSent);
  const context = without(run.context, isSent);
  // The server mirrors each in the other, and refuses a request with both.
  const hasOnlyContext = Object.keys(own).length === 0 && Object.keys(context).length > 0;
  const metadata = without(run.metadata, (key) => !added.has(key));
  const mark = typeof run.cron_id === "string" ? { [metadataKeys.cron]: run.cron_id } : {};
  const body = {
    assistant_id: run.assistant_id,
    command: { resume: value },
    ...(hasOnlyContext ? { config, context } : { config: { ...config, configurable: own } }),
    metadata: { ...metadata, ...mark },
    ...(run.interrupt_before === null ? {} : { interrupt_before: run.interrupt_before }),
    ...(run.interrupt_after === null ? {} : { interrupt_after: run.interrupt_after }),
  };
  return { method: "POST", path: `/threads/${run.thread_id}/runs`, body };
}

function without(object: JsonObject, keeps: (key: string, value: JsonValue) => boolean): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key, value]) => keeps(key, value)));
}
