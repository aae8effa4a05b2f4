import { countRuns } from "../schedule/countRuns";
import type { RunningCron } from "../schedule/cronRuns";
import { parseSchedule } from "../schedule/parseSchedule";
import { dueMinutes } from "./dueMinutes";

const minute = 60_000;

/** A minute in which more crons are due than their server can work on at once. */
export interface Herd {
  /** The start of the minute, in epoch milliseconds. */
  readonly at: number;
  /** How many crons are due in it. */
  readonly due: number;
}

/**
 * The minutes after `from` and before `to` (epoch milliseconds) in which more than `workers` of the crons of one server
 * are due, in order.
 */
export function findHerds(crons: readonly RunningCron[], from: number, to: number, workers: number): readonly Herd[] {
  const { counts, start } = dueMinutes(crons, from, to);
  const herds: Herd[] = [];
  counts.forEach((due, index) => {
    if (due > workers) herds.push({ at: start + index * minute, due });
  });
  return herds;
}

/** A change of one schedule that takes its cron out of a herd. */
export interface Move<Cron> {
  readonly cron: Cron;
  /** The schedule with another minute. */
  readonly schedule: string;
}

export interface Spread<Cron> {
  /** Those due in the minute. */
  readonly due: readonly Cron[];
  /** So that no more than `workers` are due at once, as far as crons can move and the hour has room. */
  readonly moves: readonly Move<Cron>[];
}

/** How far a run can move within its hour, in minutes. */
const farthest = 59;

/**
 * A proposal for a herd: other minutes of the same hour, the emptiest ones first, for the crons that are too many.
 * A cron can move if its minute is a single number, so that nothing else about its schedule changes. The loads are
 * those around `at` (epoch milliseconds), where the herd was found.
 */
export function spreadHerd<Cron extends RunningCron>(
  crons: readonly Cron[],
  at: number,
  workers: number,
): Spread<Cron> {
  const due = crons.filter((cron) => (countRuns(cron, at - 1, at + minute) ?? 0) > 0);
  const movable = due.flatMap((cron) => {
    const place = singleMinute(cron);
    return place === undefined ? [] : [{ cron, place }];
  });
  const tooMany = Math.min(movable.length, due.length - workers);
  // At index `farthest + n` how many are due n minutes later.
  const loads = [...dueMinutes(crons, at - farthest * minute, at + (farthest + 1) * minute).counts];
  const moves: Move<Cron>[] = [];
  for (const { cron, place } of movable.slice(movable.length - Math.max(0, tooMany))) {
    const shift = emptiest(loads, place.value, workers);
    if (shift === undefined) continue;
    loads[farthest + shift] = (loads[farthest + shift] ?? 0) + 1;
    const { schedule } = cron;
    const { end, start } = place.span;
    moves.push({ cron, schedule: `${schedule.slice(0, start)}${place.value + shift}${schedule.slice(end)}` });
  }
  return { due, moves };
}

function singleMinute({ dialect, schedule }: RunningCron) {
  const parsed = parseSchedule(schedule, dialect);
  if (!parsed.ok || parsed.value.alias !== undefined) return undefined;
  const { span, text } = parsed.value.minute;
  return /^\d{1,2}$/.test(text) ? { span, value: Number(text) } : undefined;
}

/** By how many minutes a run at this minute of its hour best moves; undefined if all other minutes are full. */
function emptiest(loads: readonly number[], from: number, workers: number): number | undefined {
  let best: number | undefined;
  for (let shift = -from; shift <= farthest - from; shift += 1) {
    const load = loads[farthest + shift] ?? 0;
    if (shift === 0 || load >= workers) continue;
    const least = best === undefined ? Number.POSITIVE_INFINITY : (loads[farthest + best] ?? 0);
    const isNearer = best !== undefined && load === least && Math.abs(shift) < Math.abs(best);
    if (load < least || isNearer) best = shift;
  }
  return best;
}
