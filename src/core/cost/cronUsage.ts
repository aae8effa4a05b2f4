import type { ModelUsage } from "../server/stored/messages";

/** A run that has ended, and was looked at. */
export interface MeasuredRun {
  readonly runId: string;
  /** The sum of all tokens; null: no message counts them, or they can't be read. */
  readonly total: number | null;
  /** By model; empty if only the sum is known. */
  readonly usage: readonly ModelUsage[];
}

/** What is known of the tokens of a cron's runs. */
export interface CronUsage {
  /** seen: the server has deleted them since. */
  readonly source: "kept" | "seen";
  /** Newest first. */
  readonly runs: readonly MeasuredRun[];
  /** There are no older ones. */
  readonly isAll: boolean;
}
