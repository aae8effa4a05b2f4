import { afterAll, describe, expect, test } from "vitest";
import { momentWords } from "../../../../src/platform/words/runWords";
import { env } from "../../support/vscode";

afterAll(() => Object.assign(env, { language: "en" }));

const now = Date.parse("2026-11-23T00:00:00Z");

describe("momentWords: a moment as written in the user's language", () => {
  test.each([
    ["en", "2026-11-24T08:00:00Z", "Tue, Nov 24, 9:00 AM"],
    ["en", "2026-11-24T23:05:00Z", "Wed, Nov 25, 12:05 AM"],
    ["en", "2026-11-24T14:30:07Z", "Tue, Nov 24, 3:30:07 PM"],
    ["en", "2028-02-29T08:00:00Z", "Tue, Feb 29, 2028, 9:00 AM"],
    ["en-gb", "2026-11-24T08:00:00Z", "Tue 24 Nov, 09:00"],
    ["de", "2026-11-24T08:00:00Z", "Di., 24. Nov., 09:00"],
    ["de", "2026-11-24T23:05:00Z", "Mi., 25. Nov., 00:05"],
    ["ko", "2026-11-24T08:00:00Z", "11월 24일 (화) 오전 9:00"],
    ["zh-cn", "2026-11-24T08:00:00Z", "11月24日周二 09:00"],
  ])("%s %s", (language, time, words) => {
    env.language = language;
    expect(momentWords(Date.parse(time), "Europe/Berlin", now)).toBe(words);
  });
});
