import type { ModelUsage } from "../server/stored/messages";
import { median } from "./median";

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

export interface UsageMedian {
  readonly value: number;
  /** So many runs have a number, of so many that were looked at. */
  readonly measured: number;
  readonly of: number;
}

/** The median of what runs took; undefined if none is measured. */
export function usageMedian(values: readonly number[], { runs }: CronUsage): UsageMedian | undefined {
  const value = median(values);
  return value === undefined ? undefined : { value, measured: values.length, of: runs.length };
}

/** The tokens of those runs that count them; newest first. */
export function countedTokens({ runs }: CronUsage): readonly number[] {
  return runs.flatMap(({ total }) => (total === null ? [] : [total]));
}
