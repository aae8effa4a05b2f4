/** All columns of a cron except its payload, which is most of its size. */
export const cronColumns = [
  "cron_id",
  "assistant_id",
  "thread_id",
  "schedule",
  "timezone",
  "next_run_date",
  "end_time",
  "enabled",
  "created_at",
  "updated_at",
  "metadata",
  "on_run_completed",
];
/** Without the values, which may be whole conversations. A thread's `error` can't be selected (0.16.7). */
export const threadColumns = ["thread_id", "created_at", "updated_at", "metadata", "status", "interrupts"];
