import { cronHealth } from "../../src/core/health/cronHealth";
import type { Health } from "../../src/core/health/health";
import type { Cron } from "../../src/core/server/cron";

/** How a cron is doing by what its server says of it alone, read now. */
export function healthByCron(cron: Cron): Health {
  const now = Date.now();
  return cronHealth({
    cron,
    dialect: "secondsLast",
    runs: undefined,
    thread: undefined,
    unchangedSince: undefined,
    nextSeenAt: undefined,
    namesakes: 0,
    asOf: now,
    now,
    pollMilliseconds: 5_000,
  });
}
