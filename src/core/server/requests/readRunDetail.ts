import { isJsonObject, type JsonObject } from "../../base/json";
import type { RunDetail, RunResult } from "../runDetail";
import { configWithoutHeaders, originOf, withoutHeaders } from "../stored/maskedValues";
import { keptValue } from "../stored/strippedKeys";
import { inside, readMetadata, readText } from "./readAnswers";
import { readRun } from "./readRun";
import { orElse, type Reader, readObject, readString } from "./readShape";
import { readRunError } from "./readThread";

/** What a run was given is in `kwargs`, in Aegra in the run itself. */
export const readRunDetail: Reader<RunDetail> = (value, place) => {
  const run = readObject(value, place);
  const isApart = run.kwargs !== undefined;
  const given = isApart ? readObject(run.kwargs, `${place}.kwargs`) : run;
  const at = isApart ? `${place}.kwargs` : place;
  const config = readMetadata(given.config, `${at}.config`);
  const ran = readMetadata(config.metadata, `${at}.config.metadata`);
  const webhook = readText(given.webhook, `${at}.webhook`);
  return {
    ...readRun(run, place),
    input: given.input ?? null,
    command: orElse(readObject, null)(given.command, `${at}.command`),
    config: configWithoutHeaders(keptObject("config", config)),
    context: withoutHeaders(keptObject("context", readMetadata(given.context, `${at}.context`))),
    metadata: readMetadata(run.metadata, `${place}.metadata`),
    webhook: webhook === null ? null : originOf(webhook),
    interrupt_before: given.interrupt_before ?? null,
    interrupt_after: given.interrupt_after ?? null,
    versions: {
      server: orElse(readString, undefined)(ran.langgraph_api_version, `${at}.config.metadata`),
      langgraph: orElse(readString, undefined)(ran.langgraph_version, `${at}.config.metadata`),
    },
    langsmith_session_name: readText(run.langsmith_session_name, `${place}.langsmith_session_name`),
    result: resultOf(run, place),
  };
};

/** The answer of a join: the values, or `__error__` instead of them. */
export const readResult: Reader<RunResult> = (value, place) => {
  const error = inside(value, ["__error__"]);
  if (error === undefined) return { kind: "values", values: value ?? null };
  return { kind: "error", error: readRunError(error, `${place}.__error__`) };
};

/** Aegra's `error_message` is the message alone; its join calls each error `Error`, and so do we. */
function resultOf({ error_message, output }: JsonObject, place: string): RunResult | undefined {
  const message = readText(error_message, `${place}.error_message`);
  if (message !== null) return { kind: "error", error: { error: "Error", message } };
  return output === undefined || output === null ? undefined : { kind: "values", values: output };
}

function keptObject(parameter: "config" | "context", value: JsonObject): JsonObject {
  const kept = keptValue(parameter, value);
  return isJsonObject(kept) ? kept : value;
}
