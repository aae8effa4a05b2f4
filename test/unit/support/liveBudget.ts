import { specName } from "../../../src/core/server/stored/specName";
import type { Started } from "./liveWorld";

const second = 1_000;
const minute = 60 * second;

/** Beyond what times call for: two in a quarter of an hour, and one that was saved before. */
const spare = 3;
/** A run that is under way at the first look is looked at after 5, 10, 20 and 40 s; none here lasts longer. */
const mostLooks = 4;
/** When a window looks first, after the time itself. */
const firstLook = 7 * second;

/**
 * How many requests one window may send in a quarter of an hour to follow these runs, in which nobody does anything.
 * `isRead`: the runs of a thread are known, or only they tell how it is doing.
 */
export function liveBudget(started: readonly Started[], isRead: (threadId: string) => boolean): number {
  const times = new Set(started.map(minuteOf));
  return [...times].reduce(
    (sum, time) =>
      sum +
      ofTime(
        started.filter((run) => minuteOf(run) === time),
        isRead,
      ),
    spare,
  );
}

function minuteOf({ at }: Started): number {
  return Math.floor(at / minute);
}

/** One question for all that can be told together. */
function ofTime(runs: readonly Started[], isRead: (threadId: string) => boolean): number {
  const some = (suits: (run: Started) => boolean) => Number(runs.some(suits));
  const isLong = ({ takes }: Started) => takes > firstLook;
  const threads = some(({ cron }) => cron.thread_id !== null);
  const isNamed = ({ cron }: Started) => specName(cron) !== undefined;
  const newThreads = some((run) => run.cron.on_run_completed === "keep" && isNamed(run));
  const list = some((run) => run.cron.on_run_completed === "delete" || (run.cron.thread_id === null && !isNamed(run)));
  const again = mostLooks * some((run) => run.cron.thread_id !== null && isLong(run));
  // Whose run is at work, and its end.
  const joined = 2 * runs.filter((run) => run.cron.on_run_completed === "delete" && isLong(run)).length;
  const read = [...new Set(runs.flatMap(({ cron }) => cron.thread_id ?? []))].filter(isRead);
  const explained = read.reduce((sum, id) => sum + 1 + some((run) => run.cron.thread_id === id && isLong(run)), 0);
  return threads + newThreads + list + again + joined + explained;
}

/**
 * How often one window may ask a server that does not answer whether it is back: after 10, 20, 40 s … and at last every
 * five minutes.
 */
export function probeBudget(milliseconds: number): number {
  let count = 1;
  for (let wait = 10 * second, left = milliseconds - wait; left >= 0; count += 1) {
    wait = Math.min(2 * wait, 5 * minute);
    left -= wait;
  }
  return count;
}
