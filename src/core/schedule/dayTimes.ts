import type { Schedule, ScheduleField } from "./schedule";

/** The times a schedule names in a day: each hour with each minute and each second, all in seconds, ascending. */
export interface DayTimes {
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
}

const every = (size: number, unit: number) => Array.from({ length: size }, (_, value) => value * unit);
const everyHour = every(24, 3600);
const everyMinute = every(60, 60);
const everySecond = every(60, 1);
const onTheMinute = [0];

export function dayTimes({ hour, minute, second }: Schedule): DayTimes {
  const listed = (field: ScheduleField, all: readonly number[], unit: number) =>
    field.every ? all : field.values.map((value) => value * unit);
  return {
    hours: listed(hour, everyHour, 3600),
    minutes: listed(minute, everyMinute, 60),
    seconds: second === undefined ? onTheMinute : listed(second, everySecond, 1),
  };
}

/** The last time of a day, in seconds. */
export function lastTime({ hours, minutes, seconds }: DayTimes): number {
  return (hours.at(-1) ?? 0) + (minutes.at(-1) ?? 0) + (seconds.at(-1) ?? 0);
}

/** How many of the times are before a time of day, in seconds; 86400 counts all. */
export function timesBefore({ hours, minutes, seconds }: DayTimes, time: number): number {
  const hour = Math.floor(time / 3600) * 3600;
  const minute = Math.floor((time - hour) / 60) * 60;
  const inMinute = minutes.includes(minute) ? countBelow(seconds, time - hour - minute) : 0;
  const inHour = hours.includes(hour) ? countBelow(minutes, minute) * seconds.length + inMinute : 0;
  return countBelow(hours, hour) * minutes.length * seconds.length + inHour;
}

function countBelow(values: readonly number[], limit: number): number {
  const index = values.findIndex((value) => value >= limit);
  return index < 0 ? values.length : index;
}
