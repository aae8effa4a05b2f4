import type { RunningCron } from "../schedule/cronRuns";
import { dayTimes } from "../schedule/dayTimes";
import { runningSchedule } from "../schedule/runningSchedule";
import type { Schedule } from "../schedule/schedule";
import { runStretches } from "./runStretches";

const minute = 60_000;

/** How many crons are due in each minute of a part of time. */
export interface DueMinutes {
  /** The first minute, in epoch milliseconds. */
  readonly start: number;
  readonly counts: Uint16Array;
}

/**
 * Counts for each minute from that of `from` to that of `to` (epoch milliseconds) the crons with a run in it after
 * `from` and before `to`. The minutes of whole days that several crons share are added once.
 */
export function dueMinutes(crons: readonly RunningCron[], from: number, to: number): DueMinutes {
  const start = Math.floor(from / minute) * minute;
  const counts = new Uint16Array(Math.max(0, Math.ceil((to - start) / minute)));
  const whole = new Map<string, WholeDays>();
  for (const cron of crons) {
    const read = runningSchedule(cron);
    if (read === undefined) continue;
    const minutes = minutesOf(read.schedule);
    const [second = 0] = dayTimes(read.schedule).seconds;
    const days = daysOf(whole, read.schedule, minutes).days;
    let latest = Number.NEGATIVE_INFINITY;
    const add = (moment: number) => {
      const at = Math.floor((moment - start / 1000) / 60);
      if (at > latest) counts[at] = (counts[at] ?? 0) + 1;
      latest = Math.max(latest, at);
    };
    for (const stretch of runStretches(read, from, to)) {
      if (stretch.kind === "run") {
        add(stretch.at);
        continue;
      }
      const { after, before, midnight } = stretch;
      if (after < 0 && before >= 86_400) days.set(midnight, (days.get(midnight) ?? 0) + 1);
      else {
        // The minute of `after` has been counted with that run.
        for (const time of minutes) if (time + second > after && time + second < before) add(midnight + time);
      }
    }
  }
  for (const { days, minutes } of whole.values()) {
    for (const [midnight, times] of days) {
      const first = (midnight - start / 1000) / 60;
      for (const time of minutes) {
        const at = Math.floor(first + time / 60);
        counts[at] = (counts[at] ?? 0) + times;
      }
    }
  }
  return { start, counts };
}

/** Days whose minutes are all due, by their midnight, with how many crons. */
interface WholeDays {
  readonly minutes: readonly number[];
  readonly days: Map<number, number>;
}

function daysOf(whole: Map<string, WholeDays>, { hour, minute: field }: Schedule, minutes: readonly number[]) {
  const key = `${field.every ? "*" : field.values.join()} ${hour.every ? "*" : hour.values.join()}`;
  const known = whole.get(key) ?? { minutes, days: new Map<number, number>() };
  whole.set(key, known);
  return known;
}

/** The minutes of a day, in seconds after midnight. */
function minutesOf(schedule: Schedule): readonly number[] {
  const known = listed.get(schedule);
  if (known !== undefined) return known;
  const { hours, minutes } = dayTimes(schedule);
  const all = hours.flatMap((hour) => minutes.map((each) => hour + each));
  listed.set(schedule, all);
  return all;
}

const listed = new WeakMap<Schedule, readonly number[]>();
