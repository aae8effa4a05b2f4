import type { JsonValue } from "../base/json";

/**
 * What a server tells of a run while it runs. `event` is `metadata` (`run_id`, `attempt`), `values` (the whole state
 * after each step), `error` (a `RunError`), or another of the run's stream modes.
 */
export interface StreamedEvent {
  readonly event: string;
  readonly data: JsonValue;
}
