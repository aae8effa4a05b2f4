import type { JsonObject, JsonValue } from "../base/json";
import type { Interrupt } from "./cron";

/** One task of a step: a node that ran, failed, waits, or comes next. */
export interface ThreadTask {
  readonly id: string;
  /** The node's name. */
  readonly name: string;
  /** Python's `repr` of the exception, such as `KeyError('topic')`; null without an error. */
  readonly error: string | null;
  readonly interrupts: readonly Interrupt[];
}

/** A thread's state at one checkpoint. */
export interface ThreadState {
  readonly values: JsonValue;
  /** The nodes that come next; empty at the end of a run. */
  readonly next: readonly string[];
  readonly tasks: readonly ThreadTask[];
  /** `run_id`: the run that wrote it; `cron_id`: that run's cron (Agent Server). Empty on a thread without runs. */
  readonly metadata: JsonObject;
  /** Null on a thread without runs, like `checkpoint_id`. */
  readonly created_at: string | null;
  readonly checkpoint_id: string | null;
}

export interface HistoryQuery {
  /** At most 1,000 (Aegra 0.11.0). Each state holds all values of the thread. */
  readonly limit: number;
  /** Only older states: the `checkpoint_id` of one. */
  readonly before?: string;
}
