import type { JsonObject, JsonValue } from "../base/json";

export type MultitaskStrategy = "reject" | "interrupt" | "rollback" | "enqueue";
export type Durability = "sync" | "async" | "exit";
export type StreamMode =
  | "values"
  | "messages"
  | "messages-tuple"
  | "tasks"
  | "checkpoints"
  | "updates"
  | "events"
  | "debug"
  | "custom";
export type OnRunCompleted = "delete" | "keep";
export type QueryValue = string | number | boolean | null | readonly (string | number | boolean | null)[];

/**
 * The arguments of the SDK's `create_for_thread` (and of `create`, if `thread_id` is null), by wire name. An unset
 * argument is absent, because the server refuses an explicit null.
 */
export interface CronArguments {
  /** null: a cron without a thread of its own. */
  readonly thread_id: string | null;
  readonly assistant_id: string;
  readonly schedule: string;
  readonly timezone?: string;
  readonly input?: JsonObject | readonly JsonObject[];
  readonly metadata?: JsonObject;
  readonly config?: JsonObject;
  readonly context?: JsonObject;
  readonly checkpoint_during?: boolean;
  readonly interrupt_before?: "*" | readonly string[];
  readonly interrupt_after?: "*" | readonly string[];
  readonly webhook?: string;
  readonly multitask_strategy?: MultitaskStrategy;
  /** ISO 8601 with an offset. */
  readonly end_time?: string;
  readonly enabled?: boolean;
  readonly stream_mode?: StreamMode | readonly StreamMode[];
  readonly stream_subgraphs?: boolean;
  readonly stream_resumable?: boolean;
  readonly durability?: Durability;
  /** Only for a cron without a thread: what happens to the thread that each run creates. */
  readonly on_run_completed?: OnRunCompleted;
  readonly headers?: Readonly<Record<string, string>>;
  readonly params?: Readonly<Record<string, QueryValue>>;
}

export type ParameterName = keyof CronArguments;

/** Arguments as the user wrote them, in the form or a file, not checked by any rule yet. */
export type RawArguments = Readonly<Record<string, JsonValue>>;
