import type { JsonObject } from "../json";

/** The HTTP request that creates a cron, as the Python SDK would send it. */
export interface CreateRequest {
  readonly method: "POST";
  /** Below the connection's URL, with encoded segments: `/threads/8f0c…/runs/crons` or `/runs/crons`. */
  readonly path: string;
  /** In order, repeated names for lists, as httpx writes them. */
  readonly query: readonly (readonly [name: string, value: string])[];
  /** The arguments' own headers only; the connection adds its own. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: JsonObject;
}
