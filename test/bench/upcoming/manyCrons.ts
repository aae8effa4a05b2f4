import type { RunningCron } from "../../../src/core/schedule/cronRuns";
import { createRandom } from "../../parity/random";

const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kolkata", "Asia/Tokyo", "Australia/Sydney"];

/** Crons as people write them, most with a schedule of their own; from each minute to once a month. */
export function manyCrons(count: number): readonly RunningCron[] {
  const random = createRandom(20_261_126);
  const minute = () => random.integer(0, 59);
  const hour = () => random.integer(0, 23);
  const kinds: readonly (() => string)[] = [
    () => `${minute()} ${hour()} * * *`,
    () => `${minute()} ${hour()} * * mon-fri`,
    () => `${minute()} * * * *`,
    () => `*/${random.pick([1, 2, 5, 10, 15, 20, 30])} * * * *`,
    () => `*/${random.pick([5, 10, 15, 30])} ${random.integer(0, 9)}-${random.integer(12, 21)} * * 1-5`,
    () => `${minute()} ${hour()} ${random.integer(1, 28)} * *`,
    () => `${minute()} ${hour()} 1,15 * ${random.integer(0, 6)}`,
    () => `${minute()},${minute()} */${random.integer(1, 6)} * * *`,
  ];
  return Array.from({ length: count }, () => ({
    schedule: random.pick(kinds)(),
    timezone: random.pick(zones),
    end_time: null,
    enabled: true,
    dialect: "secondsLast",
    nextRunDate: null,
  }));
}
