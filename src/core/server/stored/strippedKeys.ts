import { isJsonObject, type JsonObject, type JsonValue } from "../../base/json";
import { reservedMetadata } from "./reservedMetadata";

/**
 * Keys of `config.configurable` and `context` that the Agent Server removes from a create and a PATCH, noting it only
 * in its log. Source: `RESERVED_CONFIGURABLE_KEYS` and `sanitize_reserved_keys` in `validation.py` of langgraph-api
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

/** An object in a cron's arguments, and its keys that the server strips. */
export interface StrippedPlace {
  /** Relative to the arguments, beginning with the parameter. */
  readonly path: readonly [parameter: string, ...inside: readonly string[]];
  readonly keys: readonly string[];
}

/** All places where the Agent Server strips keys; Aegra 0.11.0 strips none. */
export const strippedPlaces: readonly StrippedPlace[] = [
  { path: ["metadata"], keys: reservedMetadata },
  { path: ["config", "metadata"], keys: reservedMetadata },
  { path: ["config", "configurable"], keys: strippedConfigurable },
  { path: ["context"], keys: strippedConfigurable },
];

/** The part of a parameter's value that the Agent Server keeps; the value itself if nothing is stripped. */
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

/** The object at a place, or undefined if there is none. */
export function objectAt(given: JsonObject, path: readonly string[]): JsonObject | undefined {
  const found = path.reduce<JsonValue | undefined>(
    (at, key) => (isJsonObject(at) && Object.hasOwn(at, key) ? at[key] : undefined),
    given,
  );
  return isJsonObject(found) ? found : undefined;
}
