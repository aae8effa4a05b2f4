import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Cron, Run } from "../server/cron";
import { slotAt, slottedRuns } from "./slottedRuns";

/**
 * Of runs that were seen now and then, those that prove something together: from the newest one back to the first time
 * of the schedule that nobody has seen, or whose end nobody has seen. None if the cron has had a time since the newest:
 * how that went is not known. `runs`: newest first, as in the result.
 */
export function provenRuns(cron: Cron, runs: readonly Run[], dialect: ScheduleDialect, now: number): readonly Run[] {
  const proven: Run[] = [];
  // Whatever comes next must have been created since this time of the schedule.
  let unseen = slotAt(cron, dialect, now);
  for (const { run, slot } of slottedRuns(cron, runs, dialect)) {
    const created = Date.parse(run.created_at);
    if (unseen !== undefined && created < unseen) break;
    proven.push(run);
    if (run.status === "unknown") break;
    unseen = slotAt(cron, dialect, slot === null ? created : slot - 1);
  }
  return proven;
}
