import { expect, test } from "vitest";
import { l10nBundle } from "../../../../../scripts/l10nBundle";
import { englishMessage } from "../../../../../src/core/base/message";
import type { SubmitQuestion } from "../../../../../src/core/lifecycle/submission/submission";
import { questionMessages, questionTexts } from "../../../../../src/core/lifecycle/texts/questionTexts";
import type { Cron } from "../../../../../src/core/server/cron";

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

test.each<[SubmitQuestion, string, string, string]>([
  [
    { kind: "recreate", cron, because: ["input", "config"] },
    "“daily” on Prod can't be changed in place. Delete and recreate it?",
    "The server can't change input, config of an existing cron. The cron c1 would be deleted, and a new one with another ID created. Its runs stay.",
    "Delete and Recreate",
  ],
  [
    { kind: "overwrite", cron, changed: ["schedule"] },
    "“daily” was changed on Prod since the last submit.",
    "The submit would set schedule to the values here.",
    "Overwrite",
  ],
  [
    { kind: "adopt", crons: [cron, { ...cron, cron_id: "c2" }] },
    "Prod already has a cron without a name, with the values of “daily”. Take it over?",
    "If you take it over, the cron c1 gets the name and stays the only one. Another one would run at the same times and double the cost.",
    "Take It Over",
  ],
  [
    { kind: "serverTimes", cron, mismatches: [ran] },
    "Prod reads the schedule of “daily” differently. Are the server's times right?",
    "The server has: next run 2027-01-01T09:00:00Z there, 2027-01-01T08:00:00Z here. Its time-zone data differs from this computer's, and the cron runs at the server's times. If you don't accept them, it stays paused.",
    "Accept the Server's Times",
  ],
  [
    { kind: "unsafeServer", version: "0.7.20" },
    "Prod (version 0.7.20) can't pause crons. Submit “daily” anyway?",
    "Crons run there as soon as they are created: if an answer gets lost, two of them may run for a while. With Agent Server 0.7.21 or later this can't happen.",
    "Submit Anyway",
  ],
])("%j is asked in whole sentences, with a button that says what it does", (question, words, detail, yes) => {
  const asked = questionMessages(question, "daily", "Prod");
  expect([asked.question, asked.detail, asked.yes].map(englishMessage)).toEqual([words, detail, yes]);
  expect(asked.another && englishMessage(asked.another)).toBe(question.kind === "adopt" ? "Create Another" : undefined);
});

test("moments are shown in the zone of the cron, and no crons to adopt are no error", () => {
  const question = { kind: "serverTimes", cron: { ...cron, timezone: "Asia/Tokyo" }, mismatches: [ran] } as const;
  const moment = { kind: "moment", date: ran.got, timezone: "Asia/Tokyo" };
  expect(questionMessages(question, "daily", "Prod").detail.args).toMatchObject({
    mismatches: { kind: "messages", messages: [{ args: { got: moment } }] },
  });
  expect(questionMessages({ kind: "adopt", crons: [] }, "daily", "Prod").detail.args).toEqual({ id: "" });
});

test("only the question about a server's version names it", () => {
  const asked = { name: "daily", server: "Prod" };
  const overwrite = questionMessages({ kind: "overwrite", cron, changed: [] }, "daily", "Prod");
  expect(overwrite.question.args).toStrictEqual(asked);
  const unsafe = questionMessages({ kind: "unsafeServer", version: "0.7.20" }, "daily", "Prod");
  expect([unsafe.question.args, unsafe.detail.args]).toStrictEqual([{ ...asked, version: "0.7.20" }, {}]);
});

test("all of them can be translated", () => {
  const bundle: unknown = JSON.parse(l10nBundle());
  for (const text of Object.values(questionTexts)) expect(bundle).toHaveProperty([text], text);
});
