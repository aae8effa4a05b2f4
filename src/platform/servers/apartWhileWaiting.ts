import { systemClock } from "../../core/base/clock";
import type { SubmitOptions } from "../../core/lifecycle/submission/submission";
import type { ServerRecord } from "./serverRecord";

type Waits = Pick<SubmitOptions, "clock" | "confirm">;

/**
 * The changes of one submission are published together, but it can wait minutes for an answer, or for another lock
 * holder: during a wait, changes are published at once.
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
