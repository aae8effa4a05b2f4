import { expect, test } from "vitest";
import { l10nBundle } from "../../../../scripts/l10nBundle";
import { englishMessage } from "../../../../src/core/base/message";
import { questionMessages, questionTexts } from "../../../../src/core/lifecycle/questionTexts";
import type { SubmitQuestion } from "../../../../src/core/lifecycle/submission";
import type { Cron } from "../../../../src/core/server/cron";

const cron: Cron = {
  cron_id: "c1",
  assistant_id: "agent",
  thread_id: null,
  schedule: "0 9 * * *",
  timezone: null,
  next_run_date: null,
  end_time: null,
  enabled: true,
  created_at: "",
  updated_at: "",
  metadata: {},
};
const ran = { what: "next_run_date", expected: "2027-01-01T08:00:00Z", got: "2027-01-01T09:00:00Z" } as const;

test.each<[SubmitQuestion, RegExp]>([
  [
    { kind: "recreate", cron, because: ["input", "config"] },
    /^“daily” on Prod .*change input, config of.*cron c1 would be deleted/,
  ],
  [{ kind: "overwrite", cron, changed: ["schedule"] }, /^“daily” was changed on Prod .*set schedule to/],
  [{ kind: "adopt", crons: [cron, cron] }, /^Prod has a cron without a name .*“daily”.*cron c1 gets/],
  [{ kind: "serverTimes", cron, mismatches: [ran] }, /^Prod reads .*next run 2027-01-01T09:00:00Z there/],
  [{ kind: "unsafeServer", version: "0.7.20" }, /^Prod \(version 0\.7\.20\) can't pause/],
])("%j is asked in whole sentences, with a button that says what it does", (question, words) => {
  const asked = questionMessages(question, "daily", "Prod");
  const whole = `${englishMessage(asked.question)} ${englishMessage(asked.detail)}`;
  expect(whole).toMatch(words);
  expect(whole).not.toMatch(/[{}]/);
  expect(englishMessage(asked.yes)).not.toBe("");
  expect(asked.another === undefined).toBe(question.kind !== "adopt");
});

test("all of them can be translated", () => {
  const bundle: unknown = JSON.parse(l10nBundle());
  for (const text of Object.values(questionTexts)) expect(bundle).toHaveProperty([text], text);
});
