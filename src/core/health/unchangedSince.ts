import { sameJson } from "../base/sameJson";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Cron } from "../server/cron";
import { nearSlot, slotAt } from "./slottedRuns";

/** A cron as it was read before, and since when it was known to be on and unchanged then (epoch milliseconds). */
export interface SeenCron {
  readonly cron: Cron;
  readonly since: number;
}

/**
 * Since when a cron is on and unchanged, in epoch milliseconds. Some servers count each start as a change (`updated_at`:
 * 0.11.1 on PostgreSQL, Aegra 0.11.0). A change is such a start if the cron was seen on before, is the same but for its
 * dates, and was changed soon after the latest of its times that the server is done with.
 */
export function unchangedSince(cron: Cron, before: SeenCron | undefined, dialect: ScheduleDialect): number {
  const changed = Date.parse(cron.updated_at);
  const atLeast = Math.max(Date.parse(cron.created_at), changed);
  if (before === undefined || before.cron === cron) return before?.since ?? atLeast;
  if (before.cron.updated_at === cron.updated_at) return before.since;
  const due = Date.parse(before.cron.next_run_date ?? "");
  const done = slotAt(cron, dialect, Date.parse(cron.next_run_date ?? "") - 1);
  const isStart = done !== undefined && done >= due && changed >= done && changed - done <= nearSlot;
  return isStart && cron.enabled && isSameBut(before.cron, cron) ? before.since : atLeast;
}

function isSameBut(one: Cron, other: Cron): boolean {
  return sameJson(rest(one), rest(other));
}

function rest({ cron_id, enabled, end_time, metadata, schedule, timezone }: Cron) {
  return { cron_id, enabled, end_time, metadata, schedule, timezone };
}
