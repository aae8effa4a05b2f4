import type { Finding, Fix } from "../finding/finding";
import { clockFindings } from "./clockFindings";
import { itemFindings } from "./itemFindings";
import { comesToEnd, lastRun } from "./lastRun";
import { nextRuns } from "./nextRuns";
import { parseSchedule } from "./parseSchedule";
import { refusalFinding } from "./refusalFinding";
import { runningZone } from "./runningZone";
import { isDayUnion, type Schedule } from "./schedule";
import { type ScheduleDialect, standardDialect } from "./scheduleDialect";
import { findingOf } from "./scheduleFinding";
import { secondsFirstLookAlike } from "./secondsFirstLookAlike";
import { shortestGapBelow } from "./shortestGap";
import { findTimeZone } from "./timeZone";
import { zoneFinding } from "./zoneFinding";

export interface CheckScheduleOptions {
  /** The cron's zone; null or empty means UTC, as on the server. */
  readonly timezone: string | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** Runs closer together than this get a warning. */
  readonly minimumMinutes: number;
  /** The dialect of the chosen server; default: the Agent Server's. */
  readonly dialect?: ScheduleDialect;
}

/**
 * All findings about a schedule, errors first. An accepted and safe schedule has no error or warning; what other
 * schedulers would read differently is a hint. Never throws.
 */
export function checkSchedule(text: string, options: CheckScheduleOptions): readonly Finding[] {
  const zone = runningZone(options.timezone);
  const known = findTimeZone(zone);
  const zoneFindings = [zoneFinding(zone)].filter((finding) => finding !== undefined);
  const { now, minimumMinutes, dialect = standardDialect } = options;
  const schedule = parseSchedule(text, dialect);
  if (!schedule.ok) {
    return [
      withSoundFix(text, refusalFinding(text, schedule.failure, { ...options, dialect }), dialect),
      ...zoneFindings,
    ];
  }
  const findings = [
    ...runFindings(schedule.value, { zone: known === undefined ? "UTC" : zone, now, minimumMinutes, dialect }),
    ...dayFieldFindings(schedule.value),
    ...itemFindings(schedule.value),
    ...(known === undefined ? [] : clockFindings(schedule.value, known, now)),
  ];
  return [...zoneFindings, ...findings.map((finding) => withSoundFix(text, finding, dialect))].sort(
    (a, b) => severityOrder.indexOf(a.severity) - severityOrder.indexOf(b.severity),
  );
}

/**
 * Drops a fix that would break what is accepted, such as a field only accepted because it names all days, or that would
 * make the schedule come to an end.
 */
function withSoundFix(text: string, finding: Finding, dialect: ScheduleDialect): Finding {
  const { fix, span, ...rest } = finding;
  if (fix?.kind !== "replaceText" || span === undefined) return finding;
  const written = parseSchedule(text, dialect);
  const fixed = parseSchedule(text.slice(0, span.start) + fix.text + text.slice(span.end), dialect);
  const breaks = written.ok && !fixed.ok;
  const ends = fixed.ok && comesToEnd(fixed.value) && !(written.ok && comesToEnd(written.value));
  return breaks || ends ? { ...rest, span } : finding;
}

const severityOrder: readonly Finding["severity"][] = ["error", "warning", "info", "hint"];

function runFindings(
  schedule: Schedule,
  options: { readonly zone: string } & Required<Omit<CheckScheduleOptions, "timezone">>,
): readonly Finding[] {
  if (schedule.unpredictable) return [];
  const whole = { start: 0, end: schedule.text.length };
  const { zone, now: from, minimumMinutes } = options;
  const [first] = isInEveryMonth(schedule) ? [from] : nextRuns(schedule, { zone, from, count: 1 });
  if (first === undefined) return [findingOf("schedule.never", whole)];
  return [
    ...(comesToEnd(schedule) ? [endFinding(schedule, lastRun(schedule, zone, first), options.dialect)] : []),
    ...(options.dialect === "secondsLast" ? secondsFirstLookAlike(schedule) : []),
    ...rateFindings(schedule, minimumMinutes),
  ];
}

/** No fix: only the user can decide whether a single date should repeat every year. */
function endFinding(schedule: Schedule, last: number, dialect: ScheduleDialect): Finding {
  const { span } = schedule.year ?? { span: { start: 0, end: schedule.text.length } };
  const args = { last: new Date(last).toISOString().replace(".000Z", "Z"), right: withoutYear(schedule, dialect) };
  return findingOf("schedule.comes-to-end", span, args);
}

/** The same schedule for every year, in as few fields as possible. */
function withoutYear(
  { minute, hour, dayOfMonth, month, dayOfWeek, second }: Schedule,
  dialect: ScheduleDialect,
): string {
  const fields = [minute, hour, dayOfMonth, month, dayOfWeek].map(({ text }) => text);
  const seconds = second === undefined || /^0+$/.test(second.text) ? [] : [second.text];
  return (dialect === "secondsFirst" ? [...seconds, ...fields] : [...fields, ...seconds]).join(" ");
}

function rateFindings(schedule: Schedule, minimumMinutes: number): readonly Finding[] {
  const whole = { start: 0, end: schedule.text.length };
  const seconds = shortestGapBelow(minimumMinutes * 60, schedule);
  if (seconds === undefined) return [];
  const tooOften = findingOf("schedule.too-often", whole, { seconds, runs: runsADay(schedule) });
  const missed =
    seconds < pollSeconds ? [findingOf("schedule.faster-than-server", whole, { seconds: pollSeconds })] : [];
  return [tooOften, ...missed];
}

/** How often the development server looks for due crons (0.16.7); of several due runs of a cron it starts one. */
const pollSeconds = 5;

/** Most schedules name days that every month has, so there is no need to search for a run. */
function isInEveryMonth({ dayOfMonth, dayOfWeek, year }: Schedule): boolean {
  const isPlain = dayOfWeek.nthWeekdays.length === 0 && dayOfMonth.nearestWeekday === undefined;
  const isAnyYear = year === undefined || year.every;
  return isPlain && isAnyYear && (dayOfMonth.every || (dayOfWeek.every && Number(dayOfMonth.values[0]) <= 28));
}

function runsADay({ hour, minute, second }: Schedule): number {
  const hours = hour.every ? 24 : hour.values.length;
  const minutes = minute.every ? 60 : minute.values.length;
  const seconds = second === undefined ? 1 : second.every ? 60 : second.values.length;
  return hours * minutes * seconds;
}

/** Explains which day field counts if both are set. */
function dayFieldFindings(schedule: Schedule): readonly Finding[] {
  if (!isDayUnion(schedule) || schedule.unpredictable) return [];
  const { dayOfMonth, dayOfWeek } = schedule;
  const hasNth = dayOfWeek.nthWeekdays.length > 0;
  const hasNearest = dayOfMonth.nearestWeekday !== undefined;
  if (hasNth && hasNearest) return [];
  if (!hasNth && !hasNearest) {
    const span = { start: dayOfMonth.span.start, end: dayOfWeek.span.end };
    return [findingOf("schedule.both-days", span, { dayOfMonth: dayOfMonth.text, dayOfWeek: dayOfWeek.text })];
  }
  const [ignored, kept] = hasNth ? [dayOfMonth, dayOfWeek] : [dayOfWeek, dayOfMonth];
  const fix: Fix = { kind: "replaceText", text: "*" };
  return [findingOf("schedule.day-field-ignored", ignored.span, { ignored: ignored.text, kept: kept.text }, fix)];
}
