import type { JsonObject, JsonValue } from "../../base/json";
import { isJsonObject } from "../../base/json";
import type { AssistantSchemas, GraphNode } from "../agentServer";
import type { Assistant, Cron, ServerInfo, ServerProduct } from "../cron";
import { type GraphEdge, graphOrder } from "./graphOrder";
import { orElse, type Reader, readBoolean, readList, readObject, readString } from "./readShape";

const nothing: JsonObject = Object.freeze(Object.create(null) as JsonObject);
export const readText = orElse(readString, null);
export const readMetadata = orElse(readObject, nothing);

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

export const readAssistant: Reader<Assistant> = (value, place) => {
  const assistant = readObject(value, place);
  const graph_id = readString(assistant.graph_id, `${place}.graph_id`);
  return {
    assistant_id: readString(assistant.assistant_id, `${place}.assistant_id`),
    graph_id,
    name: orElse(readString, graph_id)(assistant.name, `${place}.name`),
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

/** The nodes that an interrupt can name, in the order of the graph. */
export const readNodes: Reader<readonly GraphNode[]> = (value, place) => {
  const graph = readObject(value, place);
  const nodes = readList(readObject)(graph.nodes, `${place}.nodes`);
  const ids = nodes
    .map((node, index) => String(orElse(readId, "")(node.id, `${place}.nodes[${index}].id`)))
    .filter((id) => id !== "" && id !== "__start__" && id !== "__end__");
  const edges = edgesOf(graph.edges);
  const nextOf = (id: string) =>
    edges
      .filter(({ source, target }) => source === id && ids.includes(target))
      .map(({ target, isConditional }) => ({ id: target, isConditional }));
  return graphOrder(ids, edges).map((id) => {
    const next = nextOf(id);
    return next.length === 0 ? { id } : { id, next };
  });
};

/** Only the order and the picture depend on them, so one that can't be read is none. */
function edgesOf(value: JsonValue | undefined): readonly GraphEdge[] {
  const edges: readonly JsonValue[] = Array.isArray(value) ? value : [];
  return edges.flatMap((edge) => {
    const { source, target, conditional } = isJsonObject(edge) ? edge : {};
    if (source === undefined || target === undefined) return [];
    return [{ source: String(source), target: String(target), isConditional: conditional === true }];
  });
}

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

/** The value at a path of keys; undefined if there is none. */
export function inside(value: JsonValue | undefined, path: readonly string[]): JsonValue | undefined {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  return isJsonObject(value) ? inside(value[key], rest) : undefined;
}
