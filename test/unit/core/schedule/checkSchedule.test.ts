import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../src/core/finding/finding";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import { checkSchedule } from "../../../../src/core/schedule/checkSchedule";
import { comesToEnd } from "../../../../src/core/schedule/lastRun";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { arbitraryText } from "./arbitrarySchedule";

const now = Date.UTC(2026, 10, 23);

function check(text: string, timezone: string | null = null): readonly Finding[] {
  return checkSchedule(text, { timezone, now, minimumMinutes: 5 });
}

function fixed(text: string, { span, fix }: Finding): string | undefined {
  if (span === undefined || fix?.kind !== "replaceText") return undefined;
  return text.slice(0, span.start) + fix.text + text.slice(span.end);
}

describe("finds nothing in what is safe and portable", () => {
  test.each([
    ...[
      "0 9 * * *",
      "*/5 * * * *",
      "0 9 * * 1-5",
      "30 8 * * MON-FRI",
      "0 0 1 */3 *",
      "@daily",
      "@weekly",
      "0,30 9-17 * * *",
    ],
    ...["0 0 ? * 1", "0 0 1,15 * *", "5/20 * * * *", "0 */2 * * *", "0 0 29 2 *", "7 7 7 7 *", "59/1 9 * * *"],
  ])("%s", (text) => {
    expect(check(text, "America/New_York")).toEqual([]);
  });
});

describe("says what is wrong, and what to write instead", () => {
  const rows: readonly (readonly [text: string, code: string, fixed?: string | undefined])[] = [
    ["* * * *", "schedule.field-count"],
    ["0 25 * * *", "schedule.out-of-range"],
    ["@reboot", "schedule.reboot"],
    ["@every 5m", "schedule.every-duration", "*/5 * * * *"],
    ["@every 1h", "schedule.every-duration", "0 */1 * * *"],
    ["@every 7m", "schedule.every-duration"],
    ["@weekdays", "schedule.unknown-alias", "0 0 * * 1-5"],
    [" @Daily", "schedule.unknown-alias", "@daily"],
    ["CRON_TZ=Asia/Tokyo 0 9 * * *", "schedule.zone-prefix"],
    ["0 0 L-3 * *", "schedule.from-last"],
    ["0 0 L-3W * *", "schedule.from-last"],
    ["0 7 * * * America/Los_Angeles", "schedule.zone-suffix"],
    ["0 7 * * 1-5 UTC", "schedule.zone-suffix"],
    ["weekdays at 9", "schedule.words", "0 9 * * 1-5"],
    ["Every weekday at 9:30 pm", "schedule.words", "30 21 * * 1-5"],
    ["monday and friday at 10", "schedule.words", "0 10 * * 1,5"],
    ["every 5 minutes", "schedule.words", "*/5 * * * *"],
    ["every hour", "schedule.words", "0 * * * *"],
    ["every 7 minutes", "schedule.unclear-words"],
    ["at dawn", "schedule.field-count"],
    ["daily at noon", "schedule.words", "0 12 * * *"],
    ["12am", "schedule.words", "0 0 * * *"],
    ["09:00", "schedule.words", "0 9 * * *"],
    ["daily", "schedule.words", "0 0 * * *"],
    ["13pm", "schedule.field-count"],
    ["when it rains", "schedule.field-count"],
    ["0\u00a09 * * *", "schedule.look-alike", "0 9 * * *"],
    ["\u200b0 9 * * 1\u20135", "schedule.look-alike", "0 9 * * 1-5"],
    ["\uff0a/15 * * * *", "schedule.look-alike", "*/15 * * * *"],
    ["'0 9 * * *'", "schedule.look-alike", "0 9 * * *"],
    ["0 9 * * 1, 3", "schedule.blank-in-field", "0 9 * * 1,3"],
    ["0 9 * * mon - fri", "schedule.blank-in-field", "0 9 * * mon-fri"],
    ["cron(0 9 ? * MON-FRI *)", "schedule.aws-as", "0 9 * * MON-FRI"],
    ["cron(15 10 ? * 2-6 *)", "schedule.aws-as", "15 10 * * 1-5"],
    ["cron(0 9 ? * MON-FRI 2027)", "schedule.aws"],
    ["rate(1 hour)", "schedule.aws-as", "0 * * * *"],
    ["0 9 * * monday", "schedule.full-name", "0 9 * * mon"],
    ["0 9 * January-mar *", "schedule.full-name", "0 9 * jan-mar *"],
    ["0 9 * * 5L", "schedule.last-weekday-order", "0 9 * * L5"],
    ["0 9 * * friL", "schedule.last-weekday-order", "0 9 * * L5"],
    ["0 9 LW * *", "schedule.last-nearest-weekday", "0 9 31W * *"],
    ["H/15 * * * *", "schedule.hash", "*/15 * * * *"],
    ["0 H(2-5) * * *", "schedule.hash", "0 2 * * *"],
    ["0 30 9 * * ?", "schedule.seconds-first-refused", "30 9 * * ?"],
    ["15 30 9 * * MON", "schedule.seconds-first-refused", "30 9 * * MON 15"],
    ["0 0 12 * * ? *", "schedule.seconds-first-refused", "0 12 * * ?"],
    ["30 0 12 * * MON *", "schedule.seconds-first-refused", "0 12 * * MON 30"],
    ["0 0 12 * * ? 2030", "schedule.quartz-year"],
    ["0 0 12 ? * MON-FRI 2030/2", "schedule.quartz-year"],
    ["40 1 26 11 * 0 2026", "schedule.comes-to-end"],
    ["0 9 * * * 0 2027,2029", "schedule.comes-to-end"],
    ["0 0 29 2 * 0 2027-2040", "schedule.comes-to-end"],
    ["0 9 * * 1 30 2026-2099", "schedule.comes-to-end"],
    ["0 15 9 * * 1 2030", "schedule.comes-to-end"],
    ["*/30 * * * * *", "schedule.seconds-first", "* * * * * */30"],
    ["0 15 9 * * 1", "schedule.seconds-first", "15 9 * * 1"],
    ["0 0 31 2 *", "schedule.never"],
    ["0 0 30 2 *", "schedule.never"],
    ["0 0 31 4,6,9,11 *", "schedule.never"],
    ["0 0 1 * 5#2", "schedule.never"],
    ["0 9 * * * 0 2020", "schedule.never"],
    ["00 15 9 * * 1", "schedule.seconds-first", "15 9 * * 1"],
    ["* */5 9 * * *", "schedule.too-often"],
    ["0 * * * * *", "schedule.seconds-first", "* * * * *"],
    ["0 15 9 * * 00", "schedule.not-portable-fields"],
    ["0 15 9 * * 05", "schedule.seconds-first", "15 9 * * 05"],
    ["0 15 9 * * 10", "schedule.seconds-first"],
    ["10 15 9 * * 1", "schedule.not-portable-fields"],
    ["05 15 9 * * 1", "schedule.not-portable-fields"],
    ["* * * * *", "schedule.too-often"],
    ["* * * * * *", "schedule.too-often"],
    ["0 9 * * 5-5", "schedule.equal-range", "0 9 * * 5"],
    ["0 15-15 * * *", "schedule.equal-range", "0 15 * * *"],
    ["0 9 * * 1#1,0-0", "schedule.equal-range"],
    ["0 9 * * * 0 2030-2030", "schedule.equal-range"],
    ["*/90 9 * * *", "schedule.step-past-range", "0 9 * * *"],
    ["59/15 9 * * *", "schedule.step-past-range", "59 9 * * *"],
    ["30 10-20/15 * * *", "schedule.step-past-range", "30 10 * * *"],
    ["0 9 15 * 1#3", "schedule.day-field-ignored", "0 9 * * 1#3"],
    ["0 9 15W * 1", "schedule.day-field-ignored", "0 9 15W * *"],
    ["0 9 1 * 1", "schedule.both-days"],
    ["R 9 * * *", "schedule.random"],
    ["0 22-4 * * *", "schedule.not-portable", "0 0,1,2,3,4,22,23 * * *"],
    ["0 9 * * 7", "schedule.not-portable", "0 9 * * 0"],
    ["0 9 * * 6-7", "schedule.not-portable", "0 9 * * 0,6"],
    ["0 9 28-L/2 * *", "schedule.not-portable", "0 9 28,30 * *"],
    ["0 9 28-L * *", "schedule.not-portable", "0 9 28,29,30,31 * *"],
    ["0 9 L * *", "schedule.not-portable"],
    ["0 9 15W * *", "schedule.not-portable"],
    ["0 9 * * L5", "schedule.not-portable"],
    ["0 9 * * 1#2", "schedule.not-portable"],
    ["0 9 * * 7#2", "schedule.not-portable"],
    ["0 9 * * 1-0", "schedule.not-portable"],
    ["@midnight", "schedule.not-portable", "@daily"],
    ["0 9 * * 1 0", "schedule.not-portable-fields"],
  ];
  for (const [text, code, replacement] of rows) {
    test(`${text}: ${code}`, () => {
      const [first] = check(text);
      expect(first?.code).toBe(code);
      expect(first && fixed(text, first)).toBe(replacement);
      expect(first && findingMessage(first)).not.toMatch(/[{}]/);
    });
  }

  test("each meaning of unclear words can be taken, with its zone or with the cron's", () => {
    const choices = (timezone: string | null) =>
      check("every day at 5 Berlin", timezone)[0]?.choices?.map((fix) => "text" in fix && fix.text);
    const [early, late] = ['"schedule": "0 5 * * *"', '"schedule": "0 17 * * *"'];
    const berlin = '"timezone": "Europe/Berlin"';
    expect(choices(null)).toEqual([`${early}, ${berlin}`, `${late}, ${berlin}`]);
    expect(choices("Europe/Berlin")).toEqual([early, late]);
    expect(choices("Asia/Tokyo")).toEqual([`${early}, ${berlin}`, early, `${late}, ${berlin}`, late]);
  });

  test("the worst comes first", () => {
    const order = (text: string) => check(text, "Europe/Berlin").map(({ code, severity }) => [severity, code]);
    expect(order("30 2 * * 5-5")).toEqual([
      ["warning", "schedule.equal-range"],
      ["info", "schedule.clock-skips"],
      ["info", "schedule.clock-repeats"],
    ]);
    expect(order("30 2 * 3 */9,7")).toEqual([
      ["warning", "schedule.step-past-range"],
      ["info", "schedule.clock-skips"],
      ["hint", "schedule.not-portable"],
    ]);
  });

  test("each points at its part", () => {
    const parts = (text: string) =>
      check(text).map(({ code, span }) => [code.replace("schedule.", ""), text.slice(span?.start, span?.end)]);
    expect(parts("0 0 31 2 *")).toEqual([["never", "0 0 31 2 *"]]);
    expect(parts("0 9 * * * 0 2030")).toEqual([["comes-to-end", "2030"]]);
    expect(parts("* * * * * *")).toEqual([
      ["too-often", "* * * * * *"],
      ["faster-than-server", "* * * * * *"],
      ["not-portable-fields", "*"],
    ]);
    expect(parts("0 9 1 * 1")).toEqual([["both-days", "1 * 1"]]);
    expect(parts("5 9 1 * * 30 *")).toEqual([["not-portable-fields", "30 *"]]);
    expect(parts("0 9 15 * 1#3")).toEqual([
      ["day-field-ignored", "15"],
      ["not-portable", "1#3"],
    ]);
    expect(parts("5 9,7-7 * * *")).toEqual([["equal-range", "7-7"]]);
    expect(parts("@midnight")).toEqual([["not-portable", "@midnight"]]);
  });

  test("says nothing about both day fields if both must match, nor about missing runs if none is known", () => {
    expect(check("0 9 15W * 1#3").map(({ code }) => code)).toEqual(["schedule.not-portable", "schedule.not-portable"]);
    expect(check("R 9 31 1 *").map(({ code }) => code)).toEqual(["schedule.random"]);
    expect(check("R 9 1 * 1").map(({ code }) => code)).toEqual(["schedule.random"]);
  });

  test("a fix of a non-error stays if the runs end anyway", () => {
    const [, hint] = check("0 9 * * 7 0 2030");
    expect(hint && fixed("0 9 * * 7 0 2030", hint)).toBe("0 9 * * 0 0 2030");
  });

  test.each([
    ["* * * * * */4", true],
    ["* * * * * */5", false],
  ])("%s is faster than the server looks: %s", (text, isFaster) => {
    const found = check(text).find(({ code }) => code === "schedule.faster-than-server");
    expect(found?.args).toEqual(isFaster ? { seconds: 5 } : undefined);
  });

  test("no zone is UTC", () => {
    expect(check("0 9 * * *", "")).toEqual([]);
    expect(check("0 9 * * *", null)).toEqual([]);
  });

  test("the last run is that of the cron's zone", () => {
    expect(check("40 1 26 11 * 0 2026", "Europe/Berlin")[0]?.args.last).toBe("2026-11-26T00:40:00Z");
    expect(check("40 1 26 11 * 0 2026", "Mars/Phobos")[1]?.args.last).toBe("2026-11-26T01:40:00Z");
  });

  test.each([
    ["30 0-3 * * *", ["2027-03-28 skip 02:30", "2027-10-31 show 02:30"]],
    ["30 1,2 * * *", ["2027-03-28 skip 02:30", "2027-10-31 show 02:30"]],
    ["30 0-4 * * *", []],
    ["30 * * * *", []],
    ["0 3 * * *", []],
    ["59 2 * * *", ["2027-03-28 skip 02:59", "2027-10-31 show 02:59"]],
    ["30 2 28 3 1", ["2027-03-28 skip 02:30"]],
    ["30 2 1 3 0", ["2027-03-28 skip 02:30"]],
    ["30 2 31 6 0", []],
    ["R 2 * * *", []],
  ])("the clocks of a year matter to %s: %j", (text, dates) => {
    const found = check(text, "Europe/Berlin").filter(({ code }) => code.startsWith("schedule.clock-"));
    const words = found.map((finding) =>
      findingMessage(finding).replace(/^On (\S+) the clocks in Europe\/Berlin (skip|show) (\d\d:\d\d).*$/, "$1 $2 $3"),
    );
    expect(words).toEqual(dates);
    for (const { span } of found) expect(span).toEqual({ start: 0, end: text.length });
  });

  test("one side of a union that never runs does not hide the other's clock change", () => {
    const [found] = check("30 1 31 11 0", "America/New_York").filter(({ code }) => code.startsWith("schedule.clock-"));
    expect(found && findingMessage(found)).toBe(
      "On 2027-11-07 the clocks in America/New_York show 01:30 twice, and the server runs it both times.",
    );
  });

  test("names the dates on which the clocks skip or repeat a run", () => {
    expect(check("30 2 * * *", "Europe/Berlin").map(findingMessage)).toEqual([
      "On 2027-03-28 the clocks in Europe/Berlin skip 02:30: the server runs it at 03:00 instead.",
      "On 2027-10-31 the clocks in Europe/Berlin show 02:30 twice, and the server runs it both times.",
    ]);
    expect(check("30 2 * * *", "Asia/Tokyo")).toEqual([]);
  });

  test("shows no character that would break or turn the line", () => {
    for (const text of ["\0 9 * * *", "0\u202E 9 * * *", "@\u2028daily", "TZ=\u0007 0 9 * * *", "H(\r\n) * * * *"]) {
      for (const finding of check(text)) expect(findingMessage(finding)).not.toMatch(/[\p{Cc}\u2028\u202E]/u);
    }
  });

  test.each([
    ["40 1 26 11 * 0 2026", "is at 2026-11-26T01:40:00Z.", "Leave the year out: “40 1 26 11 *”."],
    ["0 0 29 2 * 30 2027-2040", "is at 2040-02-29T00:00:30Z.", "Leave the year out: “0 0 29 2 * 30”."],
    ["0 9 1 1 * 00 2030", "is at 2030-01-01T09:00:00Z.", "Leave the year out: “0 9 1 1 *”."],
    ["0 9 1 1 * 0,30 2030", "is at 2030-01-01T09:00:30Z.", "Leave the year out: “0 9 1 1 * 0,30”."],
    ["0 9 1 1 * 30,0 2030", "is at 2030-01-01T09:00:30Z.", "Leave the year out: “0 9 1 1 * 30,0”."],
  ])("says when the runs of %s end, and what to write", (text, ends, right) => {
    const [first] = check(text);
    expect(first && findingMessage(first)).toContain(ends);
    expect(first && findingMessage(first)).toContain(right);
  });

  test("writes the seconds first for a server that reads them so", () => {
    const options = { timezone: null, now, minimumMinutes: 5, dialect: "secondsFirst" } as const;
    expect(checkSchedule("0 0 29 2 * 30 2028", options)[0]?.args.right).toBe("30 0 0 29 2 *");
  });

  test.each([
    ["* * * * * *", "a second apart"],
    ["* * * * * */30", "30 seconds apart"],
    ["* * * * *", "a minute apart"],
    ["*/2 * * * *", "2 minutes apart"],
    ["0-59/3 * * * * 0,30", "30 seconds apart"],
  ])("says in natural units how close the runs of %s are", (text, words) => {
    const message = check(text)
      .filter(({ code }) => code === "schedule.too-often")
      .map(findingMessage)[0];
    expect(message).toContain(`Runs start ${words}, `);
  });

  test("counts the runs of a day that are too close", () => {
    expect(check("*/2 9-17 * * *")[0]?.args).toEqual({ seconds: 120, runs: 270 });
    expect(check("* * * * * */30")[0]?.args).toEqual({ seconds: 30, runs: 2_880 });
    expect(check("* * * * * *")[0]?.args).toEqual({ seconds: 1, runs: 86_400 });
    expect(checkSchedule("*/2 * * * *", { timezone: null, now, minimumMinutes: 2 })).toEqual([]);
  });

  test("finds the error in the zone, and also those of the schedule", () => {
    const findings = check("0 0 31 2 *", "Mars/Phobos");
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ["timezone.unknown", ["timezone"]],
      ["schedule.never", ["schedule"]],
    ]);
  });
});

test("is an error if and only if the schedule is refused, never runs or ends; fixes and spans match the text", () => {
  fc.assert(
    fc.property(arbitraryText, (text) => {
      const findings = check(text);
      const schedule = parseSchedule(text, standardDialect);
      const never =
        schedule.ok &&
        !schedule.value.unpredictable &&
        nextRuns(schedule.value, { zone: "UTC", from: now, count: 1 }).length === 0;
      const ends = schedule.ok && !schedule.value.unpredictable && comesToEnd(schedule.value);
      expect(findings.some(({ severity }) => severity === "error")).toBe(!schedule.ok || never || ends);
      for (const finding of findings) {
        expect(findingMessage(finding)).not.toMatch(/\{(item|field|value|min|max|count|runs|seconds|name)\}/);
        const { start, end } = finding.span ?? { start: 0, end: 0 };
        expect(0 <= start && start <= end && end <= text.length).toBe(true);
        const replaced = fixed(text, finding);
        // Each fix mends its own fault: what was accepted stays so.
        const mended = parseSchedule(replaced ?? "", standardDialect);
        if (schedule.ok && replaced !== undefined) expect(mended.ok).toBe(true);
        const ended = schedule.ok && comesToEnd(schedule.value);
        if (mended.ok && !ended) expect(comesToEnd(mended.value)).toBe(false);
      }
    }),
    { numRuns: 1000 },
  );
});
