import type { JsonObject, JsonValue } from "../base/json";

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

/** An error as the server words it: its text is data, of any length. */
export interface RunError {
  /** The exception's name, such as `KeyError`. */
  readonly error: string;
  readonly message: string;
}

/** What a graph asks a person, and waits for. */
export interface Interrupt {
  /** Undefined on servers with an older LangGraph. */
  readonly id: string | undefined;
  readonly value: JsonValue;
}

export interface Thread {
  readonly thread_id: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly metadata: JsonObject;
  /** `unknown`: a word that we don't know. A run that waits or runs makes it `busy`, which hides the run before. */
  readonly status: "idle" | "busy" | "interrupted" | "error" | "unknown";
  /**
   * Of the thread's last run; null if that had none. Undefined if unknown: a search leaves it out unless asked
   * (`withError`), and Aegra 0.11.0 does not say.
   */
  readonly error: RunError | null | undefined;
  /** What the thread waits for; empty also if the server does not say (Aegra 0.11.0). */
  readonly interrupts: readonly Interrupt[];
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
  /** When its status last changed: of an ended run, its end. */
  readonly updated_at: string;
  /**
   * `success` also of a run that waits for a person, which only its thread says; Aegra 0.11.0 says `interrupted` for
   * such a run, an Agent Server for a cancelled one. `unknown`: a word that we don't know.
   */
  readonly status: "pending" | "running" | "error" | "success" | "timeout" | "interrupted" | "unknown";
  /** How often the server has tried it; undefined before the first try, and if unknown (0.11.1, Aegra 0.11.0). */
  readonly attempt: number | undefined;
  /** Undefined if unknown (Aegra 0.11.0). */
  readonly multitask_strategy: string | undefined;
  /**
   * The cron that started it, from `kwargs.config.configurable.cron_id`, in Aegra `config.configurable.cron_id`, or our
   * own mark on a run started by hand. Null if no cron did; undefined if unknown (Aegra 0.11.0, for its own runs).
   */
  readonly cron_id: string | null | undefined;
  /** It has our mark of a run that somebody started by hand. */
  readonly isByHand: boolean;
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
