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
  /** Everything that a run gets: assistant_id, input, config, context, webhook, interrupts, stream options … Absent where the list did not select it. */
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
   * The cron that started it: `kwargs.config.configurable.cron_id`, in Aegra `config.configurable.cron_id`, or our own mark on one that was started by hand.
   * Null for a run that no cron started, undefined where the server does not say (Aegra 0.11.0, of the runs that it starts itself).
   */
  readonly cron_id: string | null | undefined;
}

/** Whose server it is. Versions of one say nothing about another. */
export type ServerProduct =
  /** LangChain's own: its `/info` names no product. */
  | "agentServer"
  | "aegra"
  /** It names itself, and we don't know it. */
  | "other";

/** `GET /info`, as far as we use it. */
export interface ServerInfo {
  readonly product: ServerProduct;
  /** Of that product. */
  readonly version: string;
  /** False for the JavaScript development server, which has the routes and no crons. */
  readonly hasCrons: boolean;
}
