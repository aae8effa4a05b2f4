import type { RawArguments } from "../../../core/arguments/cronArguments";
import { cronRuns } from "../../../core/schedule/cronRuns";
import { monthAt, monthOfRuns } from "../../../core/schedule/monthOfRuns";
import type { ScheduleDialect } from "../../../core/schedule/scheduleDialect";
import type { CalendarView } from "../../../protocol/scheduleView";
import { runningCron } from "./previewSchedule";

interface CalendarOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly dialect: ScheduleDialect;
  /** 0: the month of the next run. */
  readonly monthsAhead: number;
}

/** A month in the cron's zone with its coming runs; null if they can't be known. Never throws. */
export function runCalendar(raw: RawArguments, { now, dialect, monthsAhead }: CalendarOptions): CalendarView | null {
  const cron = runningCron(raw, dialect);
  const [first = now] = cronRuns(cron, { from: now, count: 1 }).runs;
  const begin = monthAt(cron.timezone, first);
  const months = begin.year * 12 + begin.month - 1 + monthsAhead;
  const found = monthOfRuns(cron, { year: Math.floor(months / 12), month: (months % 12) + 1, from: now });
  return found ?? null;
}
