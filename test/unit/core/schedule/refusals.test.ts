import { describe, expect, test } from "vitest";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import { checkSchedule } from "../../../../src/core/schedule/checkSchedule";
import type { ScheduleDialect } from "../../../../src/core/schedule/scheduleDialect";

/** The first finding: what it says, the part of the text that it points at, and the text with its fix. */
function refusal(text: string, dialect: ScheduleDialect = "secondsLast") {
  const [finding] = checkSchedule(text, { timezone: null, now: Date.UTC(2026, 10, 23), minimumMinutes: 5, dialect });
  if (finding?.severity !== "error" || finding.span === undefined) throw new Error(`Nothing is wrong with ${text}`);
  const { start, end } = finding.span;
  const fix =
    finding.fix?.kind === "replaceText" ? text.slice(0, start) + finding.fix.text + text.slice(end) : undefined;
  return {
    code: finding.code.replace("schedule.", ""),
    message: findingMessage(finding),
    at: text.slice(start, end),
    fix,
  };
}

describe("refusals say what is refused, and where", () => {
  test.each([
    ["0 9 * *", "0 9 * *", "This one has 4."],
    ["60 9 * * *", "60", "“60” is out of range: the minute field goes from 0 to 59."],
    ["50-70 * * * *", "50-70", "“70” is out of range: the minute field goes from 0 to 59."],
    ["70-50 * * * *", "70-50", "“70” is out of range: the minute field goes from 0 to 59."],
    ["70/5 * * * *", "70/5", "“70” is out of range: the minute field goes from 0 to 59."],
    ["0 0 0-5 * *", "0-5", "“0” is out of range: the day of month field goes from 1 to 31."],
    ["0 0 1,32 * *", "32", "“32” is out of range: the day of month field goes from 1 to 31."],
    ["0 0 40W * *", "40W", "“40” is out of range: the day of month field goes from 1 to 31."],
    ["0 0 * * L8", "L8", "“8” is out of range: the day of week field goes from 0 to 6."],
    ["0 0 * foo *", "foo", "“foo” is not a name that the month field knows."],
    ["0 0 * jan-foo *", "jan-foo", "“foo” is not a name that the month field knows."],
    ["0 0 * * %", "%", "“%” is not valid in the day of week field."],
    ["0 1-2-3 * * *", "1-2-3", "“1-2-3” is not a range: write “first-last”, as in “0-23”."],
    ["0 */0 * * *", "*/0", "The step in “*/0” must be a whole number of 1 or more after one “/”."],
    ["R/0 0 * * *", "R/0", "The step in “R/0” must be a whole number of 1 or more after one “/”."],
    ["R(9-5) 0 * * *", "R(9-5)", "“R(9-5)” needs a range within 0 to 59 that ends after it begins."],
    ["0 9 * * 1-5#1", "1-5#1", "Before “#” write one weekday or a range of names, as in “mon-fri#1”."],
    ["0 9 * * 1#2,3", "3", "“3” can't be in one field with “#” or “L5”"],
    ["0 9 1,15W * *", "15W", "“15W” must be the only thing in its field."],
    ["@fortnightly", "@fortnightly", "“@fortnightly” is not an alias."],
    ["@reboot", "@reboot", "give the times at which to run instead of “@reboot”."],
    ["@every 7m", "@every 7m", "The server does not know “@every 7m”: write it with fields."],
    ["H 0 * * *", "H", "The server does not know Jenkins’ “H”: choose a value yourself."],
    ["0 0 L-3 * *", "L-3", "as in “L-3”: “L” alone is its last day"],
    ["0 9 * * 5L", "5L", "The last weekday of a month is written “L5” here, with Sunday as 0."],
    ["0 9 * * monday", "monday", "Names have three letters here: “mon”, not “monday”."],
    ["0 9 1,, * *", ",,", "The day of month field has a comma with nothing next to it."],
    ["  TZ=Mars/Base 0 9 * * *", "  TZ=Mars/Base ", "remove “TZ=Mars/Base” and set “timezone”."],
    ["0 9 * * * UTC", "UTC", "write “0 9 * * *”, and set “timezone” to “UTC”."],
    ["weekdays at 9", "weekdays at 9", "The server reads fields, not words: “0 9 * * 1-5”."],
    ["0 9 * * 1, 3", "0 9 * * 1, 3", "so a field can't contain one: “0 9 * * 1,3”."],
    [
      "0\u00a09 * * *",
      "0\u00a09 * * *",
      "A character here only looks right (U+00A0); the server does not accept it: “0 9 * * *”.",
    ],
    ["“0 9 * * *”", "“0 9 * * *”", "A character here only looks right (U+201C)"],
    [" rate(1 hour)", " rate(1 hour)", "“rate(1 hour)” is AWS syntax; here it is “0 * * * *”."],
    [" rate(7 minutes)", " rate(7 minutes)", "“rate(7 minutes)” is AWS syntax. Here a schedule is just five fields"],
    ["0 30 9 * * 1", "0 30 9 * * 1", "This seems to begin with seconds; here they come last: “30 9 * * 1”."],
    ["0 0 12 * * ? 2030", "0 0 12 * * ? 2030", "Leave the year out: “0 12 * * ?”."],
  ])("%j at %j", (text, at, message) => {
    const found = refusal(text);
    expect(found.at).toBe(at);
    expect(found.message).toContain(message);
  });

  test("a schedule that is too long is not parsed", () => {
    const { code, fix, message } = refusal("0 30 9 * * 1".padEnd(1001));
    expect([code, fix]).toEqual(["too-long", undefined]);
    expect(message).toBe("This schedule has 1001 characters; the limit is 1000.");
  });

  test("a text of more than 200 characters is not searched for habits", () => {
    expect(refusal("0 9 * * 1, 3".padEnd(200)).code).toBe("blank-in-field");
    expect(refusal("0 9 * * 1, 3".padEnd(201)).code).not.toBe("blank-in-field");
  });
});

describe("what was meant is the fix", () => {
  const names = {
    sunday: "sun",
    monday: "mon",
    tuesday: "tue",
    wednesday: "wed",
    thursday: "thu",
    friday: "fri",
    saturday: "sat",
    Tues: "tue",
    thurs: "thu",
  };
  const months = {
    january: "jan",
    february: "feb",
    march: "mar",
    april: "apr",
    june: "jun",
    july: "jul",
    august: "aug",
    september: "sep",
    october: "oct",
    november: "nov",
    december: "dec",
    Sept: "sep",
  };

  test.each<[text: string, code: string, fix: string | undefined]>([
    ...Object.entries(names).map(([name, short]): [string, string, string] => [
      `0 9 * * ${name}`,
      "full-name",
      `0 9 * * ${short}`,
    ]),
    ...Object.entries(months).map(([name, short]): [string, string, string] => [
      `0 9 1 ${name} *`,
      "full-name",
      `0 9 1 ${short} *`,
    ]),
    ["0 9 * * monday-fri", "full-name", "0 9 * * mon-fri"],
    ["0 9 * * sday", "unknown-name", undefined],
    ["0 9 * * monday#9", "nth-number", undefined],
    ["0 9 monday * *", "unknown-name", undefined],
    ["0,,5 9 * * *", "empty-item", "0,5 9 * * *"],
    [",5 9 * * *", "empty-item", "5 9 * * *"],
    ["0 9 1, * *", "empty-item", "0 9 1 * *"],
    ["0 9 * * ,1", "empty-item", "0 9 * * 1"],
    ["0 9 * * 1,,,3", "empty-item", "0 9 * * 1,3"],
    ["0 9 * * 1,,", "empty-item", "0 9 * * 1"],
    ["0 ? * * *", "question-mark", "0 * * * *"],
    ["0 9 ?,1 * *", "question-mark", undefined],
    ["@minutely", "unknown-alias", "* * * * *"],
    ["@every_minute", "unknown-alias", "* * * * *"],
    ["@weekdays", "unknown-alias", "0 0 * * 1-5"],
    ["@Weekends", "unknown-alias", "0 0 * * 0,6"],
    ["@quarterly", "unknown-alias", "0 0 1 */3 *"],
    [" @hourly", "unknown-alias", "@hourly"],
    ["@daily ", "unknown-alias", "@daily"],
    [" @midnight", "unknown-alias", "@midnight"],
    [" @weekly", "unknown-alias", "@weekly"],
    [" @monthly", "unknown-alias", "@monthly"],
    [" @yearly", "unknown-alias", "@yearly"],
    [" @annually", "unknown-alias", "@annually"],
    ["@fortnightly", "unknown-alias", undefined],
    ["@constructor", "unknown-alias", undefined],
    ["@every  15m", "every-duration", "*/15 * * * *"],
    ["@every 2h", "every-duration", "0 */2 * * *"],
    ["@every 1d", "every-duration", "0 0 */1 * *"],
    ["@every 2d", "every-duration", undefined],
    ["@every 31d", "every-duration", undefined],
    ["@every 0m", "every-duration", undefined],
    ["@every 5m30s", "every-duration", undefined],
    ["@every now and then", "every-duration", undefined],
    ["@every now, @every 5m", "every-duration", undefined],
    ["0 9 * * 1 0 1960", "out-of-range", undefined],
    ["00 30 9 * * 1", "seconds-first-refused", "30 9 * * 1"],
    ["05 30 9 * * 1", "seconds-first-refused", "30 9 * * 1 05"],
    ["  0   30 9\t* * 1 ", "seconds-first-refused", "30 9 * * 1"],
    ["0 30 9 * 1", "out-of-range", undefined],
    ["5 30 9 * *", "out-of-range", undefined],
    ["0 0 LW * *", "last-nearest-weekday", "0 0 31W * *"],
    ["0 0 L-12 * *", "from-last", undefined],
    ["0 0 L-3W * *", "from-last", undefined],
    ["0 0 1,L-3 * *", "from-last", undefined],
    ["0 0 L-3x * *", "unknown-name", undefined],
    ["0 0 XL-3 * *", "unknown-name", undefined],
    ["0 9 * * 5LX", "unknown-item", undefined],
    ["0 9 1 maya *", "unknown-name", undefined],
    ["TZ=UTC", "zone-prefix", undefined],
    ["0 0 LWX * *", "unknown-name", undefined],
    ["0 0 FLW * *", "unknown-name", undefined],
    ["0 LW * * *", "unknown-name", undefined],
    ["0 9 * * L-3", "unknown-name", undefined],
    ["0 9 * * SUNL", "last-weekday-order", "0 9 * * L0"],
    ["0 9 * * friL", "last-weekday-order", "0 9 * * L5"],
    ["0 9 * * 0L", "last-weekday-order", "0 9 * * L0"],
    ["0 9 * * 8L", "unknown-item", undefined],
    ["0 9 * * 15L", "unknown-item", undefined],
    ["0 9 * * xyL", "unknown-name", undefined],
    ["0 9 * * 1-5L", "unknown-item", undefined],
    ["0 9 5L * *", "unknown-item", undefined],
    ["H 9 * * *", "hash", "0 9 * * *"],
    ["H(10-50) 9 * * *", "hash", "10 9 * * *"],
    ["H(10-50)/20 9 * * *", "hash", "10-50/20 9 * * *"],
    ["h/20 9 * * *", "hash", "*/20 9 * * *"],
    ["0 9 H * *", "hash", "0 9 1 * *"],
    ["hh/20 9 * * *", "unknown-name", undefined],
    ["H/20x 9 * * *", "bad-range", undefined],
    ["cron(0 9 ? * MON-FRI *)", "aws-as", "0 9 * * MON-FRI"],
    [" Cron ( 0  9 1 * ? * ) ", "aws-as", "0 9 1 * *"],
    ["cron(0 9 ? * 2,3,4 *)", "aws-as", "0 9 * * 1,2,3"],
    ["cron(0 9 ? * 10 *)", "aws", undefined],
    ["cron(0 9 ? * 6L *)", "aws", undefined],
    ["cron(0 9 ? * 2#1 *)", "aws", undefined],
    ["cron(0 9 * * 1)", "aws", undefined],
    ["cron(0 9 ? * 2 * 5)", "aws", undefined],
    ["rate(5 minutes)", "aws-as", "*/5 * * * *"],
    ["my cron(0 9 ? * 2 *)", "unknown-name", undefined],
    ["cron(0 9 ? * 2 *) x", "unknown-item", undefined],
    ["\uff11\uff15 9 * * *", "look-alike", "15 9 * * *"],
    ["*\u20445 * * * *", "look-alike", "*/5 * * * *"],
    ["*\uff0f5 * * * *", "look-alike", "*/5 * * * *"],
    ["0 9 * * 1\uff0c3", "look-alike", "0 9 * * 1,3"],
    ["0 9 * * 1\u201a3", "look-alike", "0 9 * * 1,3"],
    ["0 9 * * 1\u22125", "look-alike", "0 9 * * 1-5"],
    ["\u00d7/5 * * * *", "look-alike", "*/5 * * * *"],
    ["\ufeff0 9 * * *", "look-alike", "0 9 * * *"],
    ["`0 9 * * *`", "look-alike", "0 9 * * *"],
    ["0 25\u00a0* * *", "field-count", undefined],
    ["0 9 * * mon - fri", "blank-in-field", "0 9 * * mon-fri"],
    ["*/ 5 * * * * ", "blank-in-field", "*/5 * * * *"],
    [" * /5 * * * *", "blank-in-field", "*/5 * * * *"],
    ["0 9 * * 1 -5 *", "blank-in-field", "0 9 * * 1-5 *"],
    ["1, 61 9 * * *", "empty-item", "1 61 9 * * *"],
    ["9:30 on mondays", "words", "30 9 * * 1"],
    ["9am", "words", "0 9 * * *"],
    ["every 5 minutes", "words", "*/5 * * * *"],
    ["at 9", "words", "0 9 * * *"],
    ["@ 9", "unknown-alias", undefined],
  ])("%j: %s, %j", (text, code, fix) => {
    const found = refusal(text);
    expect([found.code, found.fix]).toEqual([code, fix]);
  });

  test("a zone after the fields is not a field, in either dialect", () => {
    expect(refusal("0 9 * * *  Europe/Berlin ").at).toBe("Europe/Berlin");
    expect(refusal("0 9 * * * GB").code).toBe("zone-suffix");
    expect(refusal("0 9 * * * Mars/Base").code).not.toBe("zone-suffix");
    expect(refusal("0 25 * * * Europe/Berlin").code).not.toBe("zone-suffix");
    expect(refusal("30 0 9 * * 1 Europe/Berlin", "secondsFirst").code).toBe("zone-suffix");
    expect(refusal("0 30 9 * * 1 Europe/Berlin", "secondsFirst").code).toBe("zone-suffix");
    expect(refusal("0 30 9 * * 1 Europe/Berlin", "secondsFirst").message).toContain("write “0 30 9 * * 1”");
  });

  test("TZ= before or after the fields is a zone, whatever else is wrong", () => {
    for (const text of [
      "0 9 * * * TZ=Europe/Berlin",
      "0 9 * * CRON_TZ=Mars/Base ",
      "0 25 * * * 0 2030 tz=",
      "x TZ=UTC",
    ]) {
      const found = refusal(text);
      expect(found.code).toBe("zone-prefix");
      expect(found.at).toBe(text.trim().split(" ").at(-1));
      expect(found.message).toContain(`remove “${found.at}” and set “timezone”`);
    }
    expect(refusal("0 9 * * * XTZ=UTC").code).not.toBe("zone-prefix");
    expect(refusal("0 9 * TZ=UTC * *").code).not.toBe("zone-prefix");
  });

  test("if seconds come first nothing is appended", () => {
    expect(refusal("0 30 25 * * 1", "secondsFirst")).toMatchObject({ code: "out-of-range", fix: undefined });
    expect(refusal("30 9 25 * * 1", "secondsFirst")).toMatchObject({ code: "out-of-range", fix: undefined });
  });
});
