import { cronRuns } from "../schedule/cronRuns";
import type { Cron } from "../server/cron";

/**
 * scheduled: will run. paused: switched off. ended: `end_time` is past. overdue: should have run but has not, so the
 * server's scheduler is not reaching it. never: the server knows no next run. endless: the schedule has no more runs,
 * and the server starts the cron at each of its checks (see `RunsEnd`).
 */
export type CronState = "scheduled" | "paused" | "ended" | "overdue" | "never" | "endless";

/** The in-memory server checks every 5 s, others at most a minute apart; a busy server needs longer. */
const patienceMilliseconds = 120_000;

/** `asOf`: when the cron was read, in epoch milliseconds; not now, because an old list is not a sign of trouble. */
export function cronState(cron: Cron, asOf: number): CronState {
  if (cron.end_time !== null && Date.parse(cron.end_time) <= asOf) return "ended";
  if (!cron.enabled) return "paused";
  if (cron.next_run_date === null) return "never";
  const due = Date.parse(cron.next_run_date);
  if (due <= asOf && isOver(cron, asOf)) return "endless";
  return due < asOf - patienceMilliseconds ? "overdue" : "scheduled";
}

/** Whether the run due now is the schedule's last one: only a year can cause that, and all servers agree on years. */
function isOver(cron: Cron, asOf: number): boolean {
  const { runs, end } = cronRuns({ ...cron, nextRunDate: cron.next_run_date }, { from: asOf, count: 1 });
  return end.kind === "comesToEnd" && runs.length === 0;
}
