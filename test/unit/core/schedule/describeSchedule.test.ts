import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { civilDate, secondsPerDay, weekdayOf } from "../../../../src/core/schedule/civilCalendar";
import { describeSchedule } from "../../../../src/core/schedule/describeSchedule";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { normalisedFields } from "../../../../src/core/schedule/normalisedFields";
import { isDayUnion } from "../../../../src/core/schedule/schedule";
import { accept } from "./accept";
import { arbitrarySchedule } from "./arbitrarySchedule";

function words(text: string, locale = "en", hour12 = false): Promise<string> {
  return describeSchedule(accept(text), { locale, hour12 });
}

describe("says what the runs do", () => {
  test.each([
    ["0 9 * * 1-5", "At 09:00, Monday through Friday"],
    ["*/90 * * * *", "Every hour"],
    ["5-5 * * * *", "Every minute"],
    ["*/30 * * * * *", "Every second, every 30 minutes"],
    ["* * * * * */30", "Every 30 seconds"],
    ["0 */5 * * *", "At 00:00, 05:00, 10:00, 15:00 and 20:00"],
    ["0 22-1 * * *", "At 00:00, 01:00, 22:00 and 23:00"],
    ["0 0 1 * 1", "At 00:00, on day 1 of the month or on Monday"],
    ["0 0 1 3 1", "At 00:00, on day 1 of the month or on Monday, only in March"],
    ["0 9 1 */2 1 0 2030", "At 09:00, on day 1 of the month or on Monday, every 2 months, only in 2030"],
    [
      "0 9-17 1,15 3 1 30",
      "At 30 seconds past the minute, on the hour, between 09:00 and 17:00, on day 1 and 15 of the month or on Monday, only in March",
    ],
    ["0 0 15 * 1#3", "At 00:00, on the third Monday of the month"],
    ["0 0 15W * 1", "At 00:00, on the weekday nearest day 15 of the month"],
    ["0 0 * * L5", "At 00:00, on the last Friday of the month"],
    ["0 0 * * 7", "At 00:00, only on Sunday"],
    ["@monthly", "At 00:00, on day 1 of the month"],
    ["0 0 1 1 * 0 2030", "At 00:00, on day 1 of the month, only in January, only in 2030"],
    ["R 9 * * *", ""],
  ])("%s: %s", async (text, expected) => {
    expect(await words(text)).toBe(expected);
  });

  test("in the language and clock of the reader, in English where there is none", async () => {
    expect(await words("0 15 * * *", "en", true)).toBe("At 3:00 PM");
    expect(await words("5 0,9,12 * * *", "en", true)).toBe("At 12:05 AM, 9:05 AM and 12:05 PM");
    expect(await words("30 9 * * *", "ko", true)).toBe("오전 9:30");
    expect(await words("0 15 * * 1", "de")).toBe("Um 15:00, nur jeden Montag");
    expect(await words("0 15 * * 1", "de-AT")).toBe("Um 15:00, nur jeden Montag");
    expect(await words("0 0 1 * 1", "fr")).toBe("À 00:00, le 1 du mois ou uniquement le lundi");
    expect(await words("0 0 1 3 1", "de")).toBe("Um 00:00, an Tag 1 des Monats oder nur jeden Montag, nur im März");
    expect(await words("0 0 1 * 1", "ja")).toBe(
      "次において実施00:00、月の 1 日目または次において実施00:00月曜日 にのみ",
    );
    expect(await words("0 15 * * *", "pt-br")).toBe("Às 15:00");
    expect(await words("0 0 * * *", "zh-cn")).toBe("在00:00");
    expect(await words("0 15 * * *", "qps-ploc")).toBe("At 15:00");
  });
});

test("a description is remembered for each language and clock", async () => {
  const schedule = accept("0 15 * * *");
  const say = (locale: string, hour12: boolean) => describeSchedule(schedule, { locale, hour12 });
  for (const _ of [1, 2]) {
    expect(await say("en", false)).toBe("At 15:00");
    expect(await say("en", true)).toBe("At 3:00 PM");
    expect(await say("de", false)).toBe("Um 15:00");
  }
});

const weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const months = [
  ...["January", "February", "March", "April", "May", "June", "July"],
  ...["August", "September", "October", "November", "December"],
];

/** The names a sentence gives, with those between the two of “… through …”. Undefined where it gives none. */
function named(sentence: string, names: readonly string[]): ReadonlySet<number> | undefined {
  const pattern = names.join("|");
  const found = new Set<number>();
  for (const [, first = "", last] of sentence.matchAll(new RegExp(`(${pattern})(?: through (${pattern}))?`, "g"))) {
    const from = names.indexOf(first);
    const to = last === undefined ? from : names.indexOf(last);
    for (let index = from; index <= to; index += 1) found.add(index);
  }
  return found.size === 0 ? undefined : found;
}

test("no run is on a weekday, in a month or at a time that the description leaves out", async () => {
  await fc.assert(
    fc.asyncProperty(arbitrarySchedule, async (schedule) => {
      const sentence = await describeSchedule(schedule, { locale: "en", hour12: false });
      expect(sentence).not.toMatch(/null|undefined|NaN/);
      const onWeekdays = isDayUnion(schedule) && / or /.test(sentence) ? undefined : named(sentence, weekdays);
      const inMonths = named(sentence, months);
      const times = /^At (\d\d:\d\d(?:, | and |\b))+(?=,|$)/.test(sentence) ? sentence.match(/\d\d:\d\d/g) : null;
      for (const run of nextRuns(schedule, { zone: "UTC", from: Date.UTC(2026, 0, 1), count: 20 })) {
        const day = Math.floor(run / 1000 / secondsPerDay);
        expect(onWeekdays?.has(weekdayOf(day)) ?? true).toBe(true);
        expect(inMonths?.has(civilDate(day).month - 1) ?? true).toBe(true);
        expect(times?.includes(new Date(run).toISOString().slice(11, 16)) ?? true).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test("the described text has the same runs as the schedule", () => {
  fc.assert(
    fc.property(arbitrarySchedule, (schedule) => {
      const { second, minute, hour, month, year, days } = normalisedFields(schedule);
      const from = Date.UTC(2026, 0, 1);
      const wanted = nextRuns(schedule, { zone: "UTC", from, count: 10 });
      if (wanted.length < 10) return;
      const runs = days.flatMap(({ dayOfMonth, dayOfWeek }) => {
        // With a star in it a day field has no part in a union: both then have to fit, as the words say.
        const both = dayOfMonth === "*" || dayOfWeek === "*" ? "" : "*,";
        const last = both + dayOfWeek.replaceAll(/(\d)L/g, "L$1");
        const text = [minute, hour, dayOfMonth, month, last, second ?? "0", year ?? "*"].join(" ");
        return nextRuns(accept(text), { zone: "UTC", from, count: 10 });
      });
      expect([...new Set(runs)].sort((a, b) => a - b).slice(0, 10)).toEqual(wanted);
    }),
    { numRuns: 500 },
  );
});
