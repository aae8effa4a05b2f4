import type { Clock } from "../../base/clock";
import { freshly, type Lease } from "./lease";

/** Several leases as one, which is held as long as all of them are. They are released from the last to the first. */
export function jointLease(clock: Clock, leases: readonly Lease[]): Lease {
  return {
    get decides() {
      return leases.every(({ decides }) => decides);
    },
    fence: () =>
      freshly(clock, async () => {
        for (const lease of leases) await lease.fence();
      }),
    touch: async () => {
      for (const lease of leases) await lease.touch();
    },
    release: async () => {
      let areGone = true;
      for (const lease of [...leases].reverse()) areGone = (await lease.release()) && areGone;
      return areGone;
    },
  };
}
