import type { JsonObject } from "../base/json";

/** A cron as the Agent Server returns it. Dates are ISO 8601 with an offset. */
export interface Cron {
  readonly cron_id: string;
  readonly assistant_id: string;
  readonly thread_id: string | null;
  readonly schedule: string;
  readonly timezone: string | null;
  readonly next_run_date: string | null;
  readonly end_time: string | null;
  readonly enabled: boolean;
  readonly created_at: string;
  readonly updated_at: string;
  readonly metadata: JsonObject;
  /** What a run gets: assistant_id, input, config, context, webhook … Absent if the list did not select it. */
  readonly payload?: JsonObject;
  readonly on_run_completed?: string | null;
}

export interface Thread {
  readonly thread_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly metadata: JsonObject;
  readonly status: "idle" | "busy" | "interrupted" | "error";
}

export interface Assistant {
  readonly assistant_id: string;
  readonly graph_id: string;
  readonly name: string;
}

export interface Run {
  readonly run_id: string;
  readonly thread_id: string;
  readonly assistant_id: string;
  readonly created_at: string;
  readonly status: "pending" | "running" | "error" | "success" | "timeout" | "interrupted";
  /**
   * The cron that started it, from `kwargs.config.configurable.cron_id`, in Aegra `config.configurable.cron_id`, or our
   * own mark on a run started by hand. Null if no cron did; undefined if unknown (Aegra 0.11.0, for its own runs).
   */
  readonly cron_id: string | null | undefined;
}

/** The product behind a server; versions of different products can't be compared. */
export type ServerProduct =
  /** LangChain's own server, whose `/info` names no product. */
  | "agentServer"
  | "aegra"
  /** A named product that we don't know. */
  | "other";

/** The part of `GET /info` that we use. */
export interface ServerInfo {
  readonly product: ServerProduct;
  /** The product's own version. */
  readonly version: string;
  /** False for the JavaScript development server, which has the routes but no crons. */
  readonly hasCrons: boolean;
}
