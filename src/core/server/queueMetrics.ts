/** What a server tells about its queue (`/metrics?format=json`). Waiting times are in seconds, null if nothing waits. */
export interface QueueMetrics {
  readonly pending: number;
  readonly running: number;
  /** The longest that a pending run has waited so far. */
  readonly longestWait: number | null;
  /** The same, of runs that no other run on their thread blocks. */
  readonly longestUnblockedWait: number | null;
  /** Of this server process; null where it has none. */
  readonly workers: { readonly max: number; readonly active: number; readonly available: number } | null;
}
