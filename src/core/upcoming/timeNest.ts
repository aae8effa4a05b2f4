import type { DayTimes } from "../schedule/dayTimes";

/** Some times that follow each other closely: the first, the last and how many. In seconds. */
interface Cluster {
  first: number;
  last: number;
  count: number;
}

type Take = (first: number, last: number, count: number) => void;

/** The hours of a day with the minutes of an hour and the seconds of a minute in them. */
export interface TimeNest {
  readonly values: readonly number[];
  /** How long each of the values lasts, in seconds. */
  readonly size: number;
  readonly inner: TimeNest | undefined;
  /** All times of the nest; those of one cluster are less than `apart` from each other. */
  readonly whole: readonly Readonly<Cluster>[];
}

/** The times of a day, those nearer than `apart` seconds together: at most a few dozen steps for any schedule. */
export function timeNest({ hours, minutes, seconds }: DayTimes, apart: number): TimeNest {
  const ofMinute = nestOf(seconds, 1, undefined, apart);
  return nestOf(hours, 3600, nestOf(minutes, 60, ofMinute, apart), apart);
}

const moment: readonly Readonly<Cluster>[] = [{ first: 0, last: 0, count: 1 }];

function nestOf(values: readonly number[], size: number, inner: TimeNest | undefined, apart: number): TimeNest {
  const whole: Cluster[] = [];
  const add = joining(whole, apart);
  for (const value of values) {
    for (const { count, first, last } of inner?.whole ?? moment) add(value + first, value + last, count);
  }
  return { values, size, inner, whole };
}

/** Adds times to clusters: to the last one if they are nearer to it than `apart`. */
export function joining(clusters: Cluster[], apart: number): Take {
  return (first, last, count) => {
    const before = clusters.at(-1);
    if (before === undefined || first - before.last >= apart) clusters.push({ first, last, count });
    else {
      before.last = last;
      before.count += count;
    }
  };
}

/** Gives the times after `after` and before `before`, with `base` added: whole parts as they are. */
export function timesWithin(nest: TimeNest, base: number, after: number, before: number, take: Take): void {
  for (const value of nest.values) {
    const start = base + value;
    if (start + nest.size - 1 <= after) continue;
    if (start >= before) return;
    if (nest.inner === undefined) take(start, start, 1);
    else if (start <= after || start + nest.size > before) timesWithin(nest.inner, start, after, before, take);
    else for (const { count, first, last } of nest.inner.whole) take(start + first, start + last, count);
  }
}
