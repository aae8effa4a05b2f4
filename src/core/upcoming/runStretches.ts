import { stretchesAfter } from "../schedule/nextRuns";
import { type RunningSchedule, runBounds } from "../schedule/runningSchedule";

/** Runs of a cron: one, or all that its fields name in a part of a day. Everything in seconds. */
export type RunStretch =
  | { readonly kind: "run"; readonly at: number }
  /** `midnight`: since the epoch. The times of that day after `after` and before `before`. */
  | { readonly kind: "times"; readonly midnight: number; readonly after: number; readonly before: number };

/**
 * The runs of a cron after `from` and before `to` (epoch milliseconds), in order: those of `cronRuns`, a whole day at
 * once where the fields name them. A schedule that runs each second has so no more stretches than a daily one.
 */
export function* runStretches(
  running: RunningSchedule,
  from: number,
  to: number,
): Generator<RunStretch, void, undefined> {
  if (!running.cron.enabled) return;
  const { afterEnd, limit, served, start } = runBounds(running, from, to);
  if (served !== undefined) yield { kind: "run", at: served / 1000 };
  if (start < limit) yield* scheduled(running, start, limit / 1000);
  if (afterEnd !== undefined) yield { kind: "run", at: afterEnd / 1000 };
}

const wholeDay = 86_400;

function* scheduled({ schedule, zone }: RunningSchedule, from: number, limit: number): Generator<RunStretch> {
  for (const { after, midnight } of stretchesAfter(schedule, zone, from)) {
    if (midnight >= limit) return;
    yield after === undefined
      ? { kind: "run", at: midnight }
      : { kind: "times", midnight, after, before: Math.min(wholeDay, limit - midnight) };
  }
}
