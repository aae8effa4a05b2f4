import { expect, test } from "vitest";
import { beatOf } from "../../../../../src/core/lifecycle/lease/leaseBeat";

test.each<[string, readonly number[], number]>([
  ["at once", [0], 1],
  ["not again within 20 s", [0, 1, 20_000], 1],
  ["later again", [0, 20_001, 40_001, 40_002], 3],
  ["after the clock was set back", [5_000, 4_999], 2],
])("the holder of a lease shows that it is alive: %s", (_what, times, count) => {
  let touched = 0;
  let now = 0;
  const touch = async () => {
    touched += 1;
  };
  const beat = beatOf({ touch }, { now: () => now, sleep: async () => undefined });
  for (const time of times) {
    now = time;
    beat();
  }
  expect(touched).toBe(count);
});
