import type { RunningCron } from "../schedule/cronRuns";
import { dayTimes } from "../schedule/dayTimes";
import { runningSchedule } from "../schedule/runningSchedule";
import { runStretches } from "./runStretches";
import { joining, timeNest, timesWithin } from "./timeNest";

/** Runs that are drawn as one: a mark, or a band of several that would touch. Epoch milliseconds. */
export interface RunSpan {
  readonly first: number;
  /** The last run, which is also the first one if there is no other. */
  readonly last: number;
  readonly count: number;
}

/** A part of time, and how near two marks may be in it. Milliseconds. */
export interface RunWindow {
  /** Runs are after it. */
  readonly from: number;
  /** Runs are before it. */
  readonly to: number;
  /** Runs that are less than this apart would touch, and are one span. */
  readonly apart: number;
}

/**
 * The coming runs of a cron, exactly those of `cronRuns`, counted from the fields and never listed. None for a cron
 * that is paused; undefined if nobody can know them (not understood, or random times).
 */
export function runSpans(cron: RunningCron, { apart, from, to }: RunWindow): readonly RunSpan[] | undefined {
  if (!cron.enabled) return [];
  const read = runningSchedule(cron);
  if (read === undefined) return undefined;
  const clusters: { first: number; last: number; count: number }[] = [];
  const distance = apart / 1000;
  const add = joining(clusters, distance);
  const nest = timeNest(dayTimes(read.schedule), distance);
  for (const stretch of runStretches(read, from, to)) {
    if (stretch.kind === "run") add(stretch.at, stretch.at, 1);
    else {
      const { after, before, midnight } = stretch;
      if (after < 0 && before >= 86_400) {
        for (const { count, first, last } of nest.whole) add(midnight + first, midnight + last, count);
      } else {
        timesWithin(nest, midnight, midnight + after, midnight + before, add);
      }
    }
  }
  return clusters.map(({ count, first, last }) => ({ first: first * 1000, last: last * 1000, count }));
}
