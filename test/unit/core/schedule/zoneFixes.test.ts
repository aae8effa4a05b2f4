import { expect, test } from "vitest";
import { checkSchedule } from "../../../../src/core/schedule/checkSchedule";

const now = Date.UTC(2026, 10, 23);

/** What is offered for a schedule, as what becomes of the keys of its spec. */
function offered(text: string, timezone: string | null) {
  const [first] = checkSchedule(text, { timezone, now, minimumMinutes: 5 });
  const { choices = [], fix } = first ?? {};
  return [...(fix === undefined ? [] : [fix]), ...choices].map(({ kind, text: properties }) => {
    expect(kind).toBe("setKeys");
    return JSON.parse(`{${properties}}`);
  });
}

const schedule = "0 9 * * *";
const berlin = "Europe/Berlin";

test.each([
  ...[`TZ=${berlin} ${schedule}`, `CRON_TZ=${berlin}\t${schedule} `, `${schedule} ${berlin}`],
  ...[`${schedule} TZ=${berlin}`, ` ${schedule}\tCRON_TZ=${berlin} `],
])("%j: its zone is set if the cron has none, and removed if it has the same", (text) => {
  expect(offered(text, null)).toEqual([{ schedule, timezone: berlin }]);
  expect(offered(text, berlin)).toEqual([{ schedule }]);
});

test("if the cron has another zone, either may be meant", () => {
  expect(offered(`TZ=${berlin} ${schedule}`, "UTC")).toEqual([{ schedule, timezone: berlin }, { schedule }]);
  expect(offered(`${schedule} ${berlin}`, "Asia/Tokyo")).toEqual([{ schedule, timezone: berlin }, { schedule }]);
});

test("a zone that no server knows is only removed if the cron has one: without, it would run in UTC", () => {
  expect(offered(`TZ=Mars/Base ${schedule}`, null)).toEqual([]);
  expect(offered(`${schedule} TZ=Mars/Base`, null)).toEqual([]);
  expect(offered(`TZ=Mars/Base ${schedule}`, berlin)).toEqual([{ schedule }]);
});

test("no fix is offered whose runs would end", () => {
  expect(offered(`TZ=${berlin} 0 9 * * * 0 2030`, null)).toEqual([]);
});
