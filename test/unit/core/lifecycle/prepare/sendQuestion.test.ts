import { expect, test } from "vitest";
import type { RawArguments } from "../../../../../src/core/arguments/cronArguments";
import { specFinding } from "../../../../../src/core/checks/specFinding";
import { isCostly, sendCron, speaksAgainst } from "../../../../../src/core/lifecycle/prepare/sendQuestion";

/** Every quarter of an hour. */
const cheapRunsADay = 96;
const now = Date.parse("2026-11-23T12:00:00Z");
const check = { now, minimumMinutes: 5 };
const draft = (given: RawArguments = {}) => ({ name: "daily", arguments: { schedule: "0 9 * * *", ...given } });
const at = (text: string) => Date.parse(text);

test.each<[string, RawArguments, object]>([
  ["its next run", {}, { runs: [at("2026-11-24T09:00:00Z")], end: { kind: "goesOn" } }],
  ["in its zone", { timezone: "Asia/Tokyo" }, { runs: [at("2026-11-24T00:00:00Z")] }],
  ["not after its end", { end_time: "2026-11-24T00:00:00Z" }, { runs: [], end: { kind: "endTime" } }],
  ["none where it is to be paused", { enabled: false }, { runs: [], end: { kind: "paused" } }],
  ["as if on where that is said strangely", { enabled: "no" }, { end: { kind: "goesOn" } }],
  ["none of a schedule that is none", { schedule: 1 }, { runs: [], end: { kind: "unknown" } }],
  ["in UTC where the zone is none", { timezone: 1 }, { runs: [at("2026-11-24T09:00:00Z")] }],
  ["without an end where that is none", { end_time: 1 }, { end: { kind: "goesOn" } }],
])("a cron is shown with %s", (_what, given, runs) => {
  expect(sendCron(draft(given), [], check).runs).toMatchObject(runs);
});

test("its runs are as its server reads the schedule", () => {
  const six = draft({ schedule: "0 0 9 * * *" });
  expect(sendCron(six, [], { ...check, dialect: "secondsFirst" })).toMatchObject({
    runs: { runs: [at("2026-11-24T09:00:00Z")] },
    runsADay: expect.closeTo(1),
  });
  expect(sendCron(six, [], check).runs.runs).not.toEqual([at("2026-11-24T09:00:00Z")]);
});

test("it is shown with its draft and its warnings alone", () => {
  const finding = specFinding("spec.name-elsewhere", ["name"], { args: { name: "daily", files: "b" } });
  const warning = { ...finding, severity: "warning" } as const;
  const own = draft();
  const cron = sendCron(own, [{ ...finding, severity: "error" }, warning, { ...finding, severity: "info" }], check);
  expect([cron.draft, cron.warnings]).toEqual([own, [warning]]);
});

const cronWith = (runsADay: number | undefined, given: RawArguments = {}) => ({
  ...sendCron(draft(given), [], check),
  runsADay,
});

test.each<[boolean, number | undefined, RawArguments]>([
  [false, cheapRunsADay, {}],
  [true, cheapRunsADay + 1, {}],
  [true, cheapRunsADay + 1, { enabled: true }],
  [false, cheapRunsADay + 1, { enabled: false }],
  [false, undefined, {}],
])("costly is %s: %j runs a day of %j", (costly, runsADay, given) => {
  expect(isCostly(cronWith(runsADay, given))).toBe(costly);
});

test("one cheap cron without warnings needs no question; each of the others does", () => {
  const cheap = cronWith(1);
  const warned = {
    ...cheap,
    warnings: [specFinding("spec.name-elsewhere", ["name"], { args: { name: "", files: "" } })],
  };
  expect(speaksAgainst({ production: false, crons: [cheap] })).toBe(false);
  for (const question of [
    { production: true, crons: [cheap] },
    { production: false, crons: [cheap, cheap] },
    { production: false, crons: [warned] },
    { production: false, crons: [cronWith(97)] },
  ]) {
    expect(speaksAgainst(question)).toBe(true);
  }
});
