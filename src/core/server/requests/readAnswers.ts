import type { JsonObject, JsonValue } from "../../base/json";
import { isJsonObject } from "../../base/json";
import type { AssistantSchemas, GraphNode } from "../agentServer";
import type { Assistant, Cron, Interrupt, Run, RunError, ServerInfo, ServerProduct, Thread } from "../cron";
import { metadataKeys } from "../stored/ownMetadata";
import { orElse, type Reader, readBoolean, readCount, readList, readObject, readString, readWord } from "./readShape";

const nothing: JsonObject = Object.freeze(Object.create(null) as JsonObject);
const readText = orElse(readString, null);
const readMetadata = orElse(readObject, nothing);

/** Servers before 0.7.15 have no `enabled` and those before 0.7.69 no `timezone`: every cron is on and in UTC. */
export const readCron: Reader<Cron> = (value, place) => {
  const cron = readObject(value, place);
  const payload = orElse(readObject, null)(cron.payload, `${place}.payload`);
  return {
    cron_id: readString(cron.cron_id, `${place}.cron_id`),
    assistant_id: readString(cron.assistant_id ?? payload?.assistant_id, `${place}.assistant_id`),
    thread_id: readText(cron.thread_id, `${place}.thread_id`),
    schedule: readString(cron.schedule, `${place}.schedule`),
    timezone: readText(cron.timezone ?? payload?.timezone, `${place}.timezone`),
    next_run_date: readText(cron.next_run_date, `${place}.next_run_date`),
    end_time: readText(cron.end_time, `${place}.end_time`),
    enabled: orElse(readBoolean, true)(cron.enabled, `${place}.enabled`),
    created_at: readString(cron.created_at, `${place}.created_at`),
    updated_at: readString(cron.updated_at, `${place}.updated_at`),
    metadata: readMetadata(cron.metadata, `${place}.metadata`),
    on_run_completed: readText(cron.on_run_completed, `${place}.on_run_completed`),
    ...(payload === null ? {} : { payload }),
  };
};

const readStatus = readWord(["idle", "busy", "interrupted", "error"]);

const readRunError: Reader<RunError> = (value, place) => {
  const error = readObject(value, place);
  return {
    error: readString(error.error, `${place}.error`),
    message: readString(error.message, `${place}.message`),
  };
};

const readInterrupt: Reader<Interrupt> = (value, place) => {
  const interrupt = readObject(value, place);
  return { id: orElse(readString, undefined)(interrupt.id, `${place}.id`), value: interrupt.value ?? null };
};

/** Those of all tasks; a search and a thread have them by the task's id. */
const readInterrupts: Reader<readonly Interrupt[]> = (value, place) =>
  Object.entries(readObject(value, place)).flatMap(([task, asked]) =>
    readList(readInterrupt)(asked, `${place}.${task}`),
  );

export const readThread: Reader<Thread> = (value, place) => {
  const thread = readObject(value, place);
  return {
    thread_id: readString(thread.thread_id, `${place}.thread_id`),
    created_at: readString(thread.created_at, `${place}.created_at`),
    updated_at: readString(thread.updated_at, `${place}.updated_at`),
    metadata: readMetadata(thread.metadata, `${place}.metadata`),
    status: readStatus(thread.status, `${place}.status`),
    error: thread.error === undefined ? undefined : orElse(readRunError, null)(thread.error, `${place}.error`),
    interrupts: orElse(readInterrupts, [])(thread.interrupts, `${place}.interrupts`),
  };
};

export const readAssistant: Reader<Assistant> = (value, place) => {
  const assistant = readObject(value, place);
  const graph_id = readString(assistant.graph_id, `${place}.graph_id`);
  return {
    assistant_id: readString(assistant.assistant_id, `${place}.assistant_id`),
    graph_id,
    name: orElse(readString, graph_id)(assistant.name, `${place}.name`),
  };
};

const readRunStatus = readWord(["pending", "running", "error", "success", "timeout", "interrupted"]);

const attemptPath = ["kwargs", "config", "metadata", "run_attempt"];

export const readRun: Reader<Run> = (value, place) => {
  const run = readObject(value, place);
  const ofConfig = ["config", "configurable", "cron_id"];
  const mark = inside(run, ["metadata", metadataKeys.cron]);
  const cron = inside(run, ["kwargs", ...ofConfig]) ?? inside(run, ofConfig) ?? mark;
  const says = cron !== undefined || run.kwargs !== undefined;
  return {
    run_id: readString(run.run_id, `${place}.run_id`),
    thread_id: readString(run.thread_id, `${place}.thread_id`),
    assistant_id: readString(run.assistant_id, `${place}.assistant_id`),
    created_at: readString(run.created_at, `${place}.created_at`),
    updated_at: readString(run.updated_at, `${place}.updated_at`),
    status: readRunStatus(run.status, `${place}.status`),
    attempt: orElse(readCount, undefined)(inside(run, attemptPath), `${place}.${attemptPath.join(".")}`),
    multitask_strategy: orElse(readString, undefined)(run.multitask_strategy, `${place}.multitask_strategy`),
    cron_id: says ? readText(cron, `${place}.cron_id`) : undefined,
    isByHand: mark !== undefined,
  };
};

export const readInfo: Reader<ServerInfo> = (value, place) => {
  const info = readObject(value, place);
  // Servers older than `flags.crons` also have crons, so only an explicit false means none.
  return {
    product: productNamed(info.name),
    version: readString(info.version, `${place}.version`),
    hasCrons: inside(info, ["flags", "crons"]) !== false,
  };
};

/** Aegra 0.11.0 sends `"name": "Aegra"`; Agent Servers up to 0.16.7 send no name. */
function productNamed(name: JsonValue | undefined): ServerProduct {
  if (typeof name !== "string") return "agentServer";
  return name.toLowerCase() === "aegra" ? "aegra" : "other";
}

/** For a delete, whose answer is empty or not needed. */
export const readNothing: Reader<undefined> = () => undefined;

/** The nodes that an interrupt can name. */
export const readNodes: Reader<readonly GraphNode[]> = (value, place) => {
  const nodes = readList(readObject)(readObject(value, place).nodes, `${place}.nodes`);
  return nodes
    .map((node, index) => ({ id: String(orElse(readId, "")(node.id, `${place}.nodes[${index}].id`)) }))
    .filter(({ id }) => id !== "" && id !== "__start__" && id !== "__end__");
};

/** Some server versions number a graph's nodes. */
const readId: Reader<string | number> = (value, place) =>
  typeof value === "number" ? value : readString(value, place);

export const readSchemas: Reader<AssistantSchemas> = (value, place) => {
  const schemas = readObject(value, place);
  const schema = (name: string) => orElse(readObject, null)(schemas[name], `${place}.${name}`);
  return {
    input_schema: schema("input_schema"),
    config_schema: schema("config_schema"),
    context_schema: schema("context_schema"),
  };
};

function inside(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return isJsonObject(value) ? inside(value[key], rest) : undefined;
}
