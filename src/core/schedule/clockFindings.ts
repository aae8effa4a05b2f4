import type { Finding } from "../finding/finding";
import { civilDate, secondsPerDay } from "./civilCalendar";
import { type ClockChange, clockChanges } from "./clockChanges";
import { type CompiledSchedule, compileSchedule } from "./compileSchedule";
import { nextMatch } from "./nextMatch";
import type { Schedule } from "./schedule";
import { findingOf } from "./scheduleFinding";
import type { TimeZone } from "./timeZone";

const lookAhead = 366 * secondsPerDay;

/** With more hours than this, one run more or less at a clock change does not matter. */
const fewHours = 4;

/**
 * Reports the clock changes of the coming year that move or repeat a run. Only for schedules with a few hours: others
 * skip and repeat as the clock does.
 *
 * @param now milliseconds since the epoch
 */
export function clockFindings(schedule: Schedule, zone: TimeZone, now: number): readonly Finding[] {
  const { hour, unpredictable } = schedule;
  if (unpredictable || hour.every || hour.values.length > fewHours) return [];
  const compiled = compileSchedule(schedule);
  return clockChanges(zone, now / 1000, now / 1000 + lookAhead).flatMap((change) =>
    changeFindings(schedule, compiled, zone, change),
  );
}

function changeFindings(
  schedule: Schedule,
  compiled: CompiledSchedule,
  zone: TimeZone,
  { instant, before, after }: ClockChange,
): readonly Finding[] {
  const from = instant + Math.min(before, after);
  const to = instant + Math.max(before, after);
  const matches = compiled.days.map((days) => nextMatch(compiled, days, from)).filter((match) => match !== undefined);
  const time = Math.min(...matches);
  if (!(time < to)) return [];
  const span = { start: 0, end: schedule.text.length };
  const args = { date: dateText(time), time: clockText(time), zone: zone.name };
  if (after < before) return [findingOf("schedule.clock-repeats", span, args)];
  const moved = time + Math.ceil((to - time) / 60) * 60;
  return [findingOf("schedule.clock-skips", span, { ...args, moved: clockText(moved) })];
}

function dateText(civil: number): string {
  const { year, month, day } = civilDate(Math.floor(civil / secondsPerDay));
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function clockText(civil: number): string {
  const second = civil - Math.floor(civil / secondsPerDay) * secondsPerDay;
  return `${twoDigits(Math.floor(second / 3600))}:${twoDigits(Math.floor(second / 60) % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
