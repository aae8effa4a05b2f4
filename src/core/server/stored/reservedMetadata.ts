/**
 * Metadata keys that Agent Server 0.7.49 and newer silently strip from a request. The last one was added later: 0.11.1
 * keeps it, and then all runs but the first fail.
 */
export const reservedMetadata: readonly string[] = [
  "thread_id",
  "assistant_id",
  "run_id",
  "cron_id",
  "counters_since_delta_snapshot",
];
