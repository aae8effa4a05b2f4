import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { countRuns } from "../../../../src/core/schedule/countRuns";
import { timeZoneNames } from "../../../../src/core/schedule/timeZone";
import { findHerds, spreadHerd } from "../../../../src/core/upcoming/herds";
import { runningCron as cron } from "../../../fixtures/runningCron";
import { arbitrarySchedule } from "../schedule/arbitrarySchedule";

const at = (text: string) => Date.parse(text);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

const changing = ["Europe/Berlin", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"];
const moments = fc.integer({ min: at("2025-01-01T00:00:00Z"), max: at("2030-01-01T00:00:00Z") });
const crons = fc.array(
  fc.record({
    schedule: fc.oneof(
      arbitrarySchedule.map(({ text }) => text),
      fc.constantFrom("0 12 * * *", "0 * * * *", "*/10 * * * *", "30 2 * * *", "* * * * *", "0 2 * * * */20"),
    ),
    timezone: fc.constantFrom(...changing, ...changing, ...timeZoneNames()),
    end_time: fc.option(moments.map((moment) => new Date(moment).toISOString())),
    enabled: fc.constant(true),
    dialect: fc.constant("secondsLast" as const),
    nextRunDate: fc.constant(null),
  }),
  { minLength: 2, maxLength: 6 },
);

test("a herd is a minute in which so many crons have a run, over zones and clock changes", () => {
  fc.assert(
    fc.property(crons, moments, fc.integer({ min: 1, max: 30 }), (all, from, hours) => {
      const to = from + hours * hour;
      const expected: { at: number; due: number }[] = [];
      for (let start = Math.floor(from / minute) * minute; start < to; start += minute) {
        const [first, last] = [Math.max(from, start - 1), Math.min(to, start + minute)];
        const due = all.filter((each) => (countRuns(each, first, last) ?? 0) > 0).length;
        if (due > 1) expected.push({ at: start, due });
      }
      expect(findHerds(all, from, to, 1)).toEqual(expected);
    }),
    { numRuns: 40 },
  );
});

describe("spreading a herd", () => {
  const noon = at("2027-01-15T11:00:00Z");
  const daily = Array.from({ length: 12 }, () => cron("0 12 * * *"));

  test("moves as many as are too many, to the nearest empty minutes, and nothing else of their schedules", () => {
    const { due, moves } = spreadHerd(daily, noon, 10);
    expect(due).toHaveLength(12);
    expect(moves.map(({ schedule }) => schedule)).toEqual(["1 12 * * *", "2 12 * * *"]);
  });

  test("leaves no minute with more than the workers, wherever there is room", () => {
    const all = [...daily, cron("1 12 * * *"), cron("*/5 * * * *"), cron("30 12 * * mon-fri")];
    const { moves } = spreadHerd(all, noon, 3);
    const after = all.map((each) => ({
      ...each,
      schedule: moves.find((move) => move.cron === each)?.schedule ?? each.schedule,
    }));
    expect(findHerds(after, noon - hour, noon + hour, 3)).toEqual([]);
  });

  test("moves no cron whose minute is more than a number", () => {
    const all = [cron("*/15 * * * *"), cron("0,30 * * * *"), cron("@hourly"), cron("0 12 * * *")];
    const { due, moves } = spreadHerd(all, noon, 1);
    expect(due).toHaveLength(4);
    expect(moves).toEqual([{ cron: all[3], schedule: "1 12 * * *" }]);
  });

  test("stays in the hour of the cron's own clock, whatever its zone", () => {
    const all = Array.from({ length: 3 }, () => cron("59 16 * * *", { timezone: "Asia/Kolkata" }));
    const { moves } = spreadHerd(all, at("2027-01-15T11:29:00Z"), 1);
    expect(moves.map(({ schedule }) => schedule)).toEqual(["58 16 * * *", "57 16 * * *"]);
  });

  test("keeps the other fields of a server that has the seconds first", () => {
    const all = [0, 1].map(() => cron("15 0 12 * * *", { dialect: "secondsFirst" }));
    expect(spreadHerd(all, noon, 1).moves).toMatchObject([{ schedule: "15 1 12 * * *" }]);
  });

  test("proposes nothing where the hour is full", () => {
    const full = Array.from({ length: 2 }, () => cron("* * * * *"));
    expect(spreadHerd([...full, ...daily], noon, 2).moves).toEqual([]);
  });
});

test("a run in a window's last minute counts only if it is in the window", () => {
  const from = at("2027-01-01T00:00:00.001Z");
  const late = [0, 1].map(() => cron("* * * * * 29"));
  expect(findHerds(late, from, from + 2 * minute, 1)).toHaveLength(2);
});

test("a month of dense crons has its herds", () => {
  const dense = Array.from({ length: 3 }, () => cron("* * * * *"));
  expect(findHerds(dense, at("2027-01-01T00:00:00Z") - 1, at("2027-01-01T00:00:00Z") + 30 * day, 2)).toHaveLength(
    43_200,
  );
});
