import fc from "fast-check";
import { expect, test } from "vitest";
import { runsAfter } from "../../../../src/core/schedule/nextRuns";
import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { shortestGapBelow } from "../../../../src/core/schedule/shortestGap";
import { arbitrarySchedule } from "./arbitrarySchedule";

test.each([
  ["* * * * *", 60],
  ["*/20 * * * *", 1200],
  ["0,50 * * * *", 600],
  ["59 9 * * * 0,1", 1],
  ["0,58 0,23 * * *", 120],
  ["0,58 0,23 * * 1", 3480],
  ["0,58 0,23 1,31 * *", 120],
  ["58,0 0,23 1,30 * *", 120],
  ["58,0 0,23 1,30 1,2,12 *", 3480],
  ["58,0 0,23 1,29 2-3 *", 120],
  ["58,0 0,23 1,28 2-3 *", 120],
  ["58,0 0,23 29,30 2 *", 3480],
  ["58,0 0,23 1,L 6,8 *", 3480],
  ["* * * * * 5,55", 10],
  ["* 9 * * * 5,55", 10],
  ["58,0 0,23 * 4,5 L5,6#1", 120],
  ["30 0,23 * * * 30", 3_600],
  ["58,0 0,23 10,11 * *", 120],
  ["58,0 0,23 * * 1#1,2#1", 120],
  ["58,0 0,23 * * L5,6#1", 120],
  ["58,0 0,23 * * L5,1#1", 3480],
  ["58,0 0,23 L 12 *", 3480],
  ["58,0 0,23 1,L 12,1 *", 120],
  ["0 9 * * *", 86_400],
  ["0 9 1 * *", undefined],
])("%s: %s seconds", (text, gap) => {
  const schedule = parseSchedule(text, standardDialect);
  expect(schedule.ok && shortestGapBelow(86_401, schedule.value)).toBe(gap);
  expect(schedule.ok && shortestGapBelow(1, schedule.value)).toBeUndefined();
});

test("no two runs are closer than it says", () => {
  fc.assert(
    fc.property(arbitrarySchedule, fc.constantFrom(2026, 2027, 2028), (schedule, year) => {
      const shortest = shortestGapBelow(86_400, schedule) ?? 86_400;
      let previous = Number.NEGATIVE_INFINITY;
      let count = 0;
      for (const run of runsAfter(schedule, { zone: "UTC", from: Date.UTC(year, 0, 31) })) {
        expect((run - previous) / 1000).toBeGreaterThanOrEqual(shortest);
        previous = run;
        count += 1;
        if (count > 500) break;
      }
    }),
    { numRuns: 500 },
  );
});
