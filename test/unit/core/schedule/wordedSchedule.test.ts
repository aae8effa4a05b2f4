import { describe, expect, test } from "vitest";
import { fieldsOfWords } from "../../../../src/core/schedule/wordedSchedule";

describe("plain English is read as fields", () => {
  test.each([
    ["every minute", "* * * * *"],
    ["each minute", "* * * * *"],
    ["every 1 minute", "* * * * *"],
    ["every 5 minutes", "*/5 * * * *"],
    ["every five minutes", "*/5 * * * *"],
    ["every 15 minutes", "*/15 * * * *"],
    ["every other minute", "*/2 * * * *"],
    ["every hour", "0 * * * *"],
    ["once an hour", undefined],
    ["once per hour", "0 * * * *"],
    ["every one hour", "0 * * * *"],
    ["every two hours", "0 */2 * * *"],
    ["every three hours", "0 */3 * * *"],
    ["every four hours", "0 */4 * * *"],
    ["every six hours", "0 */6 * * *"],
    ["every eight hours", "0 */8 * * *"],
    ["every twelve hours", "0 */12 * * *"],
    ["every ten minutes", "*/10 * * * *"],
    ["every other hour", "0 */2 * * *"],
    ["every day", "0 0 * * *"],
    ["once a day", "0 0 * * *"],
    ["every 1 day", "0 0 * * *"],
    ["every week", "0 0 * * 0"],
    ["every month", "0 0 1 * *"],
    ["once a year", "0 0 1 1 *"],
    ["Every  Year.", "0 0 1 1 *"],
  ])("%j is %j", (words, fields) => {
    expect(fieldsOfWords(words)).toBe(fields);
  });

  test.each([
    ["hourly", "0 * * * *"],
    ["daily", "0 0 * * *"],
    ["nightly", "0 0 * * *"],
    ["weekly", "0 0 * * 0"],
    ["monthly", "0 0 1 * *"],
    ["yearly", "0 0 1 1 *"],
    [" Annually ", "0 0 1 1 *"],
  ])("%j is %j", (words, fields) => {
    expect(fieldsOfWords(words)).toBe(fields);
  });

  test.each([
    ["at 9", "0 9 * * *"],
    ["at 0", "0 0 * * *"],
    ["at 23", "0 23 * * *"],
    ["at nine", "0 9 * * *"],
    ["at noon", "0 12 * * *"],
    ["noon", "0 12 * * *"],
    ["at midnight", "0 0 * * *"],
    ["midnight", "0 0 * * *"],
    ["daily, at noon.", "0 12 * * *"],
    ["@ 9", "0 9 * * *"],
    ["@9", "0 9 * * *"],
    ["at 9am", "0 9 * * *"],
    ["9 am", "0 9 * * *"],
    ["10pm", "0 22 * * *"],
    ["at 9:30", "30 9 * * *"],
    ["at 9:30 pm", "30 21 * * *"],
    ["9:30pm", "30 21 * * *"],
    ["9:05", "5 9 * * *"],
    ["09:05 am", "5 9 * * *"],
    ["12am", "0 0 * * *"],
    ["at 12:30 am", "30 0 * * *"],
    ["12pm", "0 12 * * *"],
    ["at 12:30 pm", "30 12 * * *"],
    ["at 12", "0 12 * * *"],
    ["11:59 pm", "59 23 * * *"],
    ["  At  9  ", "0 9 * * *"],
  ])("%j is %j", (words, fields) => {
    expect(fieldsOfWords(words)).toBe(fields);
  });

  test.each([
    ["sunday at 7", "0"],
    ["monday at 7", "1"],
    ["tuesday at 7", "2"],
    ["wednesday at 7", "3"],
    ["thursday at 7", "4"],
    ["friday at 7", "5"],
    ["saturday at 7", "6"],
    ["every monday at 7", "1"],
    ["each monday at 7", "1"],
    ["on mondays at 7", "1"],
    ["at 7 on mondays", "1"],
    ["7am mondays", "1"],
    ["every day at 7", "*"],
    ["on the weekend at 7", "0,6"],
    ["weekends at 7", "0,6"],
    ["weekdays at 7", "1-5"],
    ["7am every weekday", "1-5"],
    ["every day on mondays and fridays at 7", "1,5"],
    ["days at 7", "*"],
    ["mon, wed and fri at 7", "1,3,5"],
    ["tue at 7", "2"],
    ["tues at 7", "2"],
    ["thur at 7", "4"],
    ["thurs at 7", "4"],
    ["sat at 7", "6"],
  ])("%j is on %s", (words, days) => {
    expect(fieldsOfWords(words)).toBe(`0 7 * * ${days}`);
  });
});

describe("what is not plain is not guessed", () => {
  test.each([
    "",
    "9",
    "rarely",
    "constructor",
    "every 7 minutes",
    "every 25 minutes",
    "every 0 minutes",
    "every zero minutes",
    "every 60 minutes",
    "every sixty minutes",
    "every 120 minutes",
    "every few minutes",
    "every 5 hours",
    "every 24 hours",
    "every 2 days",
    "every other day",
    "every other week",
    "every second",
    "run every 5 minutes",
    "every 5 minutes or so",
    "at 24",
    "at 25:00",
    "at 13pm",
    "13 pm",
    "at 9:60",
    "at 9:5",
    "at 123",
    "at dawn",
    "at noonish",
    "at 9 when it rains",
    "when it rains at 9",
    "week at 9",
    "mo at 9",
    "tuesd at 9",
    "thursda at 9",
    "someday at 9",
    "9:30 sharp",
    "about 9:30",
  ])("%j", (words) => {
    expect(fieldsOfWords(words)).toBeUndefined();
  });
});
