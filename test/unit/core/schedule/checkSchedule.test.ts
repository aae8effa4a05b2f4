import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Finding } from "../../../../src/core/finding/finding";
import { findingMessage } from "../../../../src/core/finding/findingMessage";
import { checkSchedule } from "../../../../src/core/schedule/checkSchedule";
import { comesToEnd } from "../../../../src/core/schedule/lastRun";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import { arbitraryText } from "./arbitrarySchedule";

const now = Date.UTC(2026, 10, 23);

function check(text: string, timezone: string | null = null): readonly Finding[] {
  return checkSchedule(text, { timezone, now, minimumMinutes: 5 });
}

function fixed(text: string, { span, fix }: Finding): string | undefined {
  if (span === undefined || fix?.kind !== "replaceText") return undefined;
  return text.slice(0, span.start) + fix.text + text.slice(span.end);
}

describe("has nothing to say about what is safe and portable", () => {
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
    ...["0 0 ? * 1", "0 0 1,15 * *", "5/20 * * * *", "0 */2 * * *", "0 0 29 2 *"],
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
    ["every 7 minutes", "schedule.field-count"],
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
    ["* * * * *", "schedule.too-often"],
    ["* * * * * *", "schedule.too-often"],
    ["0 9 * * 5-5", "schedule.equal-range", "0 9 * * 5"],
    ["*/90 9 * * *", "schedule.step-past-range", "0 9 * * *"],
    ["0 9 15 * 1#3", "schedule.day-field-ignored", "0 9 * * 1#3"],
    ["0 9 15W * 1", "schedule.day-field-ignored", "0 9 15W * *"],
    ["0 9 1 * 1", "schedule.both-days"],
    ["R 9 * * *", "schedule.random"],
    ["0 22-4 * * *", "schedule.not-portable", "0 0,1,2,3,4,22,23 * * *"],
    ["0 9 * * 7", "schedule.not-portable", "0 9 * * 0"],
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
    ["40 1 26 11 * 0 2026", "end at 2026-11-26T01:40:00Z.", "Leave the year out: “40 1 26 11 *”."],
    ["0 0 29 2 * 30 2027-2040", "end at 2040-02-29T00:00:30Z.", "Leave the year out: “0 0 29 2 * 30”."],
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
  ])("says as people do how close the runs of %s are", (text, words) => {
    const message = check(text)
      .filter(({ code }) => code === "schedule.too-often")
      .map(findingMessage)[0];
    expect(message).toContain(`Runs come ${words}, `);
  });

  test("counts the runs of a day that are too close", () => {
    expect(check("*/2 9-17 * * *")[0]?.args).toEqual({ seconds: 120, runs: 270 });
    expect(checkSchedule("*/2 * * * *", { timezone: null, now, minimumMinutes: 2 })).toEqual([]);
  });

  test("finds the zone at fault, and the schedule's own faults with it", () => {
    const findings = check("0 0 31 2 *", "Mars/Phobos");
    expect(findings.map(({ code, path }) => [code, path])).toEqual([
      ["timezone.unknown", ["timezone"]],
      ["schedule.never", ["schedule"]],
    ]);
  });
});

test("an error if and only if the schedule is refused, never runs or ends; fixes and spans fit the text", () => {
  fc.assert(
    fc.property(arbitraryText, (text) => {
      const findings = check(text);
      const schedule = parseSchedule(text);
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
        const mended = parseSchedule(replaced ?? "");
        if (schedule.ok && replaced !== undefined) expect(mended.ok).toBe(true);
        if (mended.ok && !ends) expect(comesToEnd(mended.value)).toBe(false);
      }
    }),
    { numRuns: 1000 },
  );
});
