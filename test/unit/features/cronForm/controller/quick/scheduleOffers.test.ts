import { expect, it } from "vitest";
import { schedulePresets, usualSchedule } from "../../../../../../src/core/schedule/guide/schedulePresets";
import { scheduleOffers } from "../../../../../../src/features/cronForm/controller/quick/scheduleOffers";

const reading = {
  dialect: "secondsLast",
  now: Date.parse("2026-11-24T10:20:00Z"),
  translate: (text: string) => text,
} as const;

const offersOf = (text: string) => scheduleOffers(text, reading).offers.map(({ schedule }) => schedule);

it("Nothing typed offers all presets, the usual one among them", () => {
  expect(scheduleOffers("", reading).offers.map(({ label }) => label)).toEqual(
    schedulePresets.map(({ label }) => label),
  );
  expect(offersOf(" ")).toContain(usualSchedule);
});

it.each([
  ["0 9 * * 1-5", ["0 9 * * 1-5"]],
  ["weekdays at 9", ["0 9 * * 1-5"]],
  ["jeden Werktag um 9", ["0 9 * * 1-5"]],
  ["at 5", ["0 5 * * *", "0 17 * * *"]],
  // The beginning of a preset's name.
  ["twice a m", ["0 9 1,15 * *"]],
  ["xyzzy plugh", []],
  ["61 * * * *", []],
])("“%s” offers %j", (text, expected) => {
  expect(offersOf(text)).toEqual(expected);
});

it("words take the zone that they name along", () => {
  expect(scheduleOffers("first monday 14:30 Berlin", reading).offers).toMatchObject([{ timezone: "Europe/Berlin" }]);
});

it.each([
  ["at 5", { words: { code: "clock" } }],
  ["xyzzy plugh", { words: { code: "notUnderstood" } }],
  ["61 * * * *", { finding: { severity: "error" } }],
])("“%s” is answered with what is asked or wrong", (text, notice) => {
  expect(scheduleOffers(text, reading).notice).toMatchObject(notice);
});

it("a schedule with a mistake is offered as it was meant", () => {
  expect(offersOf("0 9 ? ? *")).toEqual(["0 9 ? * *"]);
  expect(offersOf("0,,30 * * * *")).toEqual(["0,30 * * * *"]);
});
