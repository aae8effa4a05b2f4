import type { Cron } from "../server/cron";

/**
 * scheduled: will run. paused: switched off. ended: `end_time` is past. overdue: should have run and has not, so the
 * server's scheduler does not get to it. never: the server knows no next run.
 */
export type CronState = "scheduled" | "paused" | "ended" | "overdue" | "never";

/** The in-memory server looks every 5 s, others up to once a minute; a busy one needs a while more. */
const patienceMilliseconds = 120_000;

/** `asOf` in epoch milliseconds: when the cron was read, not now, because a list grows old without anything being wrong. */
export function cronState(cron: Cron, asOf: number): CronState {
  if (cron.end_time !== null && Date.parse(cron.end_time) <= asOf) return "ended";
  if (!cron.enabled) return "paused";
  if (cron.next_run_date === null) return "never";
  return Date.parse(cron.next_run_date) < asOf - patienceMilliseconds ? "overdue" : "scheduled";
}
