import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { readElsewhere, readSecondsFirst } from "../../../../src/core/schedule/secondsFirst";
import { accept } from "./accept";
import { arbitraryText } from "./arbitrarySchedule";

describe("reads as schedulers that put seconds first", () => {
  test.each([
    ["0 30 9 * * 1-5", "30 9 * * 1-5"],
    ["30 9 * * *", "30 9 * * *"],
    ["15 30 9 * * MON", "30 9 * * 1 15"],
    ["0 0 0 L * 5L", "0 0 L * L5"],
    ["0 0 0 * * 2#3", "0 0 * * 2#3"],
    ["5-5 * * * *", "5 * * * *"],
    ["@hourly", "@hourly"],
    [" 0  30 9 * * mon-thu ", "30 9 * * 1-4"],
    ["0 0 0 * * 1L", "0 0 * * L1"],
  ])("%s is %s here", async (text, here) => {
    const read = await readSecondsFirst(text);
    const options = { zone: "America/New_York", from: Date.UTC(2026, 0, 1), count: 10 };
    expect(read && nextRuns(read, options)).toEqual(nextRuns(accept(here), options));
  });

  test.each(["", "5 * * *", "* * * * * * *", "H * * * *", "0 22-4 * * *", "0 0 15W * *", "61 * * * *", "nonsense"])(
    "%j is refused",
    async (text) => {
      expect(await readSecondsFirst(text)).toBeUndefined();
    },
  );
});

test("more than 1,000 characters are not read", async () => {
  expect(await readSecondsFirst("0 9 * * *".padEnd(1_000))).toBeDefined();
  expect(await readSecondsFirst("0 9 * * *".padEnd(1_001))).toBeUndefined();
});

test("runs that differ only after the first are different", async () => {
  const options = { zone: "UTC", from: Date.UTC(2026, 3, 4, 12), count: 3 };
  const dayOf = (run: number) => new Date(run).toISOString().slice(5, 10);
  const other = await readElsewhere(accept("0 9 5-5 * *"), options);
  expect(other.kind === "different" && other.runs.map(dayOf)).toEqual(["04-05", "05-05", "06-05"]);
});

test("says whether others read a schedule differently", async () => {
  const options = { zone: "Australia/Lord_Howe", from: Date.UTC(2026, 3, 3), count: 5 };
  // cron-parser's own search gives up on this one, and its 02:30 in a gap is 03:30: its dates are never asked for.
  expect(await readElsewhere(accept("5 4 * * 0"), options)).toEqual({ kind: "same" });
  expect(await readElsewhere(accept("@midnight"), options)).toEqual({ kind: "same" });
  expect(await readElsewhere(accept("0 22-4 * * *"), options)).toEqual({ kind: "refused" });
  expect(await readElsewhere(accept("*/30 * * * * *"), options)).toMatchObject({ kind: "different" });
});

test("never throws", async () => {
  await fc.assert(
    fc.asyncProperty(arbitraryText, async (text) => {
      const read = await readSecondsFirst(text);
      if (read !== undefined) nextRuns(read, { zone: "UTC", from: Date.UTC(2026, 0, 1), count: 2 });
    }),
    { numRuns: 500 },
  );
});
