import { cronRuns } from "../schedule/cronRuns";
import type { Cron } from "../server/cron";

/**
 * scheduled: will run. paused: switched off. ended: `end_time` is past. overdue: should have run and has not, so the
 * server's scheduler does not get to it. never: the server knows no next run. endless: its schedule has come to its end,
 * and the server starts it at each of its looks (see `RunsEnd`).
 */
export type CronState = "scheduled" | "paused" | "ended" | "overdue" | "never" | "endless";

/** The in-memory server looks every 5 s, others up to once a minute; a busy one needs a while more. */
const patienceMilliseconds = 120_000;

/** `asOf` in epoch milliseconds: when the cron was read, not now, because a list grows old without anything being wrong. */
export function cronState(cron: Cron, asOf: number): CronState {
  if (cron.end_time !== null && Date.parse(cron.end_time) <= asOf) return "ended";
  if (!cron.enabled) return "paused";
  if (cron.next_run_date === null) return "never";
  const due = Date.parse(cron.next_run_date);
  if (due <= asOf && isOver(cron, asOf)) return "endless";
  return due < asOf - patienceMilliseconds ? "overdue" : "scheduled";
}

/** The time that is due now was the last one that the schedule names: only a year can do that, which all servers read alike. */
function isOver(cron: Cron, asOf: number): boolean {
  const { runs, end } = cronRuns({ ...cron, nextRunDate: cron.next_run_date }, { from: asOf, count: 1 });
  return end.kind === "comesToEnd" && runs.length === 0;
}
