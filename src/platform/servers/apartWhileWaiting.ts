import { systemClock } from "../../core/base/clock";
import type { SubmitOptions } from "../../core/lifecycle/submission";
import type { ServerRecord } from "./serverRecord";

type Waits = Pick<SubmitOptions, "clock" | "confirm">;

/**
 * What a submission does is told as one change, but it may wait minutes for an answer, or for another's lock: while it
 * waits, all is told as it comes.
 */
export function apartWhileWaiting(record: ServerRecord, { confirm }: Pick<Waits, "confirm">): Waits {
  return {
    clock: {
      now: () => systemClock.now(),
      sleep: (milliseconds, signal) => record.apart(() => systemClock.sleep(milliseconds, signal)),
    },
    confirm: (question) => record.apart(() => confirm(question)),
  };
}
