import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fillMessage } from "../../../../../src/core/base/message";
import { checkSchedule } from "../../../../../src/core/schedule/checkSchedule";
import { findTimeZone } from "../../../../../src/core/schedule/timeZone";
import { placeZones } from "../../../../../src/core/schedule/words/placeZones";
import { longestWords, readWords } from "../../../../../src/core/schedule/words/readWords";
import { wordsTexts } from "../../../../../src/core/schedule/words/wordsProblem";
import { phrases } from "./phrases";

describe("is understood:", () => {
  test.each(phrases.map(([words, schedule, timezone]) => ({ words, schedule, timezone })))("$words", (phrase) => {
    const { words, schedule, timezone } = phrase;
    const reading = { kind: "schedule", schedule, timezone };
    expect(readWords(words)).toEqual(reading);
    expect(readWords(`  ${timezone === undefined ? words.toLowerCase() : words} .`)).toEqual(reading);
  });
});

const asked: readonly (readonly [words: string, code: string, schedules: readonly string[]])[] = [
  ["at 5", "clock", ["0 5 * * *", "0 17 * * *"]],
  ["weekdays at 1 and 6", "clock", ["0 1,6 * * 1-5", "0 13,18 * * 1-5"]],
  ["every hour from 9 to 5", "clock", ["0 0-5,9-23 * * *", "0 9-17 * * *"]],
  ["mittwochs um halb 6", "clock", ["30 5 * * 3", "30 17 * * 3"]],
  ["every 7 minutes", "unevenMinutes", ["*/6 * * * *", "*/10 * * * *", "0,7,14,21,28,35,42,49,56 * * * *"]],
  ["alle 7 Minuten", "unevenMinutes", ["*/6 * * * *", "*/10 * * * *", "0,7,14,21,28,35,42,49,56 * * * *"]],
  ["every 90 minutes", "unevenMinutes", ["*/30 * * * *"]],
  ["every 0 minutes", "unevenMinutes", ["* * * * *"]],
  ["every 5 hours", "unevenHours", ["0 */4 * * *", "0 */6 * * *", "0 0,5,10,15,20 * * *"]],
  ["every 36 hours", "unevenHours", ["0 0 * * *"]],
  ["every 2 days at 9", "unevenDays", ["0 9 * * *", "0 9 1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31 * *"]],
  ["jeden dritten Tag um 9", "unevenDays", ["0 9 * * *", "0 9 1,4,7,10,13,16,19,22,25,28,31 * *"]],
  ["every 5 months at 9", "unevenMonths", ["0 9 1 1,5,9 *", "0 9 1 1,7 *"]],
  ["every 15 minutes from 9 to 17", "lastHour", ["*/15 9-16 * * *", "*/15 9-17 * * *"]],
  ["every second monday at 9", "nthOrEvery", ["0 9 * * 1#2"]],
  ["weekdays", "noTime", ["0 9 * * 1-5", "0 0 * * 1-5"]],
  ["every evening", "noTime", ["0 18 * * *", "0 20 * * *"]],
  ["weekly at 9", "noDay", ["0 9 * * 1", "0 9 * * 0"]],
  ["monthly on monday at 9", "noDay", ["0 9 * * 1#1"]],
  ["yearly in march at 9", "noDay", ["0 9 1 3 *"]],
  ["between 9 and 17", "howOften", ["0 9-17 * * *"]],
  ["twice a day", "whenExactly", ["0 9,17 * * *", "0 */12 * * *"]],
  ["dreimal am Tag", "whenExactly", ["0 */8 * * *"]],
  ["zweimal im Monat um 9", "whenExactly", ["0 9 1,15 * *"]],
  ["every quarter on the last day at 9", "noMonths", ["0 9 L 3,6,9,12 *", "0 9 L 1,4,7,10 *"]],
  ["last day of each quarter at 9", "noMonths", ["0 9 L 3,6,9,12 *", "0 9 L 1,4,7,10 *"]],
  ["9", "timeOrDay", ["0 9 * * *", "0 9 9 * *", "0 0 9 * *"]],
  ["5 minutes", "didYouMean", ["*/5 * * * *"]],
  ["evry day at 9", "didYouMean", ["0 9 * * *"]],
  ["thursda at 9", "didYouMean", ["0 9 * * 4"]],
];

describe("is asked, never guessed:", () => {
  test.each(asked)("%s: %s", (words, code, schedules) => {
    const reading = readWords(words);
    expect(reading).toMatchObject({ kind: "ask", problem: { code } });
    const choices = reading.kind === "ask" ? reading.choices : [];
    expect(choices.map(({ schedule }) => schedule)).toEqual(schedules);
    for (const { text, schedule } of choices) expect(readWords(text)).toMatchObject({ kind: "schedule", schedule });
  });

  test.each([
    ["weekdays at 9 PST", ["America/Los_Angeles", "Asia/Manila", "Pacific/Pitcairn"]],
    ["weekdays at 9 EST", ["America/New_York", "America/Panama"]],
    ["daily at 9 +05:30", ["Asia/Kolkata", "Asia/Colombo"]],
    ["daily at 9 in Spain", ["Europe/Madrid", "Atlantic/Canary"]],
    ["daily at 9 Berlni", ["Europe/Berlin"]],
  ])("%s: which zone?", (words, zones) => {
    const reading = readWords(words, placeZones);
    expect(reading.kind === "ask" && reading.choices.map(({ timezone }) => timezone)).toEqual(zones);
  });

  test("two things at once are asked together", () => {
    const reading = readWords("daily at 5 IST");
    expect(reading.kind === "ask" && reading.choices).toHaveLength(6);
  });
});

type Refused = readonly [words: string, code: string, word?: string | number];

const refused: readonly Refused[] = [
  ["", "empty"],
  [" , ", "empty"],
  ["x".repeat(longestWords + 1), "tooLong"],
  ["at dawn", "notUnderstood", "dawn"],
  ["weekdays at 9 when it rains", "notUnderstood", "when"],
  ["daily at 9 in Atlantis", "notUnderstood", "Atlantis"],
  ["every 1.5 hours", "notUnderstood", "1.5"],
  ["daily at 9 eat", "notUnderstood", "eat"],
  ["about 9:30", "notUnderstood", "about"],
  ["not on mondays at 9", "notUnderstood", "not"],
  ["constructor", "notUnderstood", "constructor"],
  ["at 9:5", "notUnderstood", ":"],
  ["at 25", "noSuchTime", "25"],
  ["9:75", "noSuchTime", "9:75"],
  ["24:00", "noSuchTime", "24:00"],
  ["at 13pm", "notUnderstood", "pm"],
  ["on the 32nd at 9", "noSuchDay", "32nd"],
  ["am 24.13. um 9", "noSuchDay", "24.13."],
  ["30 february at 9", "noSuchDay"],
  ["on the 31st of april and june at 9", "noSuchDay"],
  ["every hour after 9", "notUnderstood", "after"],
  ["every hour until 17", "notUnderstood", "until"],
  ["every 20 minutes past the hour", "notUnderstood", "past"],
  ["last week of the month at 9", "notUnderstood", "last"],
  ["every other week on friday at 9", "everyNthWeek", "every other week"],
  ["alle 2 Wochen montags um 9", "everyNthWeek", "alle 2 Wochen"],
  ["every 2 years", "everyNthWeek", "every 2 years"],
  ["every 2 mondays at 9", "everyNthWeek", "every 2 mondays"],
  ["fortnightly", "everyNthWeek", "fortnightly"],
  ["every 30 seconds", "seconds"],
  ["every second", "seconds"],
  ["tomorrow at 9", "oneTime", "tomorrow"],
  ["morgen um 9", "oneTime", "morgen"],
  ["next friday at 9", "oneTime", "next"],
  ["in 5 minutes", "oneTime", "5 minutes"],
  ["last working day of the month at 9", "specialDay", "last working day of the month"],
  ["mondays at 9 and fridays at 10", "twoSchedules"],
  ["montags um 9 und freitags um 10", "twoSchedules"],
  ["mondays from 9 to 10 and tuesdays from 11 to 12, every hour", "twoSchedules"],
  ["1 January and 15 July at 9", "twoSchedules"],
  ["weekdays at 9 Paris London", "twoZones", "London"],
  ["at 9:00 and 17:30", "differentMinutes"],
  ["every 15 minutes from 9:20 to 17:20", "partOfHour"],
  ["friday the 13th at 9", "bothDays"],
  ["weekdays at 9 except monday to friday", "noDay"],
  ["every monday at 9 except monday", "noDay"],
  ["every day at 9 except monday to sunday", "noDay"],
  ["montags um 9 außer montags", "noDay"],
  ["every monday except monday and on the 15th at 9", "noDay"],
  ["every hour in the morning", "partOfDay"],
  ["first day of the week at 9", "notUnderstood", "first"],
  ["last day of the week at 9", "notUnderstood", "last"],
  ["first of the week at 9", "notUnderstood", "first"],
  ["last day of the year at 9", "notUnderstood", "last"],
  ["letzter Tag des Quartals um 9", "notUnderstood", "letzter"],
  ["first monday of every week at 9", "bothDays"],
  ["every year on the last monday at 9", "noMonths"],
  ["every year on the 15th at 9", "noMonths"],
  ["every 2 hours at 9", "notTogether", "every 2 hours"],
  ["every 5 minutes, every 10 minutes", "notTogether", "every 10 minutes"],
];

describe("is refused, with the reason and its place:", () => {
  test.each(refused.map(([words, code, word]) => ({ words, code, word })))("$words: $code $word", (example) => {
    const { words, code, word } = example;
    const reading = readWords(words);
    expect(reading).toMatchObject({ kind: "refused", problem: { code } });
    if (reading.kind !== "refused") return;
    const { span, args } = reading.problem;
    if (word !== undefined) expect(args.word).toBe(word);
    if (typeof word === "string") expect(words.slice(span.start, span.end)).toContain(word);
    expect(fillMessage(wordsTexts[reading.problem.code], args)).not.toMatch(/\{\w+\}/);
  });
});

describe("zones", () => {
  test.each([
    ["Germany", "Europe/Berlin"],
    ["Deutschland", "Europe/Berlin"],
    ["Österreich", "Europe/Vienna"],
    ["München", "Europe/Berlin"],
    ["UK", "Europe/London"],
    ["São Paulo", "America/Sao_Paulo"],
    ["Rio de Janeiro", "America/Sao_Paulo"],
    ["Portland", "America/Los_Angeles"],
    ["MEZ", "Europe/Berlin"],
    ["CET", "CET"],
    ["GMT-3", "Etc/GMT+3"],
  ])("%s is %s", (place, timezone) => {
    expect(readWords(`daily at 9 ${place}`, placeZones)).toEqual({ kind: "schedule", schedule: "0 9 * * *", timezone });
  });
});

const known = fc.constantFrom(...phrases.flatMap(([words]) => words.split(" ")), "5", "7", "31", "?", "PST", "Berlin");
const anyWords = fc.oneof(
  fc.string({ unit: "binary", maxLength: 60 }),
  fc.array(known, { maxLength: 9 }).map((words) => words.join(" ")),
  fc.stringMatching(/^[0-9a-zäöü:.,& -]{0,30}$/),
);

test("any words give a schedule that servers accept without another warning, or a reason with a place", () => {
  fc.assert(
    fc.property(anyWords, (words) => {
      const reading = readWords(words);
      const found = reading.kind === "schedule" ? [reading] : reading.kind === "ask" ? reading.choices : [];
      for (const { schedule, timezone } of found) {
        const findings = checkSchedule(schedule, { timezone: "UTC", now: Date.UTC(2026, 10, 26), minimumMinutes: 0 });
        const codes = findings.map(({ code }) => code);
        expect({ words, codes: codes.filter((code) => !/not-portable$|never$/.test(code)) }).toEqual({
          words,
          codes: [],
        });
        if (codes.includes("schedule.not-portable")) expect(schedule).toMatch(/[L#]/);
        if (timezone !== undefined) expect(findTimeZone(timezone)).toBeDefined();
      }
      if (reading.kind === "schedule") return;
      expect(reading.problem.span.start).toBeGreaterThanOrEqual(0);
      expect(reading.problem.span.end).toBeLessThanOrEqual(words.length);
      if (reading.kind === "ask") expect(found.length).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});
