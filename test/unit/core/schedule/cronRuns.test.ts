import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { checkArguments } from "../../../../src/core/checks/checkArguments";
import { type CronRuns, cronRuns, type RunningCron } from "../../../../src/core/schedule/cronRuns";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import { formatSchedule } from "../../../../src/core/schedule/schedule";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { previewSchedule } from "../../../../src/features/cronForm/window/previewSchedule";
import { specRuns, specSchedule } from "../../../../src/features/specFile/specSchedule";
import { upcomingRuns } from "../../../../src/features/tree/upcomingRuns";
import { cronWith } from "../../../fixtures/cronWith";
import { specWith } from "../../../fixtures/specs/goodSpecs";
import { englishWords } from "../../../support/formParts";
import { arbitrarySchedule } from "./arbitrarySchedule";

const now = Date.parse("2026-11-23T12:00:00Z");
const plain = {
  schedule: "0 9 * * *",
  timezone: null,
  end_time: null,
  enabled: true,
  dialect: standardDialect,
} satisfies RunningCron;

function runsOf(change: Partial<RunningCron>, count = 3, from = now): CronRuns {
  return cronRuns({ ...plain, ...change }, { from, count });
}

const iso = ({ runs }: CronRuns) => runs.map((run) => new Date(run).toISOString().slice(0, 16));
const at = (text: string) => Date.parse(text);

describe("a cron's runs", () => {
  it("go on", () => {
    expect(iso(runsOf({}))).toEqual(["2026-11-24T09:00", "2026-11-25T09:00", "2026-11-26T09:00"]);
    expect(runsOf({}).end).toEqual({ kind: "goesOn" });
  });

  it("begin with the server's own next run if it is in the future", () => {
    expect(iso(runsOf({ nextRunDate: "2026-11-25T09:00:00+00:00" }, 2))).toEqual([
      "2026-11-25T09:00",
      "2026-11-26T09:00",
    ]);
    expect(iso(runsOf({ nextRunDate: "2026-11-22T09:00:00+00:00" }, 1))).toEqual(["2026-11-24T09:00"]);
  });

  it("do not begin with a next run that is now: all are later", () => {
    const nextRunDate = new Date(now).toISOString();
    expect(iso(runsOf({ nextRunDate }, 1))).toEqual(["2026-11-24T09:00"]);
  });

  it.each([0, 1, 2])("are as many as were asked for, with the server's own among them: %d", (count) => {
    const { end, runs } = runsOf({ nextRunDate: "2026-11-25T09:00:00+00:00" }, count);
    expect(runs).toEqual(["2026-11-25T09:00:00Z", "2026-11-26T09:00:00Z"].map(at).slice(0, count));
    expect(end).toEqual({ kind: "goesOn" });
  });

  it("are asked for one at a time, and then end as all of them do", () => {
    const once = { schedule: "40 1 26 11 * 0 2026", nextRunDate: "2026-11-26T01:40:00Z" };
    const last = at("2026-11-26T01:40:00Z");
    expect(runsOf(once, 1).end).toEqual({ kind: "comesToEnd", last, afterwards: "startsAtEachLook" });
    expect(runsOf({ schedule: "0 9 * * *" }, 0)).toEqual({ runs: [], end: { kind: "goesOn" } });
  });

  it.each([null, "", "UTC"])("are those of UTC where the time zone is %j", (timezone) => {
    expect(iso(runsOf({ timezone }, 1))).toEqual(["2026-11-24T09:00"]);
    expect(iso(runsOf({ timezone: "Europe/Berlin" }, 1))).toEqual(["2026-11-24T08:00"]);
  });

  it("are empty while it is paused", () => {
    expect(runsOf({ enabled: false })).toEqual({ runs: [], end: { kind: "paused" } });
  });

  it("are unknown if the schedule is not understood or random, except for what the server says", () => {
    const foreign = { schedule: "every 5 minutes", nextRunDate: "2026-11-24T09:00:00Z" };
    expect(iso(runsOf(foreign))).toEqual(["2026-11-24T09:00"]);
    expect(runsOf(foreign).end).toEqual({ kind: "unknown", because: "notUnderstood" });
    expect(runsOf({ timezone: "Mars/Phobos" })).toEqual({
      runs: [],
      end: { kind: "unknown", because: "notUnderstood" },
    });
    expect(runsOf({ schedule: "R 9 * * *" }).end).toEqual({ kind: "unknown", because: "random" });
  });

  it("never come if there is no such time", () => {
    expect(runsOf({ schedule: "0 0 31 2 *" })).toEqual({ runs: [], end: { kind: "never" } });
    expect(runsOf({ schedule: "0 0 1 1 * 0 2020" })).toEqual({ runs: [], end: { kind: "never" } });
  });
});

describe("an end", () => {
  const daily = (end_time: string, dialect?: "secondsFirst") =>
    runsOf({ end_time, ...(dialect === undefined ? {} : { dialect }) });

  it.each([
    ["2026-11-25T08:59:59Z", 1],
    ["2026-11-25T09:00:00Z", 1],
    ["2026-11-25T09:00:01Z", 2],
    ["2026-11-24T10:00:00+01:00", 0],
    ["2026-11-20T00:00:00Z", 0],
  ])("of %s leaves %d runs on the Agent Server, which makes none at it", (end_time, count) => {
    expect(daily(end_time).runs).toHaveLength(count);
    expect(daily(end_time).end).toEqual({ kind: "endTime", at: at(end_time) });
  });

  it.each([
    ["2026-11-25T08:59:59Z", 2],
    ["2026-11-25T09:00:00Z", 2],
    ["2026-11-25T09:00:01Z", 3],
  ])("of %s leaves %d runs on Aegra, which makes the first one at it or after it", (end_time, count) => {
    expect(daily(end_time, "secondsFirst").runs).toHaveLength(count);
    expect(daily(end_time, "secondsFirst").end).toEqual({ kind: "endTime", at: at(end_time) });
  });

  it("is not a reason if there are no runs to end, or none are known", () => {
    const end_time = "2026-11-24T10:00:00Z";
    expect(runsOf({ schedule: "0 0 31 2 *", end_time })).toEqual({ runs: [], end: { kind: "never" } });
    const foreign = runsOf({ schedule: "every 5 minutes", nextRunDate: "2026-11-24T09:00:00Z", end_time });
    expect(foreign).toEqual({
      runs: [at("2026-11-24T09:00:00Z")],
      end: { kind: "unknown", because: "notUnderstood" },
    });
    const over = runsOf({ schedule: "every 5 minutes", nextRunDate: "2026-11-24T11:00:00Z", end_time });
    expect(over).toEqual({ runs: [], end: { kind: "unknown", because: "notUnderstood" } });
  });

  it.each(["2026-11-25T09:00:00", "soon"])("that is not a moment ends nothing: %s", (end_time) => {
    expect(daily(end_time).end).toEqual({ kind: "goesOn" });
  });

  test("is the same for tree, hover, form and linter", async () => {
    for (const [end_time, count] of [
      ["2026-11-24T08:59:59Z", 0],
      ["2026-11-24T09:00:00Z", 0],
      ["2026-11-24T09:00:01Z", 1],
    ] as const) {
      const args = { ...specWith({ schedule: "0 9 * * *", end_time }), timezone: "UTC" };
      const found = specSchedule(args, standardDialect);
      const form = await previewSchedule(
        { schedule: plain.schedule, end_time },
        {
          now,
          localZone: "UTC",
          describe: () => "",
          words: englishWords,
          until: () => "",
          dialect: "secondsLast",
          elsewhere: async () => undefined,
        },
      );
      const findings = checkArguments(args, { now, minimumMinutes: 5 }).map(({ code }) => code);
      const cron = cronWith({ schedule: "0 9 * * *", end_time, next_run_date: null });
      expect(upcomingRuns(cron, { now, dialect: "secondsLast" }, 5).runs).toHaveLength(count);
      expect(found && specRuns(args, found, now, 5).runs).toHaveLength(count);
      expect(form.runs).toHaveLength(count);
      expect(findings.includes("spec.end-before-first-run")).toBe(count === 0);
    }
  });
});

describe("a schedule that ends", () => {
  const once = { schedule: "40 1 26 11 * 0 2026" };
  const last = at("2026-11-26T01:40:00Z");

  it("says its last run, and that the server then starts it at each check", () => {
    expect(runsOf(once)).toEqual({ runs: [last], end: { kind: "comesToEnd", last, afterwards: "startsAtEachLook" } });
    const years = runsOf({ schedule: "0 0 29 2 * 0 2027-2040" }, 2);
    expect(iso(years)).toEqual(["2028-02-29T00:00", "2032-02-29T00:00"]);
    expect(years.end).toMatchObject({ kind: "comesToEnd", last: at("2040-02-29T00:00:00Z") });
  });

  it("says so too where the last run has been", () => {
    const over = runsOf({ ...once, nextRunDate: "2026-11-26T01:40:00+00:00" }, 3, last + 5_000);
    expect(over).toEqual({ runs: [], end: { kind: "comesToEnd", last, afterwards: "startsAtEachLook" } });
  });

  it("is ended by an end that comes before its last run is over", () => {
    expect(runsOf({ ...once, end_time: "2026-11-26T01:40:00Z" }).end.kind).toBe("endTime");
    expect(runsOf({ ...once, end_time: "2026-11-26T01:50:00Z" }).end.kind).toBe("comesToEnd");
    const after = { ...once, nextRunDate: "2026-11-26T01:40:00Z", end_time: "2026-11-26T01:50:00Z" };
    expect(runsOf(after, 1, last + 5_000).end.kind).toBe("comesToEnd");
    expect(runsOf(after, 1, at("2026-11-26T01:50:00Z")).end.kind).toBe("endTime");
  });

  it("does not where the year field is “*”, or lists all years", () => {
    expect(runsOf({ schedule: "0 9 * * * 0 *" }).end.kind).toBe("goesOn");
    expect(runsOf({ schedule: "0 9 * * * 0 1970-2099" }).end.kind).toBe("goesOn");
    expect(runsOf({ schedule: "0 9 * * * 0 2026-2099" }).end.kind).toBe("comesToEnd");
  });

  test("has its last run after the gap in which it would be", () => {
    // The clock goes from 2 to 3 that day. From 01:13 on, the server finds no next run.
    const schedule = "13 2 * 3 * 0 2030";
    const { end } = runsOf({ schedule, timezone: "Europe/Berlin" }, 1);
    expect(end).toMatchObject({ kind: "comesToEnd", last: Date.parse("2030-03-31T01:00:00Z") });
  });

  test("has its last run where no run comes after it, in every zone and year", () => {
    fc.assert(
      fc.property(
        arbitrarySchedule,
        fc.array(fc.integer({ min: 2026, max: 2033 }), { minLength: 1, maxLength: 3 }),
        fc.constantFrom("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"),
        (fields, years, timezone) => {
          const schedule = `${formatSchedule(fields).split(" ").slice(0, 5).join(" ")} 0 ${years.join(",")}`;
          const parsed = parseSchedule(schedule, standardDialect);
          const { runs, end } = runsOf({ schedule, timezone }, 1);
          if (!parsed.ok || parsed.value.unpredictable || runs.length === 0) return;
          if (end.kind !== "comesToEnd") throw new Error(end.kind);
          const laterThan = (from: number, count: number) => nextRuns(parsed.value, { zone: timezone, from, count });
          expect(laterThan(end.last, 1)).toEqual([]);
          // Within a gap of the clock, none is found.
          const twoHours = 2 * 60 * 60;
          expect(laterThan(end.last - twoHours * 1_000, twoHours).at(-1)).toBe(end.last);
        },
      ),
    );
  });

  test("is the only one that ends: without a year, runs that come at all come forever", () => {
    fc.assert(
      fc.property(arbitrarySchedule, (schedule) => {
        if (schedule.year !== undefined) return;
        const [first] = nextRuns(schedule, { zone: "UTC", from: now, count: 1 });
        if (first === undefined) return;
        for (let year = 2026; year < 2400; year += 7) {
          expect(nextRuns(schedule, { zone: "UTC", from: Date.UTC(year, 5), count: 1 })).toHaveLength(1);
        }
      }),
    );
  });
});
