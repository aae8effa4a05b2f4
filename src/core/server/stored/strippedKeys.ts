import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";
import { reservedMetadata } from "./reservedMetadata";

/**
 * Keys of `config.configurable` and of `context` that the Agent Server takes out of a create and a PATCH, and says so
 * only in its log. Source: `RESERVED_CONFIGURABLE_KEYS` and `sanitize_reserved_keys` in `validation.py` of langgraph-api
 * 0.16.7; 0.11.1 keeps the last one.
 */
export const strippedConfigurable: readonly string[] = [
  "langgraph_auth_user",
  "langgraph_auth_user_id",
  "langgraph_auth_permissions",
  "langgraph_request_id",
  "__langsmith_project__",
  "__langsmith_example_id__",
  "__request_start_time_ms__",
  "__after_seconds__",
  "__otel_traceparent__",
  "__otel_tracestate__",
  "__dd_trace_headers__",
  "__pregel_node_finished",
  "__context_provided__",
];

/** An object inside a cron's arguments, and the keys of it that the server strips. */
export interface StrippedPlace {
  /** From the arguments: the parameter comes first. */
  readonly path: readonly [parameter: string, ...inside: readonly string[]];
  readonly keys: readonly string[];
}

/** All places where the Agent Server strips keys. Aegra 0.11.0 strips none. */
export const strippedPlaces: readonly StrippedPlace[] = [
  { path: ["metadata"], keys: reservedMetadata },
  { path: ["config", "metadata"], keys: reservedMetadata },
  { path: ["config", "configurable"], keys: strippedConfigurable },
  { path: ["context"], keys: strippedConfigurable },
];

/** What the Agent Server keeps of a parameter's value: the value itself where nothing in it is stripped. */
export function keptValue(parameter: string, value: JsonValue): JsonValue {
  return strippedPlaces
    .filter(({ path: [first] }) => first === parameter)
    .reduce((left, { path: [, ...inside], keys }) => withoutKeys(left, inside, keys), value);
}

function withoutKeys(value: JsonValue, [first, ...rest]: readonly string[], keys: readonly string[]): JsonValue {
  if (!isJsonObject(value)) return value;
  if (first === undefined) {
    const kept = Object.entries(value).filter(([key]) => !keys.includes(key));
    return kept.length === Object.keys(value).length ? value : Object.fromEntries(kept);
  }
  const inner = Object.hasOwn(value, first) ? value[first] : undefined;
  const left = inner === undefined ? inner : withoutKeys(inner, rest, keys);
  return left === undefined || left === inner ? value : { ...value, [first]: left };
}

/** The object at a place, where there is one. */
export function objectAt(given: JsonObject, path: readonly string[]): JsonObject | undefined {
  const found = path.reduce<JsonValue | undefined>(
    (at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    given,
  );
  return isJsonObject(found) ? found : undefined;
}
