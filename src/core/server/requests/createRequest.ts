import { bodyValue } from "../../arguments/bodyValue";
import type { CronArguments, QueryValue } from "../../arguments/cronArguments";
import { parameters } from "../../arguments/parameters";
import type { JsonObject, JsonValue } from "../../base/json";
import { metadataKeys } from "../stored/ownMetadata";

/** The HTTP request that creates a cron, as the Python SDK would send it. */
export interface CreateRequest {
  readonly method: "POST";
  /** Below the connection's URL, with encoded segments: `/threads/8f0c…/runs/crons` or `/runs/crons`. */
  readonly path: string;
  /** In order and not encoded; lists repeat the name. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** Only the arguments' headers; the connection adds its own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}

export interface CreateRequestOptions {
  /** The spec's name, written to the metadata so that a second submit finds the cron; null writes none. */
  readonly name: string | null;
}

/**
 * The request langgraph_sdk 0.4 sends for these arguments: `create_for_thread`, or `create` if `thread_id` is null.
 * Unset arguments are left out.
 */
export function createRequest(args: CronArguments, { name }: CreateRequestOptions): CreateRequest {
  return {
    method: "POST",
    path: args.thread_id === null ? "/runs/crons" : `/threads/${quoteSegment(args.thread_id)}/runs/crons`,
    query: Object.entries(args.params ?? {}).flatMap(([key, value]) => queryPairs(key, value)),
    headers: { ...args.headers },
    body: { ...bodyOf(args), ...(name === null ? {} : { metadata: { ...args.metadata, [metadataKeys.name]: name } }) },
  };
}

function bodyOf(args: CronArguments): JsonObject {
  const body: Record<string, JsonValue> = {};
  for (const parameter of parameters) {
    const value = parameter.place === "body" ? bodyValue(args, parameter.name) : undefined;
    const belongs = parameter.withoutThreadOnly !== true || args.thread_id === null;
    if (value !== undefined && belongs) body[parameter.name] = value;
  }
  return body;
}

function queryPairs(name: string, value: QueryValue): readonly (readonly [string, string])[] {
  const values = Array.isArray(value) ? value : [value];
  return values.map((entry) => [name, queryText(entry)] as const);
}

/** A scalar as httpx writes it: null is empty, and numbers are Python's `str`, with two-digit exponents. */
function queryText(value: string | number | boolean | null): string {
  if (value === null) return "";
  if (typeof value !== "number" || value === 0 || Math.abs(value) >= 1e-4) return String(value);
  return value.toExponential().replace(/e-(\d)$/, "e-0$1");
}

/** Python's `quote` without safe characters; also encodes a segment of only dots, which would be a step in the path. */
function quoteSegment(segment: string): string {
  if (segment === "." || segment === "..") return segment.replaceAll(".", "%2E");
  return encodeURIComponent(segment.toWellFormed()).replace(/[!'()*]/g, hexEscape);
}

function hexEscape(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
}
