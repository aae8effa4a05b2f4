import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { checkSchedule } from "../../../../src/core/schedule/checkSchedule";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import { formatSchedule } from "../../../../src/core/schedule/schedule";
import { readDialect } from "../../../../src/core/schedule/scheduleDialect";
import { readElsewhere } from "../../../../src/core/schedule/secondsFirst";
import { arbitraryText } from "./arbitrarySchedule";

const from = Date.UTC(2026, 0, 1);
const options = { zone: "America/New_York", from, count: 10 };

function runs(text: string, dialect: "secondsLast" | "secondsFirst"): readonly number[] | undefined {
  const schedule = parseSchedule(text, dialect);
  return schedule.ok ? nextRuns(schedule.value, options) : undefined;
}

function codes(text: string, dialect: "secondsLast" | "secondsFirst"): readonly string[] {
  return checkSchedule(text, { timezone: null, now: from, minimumMinutes: 0, dialect }).map(({ code }) => code);
}

describe("a server that puts seconds first", () => {
  test.each([
    ["0 30 9 * * 1-5", "30 9 * * 1-5 0"],
    ["*/30 * * * * *", "* * * * * */30"],
    ["  5\t0 0 1 * ? ", "0 0 1 * ? 5"],
    ["15 0 22-4 L * L5", "0 22-4 L * L5 15"],
  ])("reads %s as the Agent Server reads %s", (text, here) => {
    expect(runs(text, "secondsFirst")).toEqual(runs(here, "secondsLast"));
    expect(runs(text, "secondsFirst")).not.toEqual(runs(text, "secondsLast"));
  });

  test.each(["5-5 9 * * *", "@Daily", "30 9 * * 1 0 2030", "0 9 * *", "", "nonsense"])(
    "reads %j as the Agent Server does",
    (text) => {
      expect(runs(text, "secondsFirst")).toEqual(runs(text, "secondsLast"));
    },
  );

  test("points at the text as it is written", () => {
    const refused = parseSchedule("61 0 9 * * *", "secondsFirst");
    expect(refused).toMatchObject({ ok: false, failure: { field: "second", span: { start: 0, end: 2 } } });
    const schedule = parseSchedule("0 30 9 * * 1", "secondsFirst");
    expect(schedule).toMatchObject({ ok: true, value: { minute: { span: { start: 2, end: 4 } } } });
  });

  test("does not hear that seconds come last", () => {
    expect(codes("0 30 9 * * 1", "secondsLast")).toContain("schedule.seconds-first-refused");
    expect(codes("0 15 9 * * 1", "secondsLast")).toContain("schedule.seconds-first");
    expect(codes("0 30 9 * * 1", "secondsFirst")).toEqual(["schedule.not-portable-fields"]);
    expect(codes("0 15 9 * * 1", "secondsFirst")).toEqual(["schedule.not-portable-fields"]);
    expect(codes("30 0 9 * * 1", "secondsFirst")).toEqual(["schedule.not-portable-fields"]);
    expect(codes("0 30 9 * * 99", "secondsFirst")).toEqual(["schedule.out-of-range"]);
  });

  test("does not hear that others read its seconds differently", async () => {
    const schedule = parseSchedule("0 30 9 * * 1", "secondsFirst");
    expect(schedule.ok && (await readElsewhere(schedule.value, options))).toEqual({ kind: "same" });
  });
});

test("a parsed schedule, formatted and parsed again in its dialect, is the same", () => {
  fc.assert(
    fc.property(arbitraryText, (text) => {
      const schedule = parseSchedule(text, "secondsFirst");
      if (!schedule.ok || schedule.value.unpredictable) return;
      const formatted = formatSchedule(schedule.value);
      expect(runs(formatted, "secondsFirst")).toEqual(nextRuns(schedule.value, options));
    }),
    { numRuns: 300 },
  );
});

test.each([undefined, null, 7, "secondslast", {}])("%j, stored, is the Agent Server's dialect", (stored) => {
  expect(readDialect(stored)).toBe("secondsLast");
});

test.each(["secondsFirst", "secondsLast"] as const)("%s, stored, is itself", (stored) => {
  expect(readDialect(stored)).toBe(stored);
});
