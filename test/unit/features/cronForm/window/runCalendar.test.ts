import { expect, it } from "vitest";
import { runCalendar } from "../../../../../src/features/cronForm/window/runCalendar";

const calendar = (raw: object, monthsAhead = 0) =>
  runCalendar({ ...raw }, { now: Date.parse("2026-11-24T10:20:00Z"), dialect: "secondsLast", monthsAhead });

it.each([
  [{ schedule: "0 9 * * *" }, 0, 2026, 11, 6],
  [{ schedule: "0 9 * * *" }, 1, 2026, 12, 31],
  [{ schedule: "0 9 * * *" }, 2, 2027, 1, 31],
  // The month of the next run, not the present one.
  [{ schedule: "0 9 14 2 *" }, 0, 2027, 2, 1],
  [{ schedule: "30 2 * * *", timezone: "Europe/Berlin" }, 4, 2027, 3, 31],
])("of %j, %i months ahead: %i-%i with %i runs", (raw, ahead, year, month, runs) => {
  expect(calendar(raw, ahead)).toMatchObject({ year, month, runs });
});

it.each([{}, { schedule: "x" }, { schedule: "0 9 * * *", timezone: "Mars" }, { schedule: "R * * * *" }])(
  "is not known of %j",
  (raw) => {
    expect(calendar(raw)).toBeNull();
  },
);
