import { expect, test } from "vitest";
import {
  Asked,
  type AskedAnswers,
  answerOf,
  questionKey,
  remember,
} from "../../../../../src/core/lifecycle/submission/askedQuestions";
import type { SubmitQuestion } from "../../../../../src/core/lifecycle/submission/submission";
import { cronWith } from "../../../../fixtures/cronWith";

const cron = cronWith({ cron_id: "c1", updated_at: "then" });
const changed = cronWith({ cron_id: "c1", updated_at: "later" });
const other = cronWith({ cron_id: "c2" });
const zoned = cronWith({ schedule: "0 9 * * *", timezone: "Asia/Tokyo" });

test.each<[SubmitQuestion, string]>([
  [{ kind: "recreate", cron, because: ["input"] }, "c1 then"],
  [{ kind: "overwrite", cron, changed: ["input"] }, "c1 then"],
  [{ kind: "adopt", crons: [cron, other] }, "c1 c2"],
  [{ kind: "serverTimes", cron: zoned, mismatches: [] }, "0 9 * * * Asia/Tokyo"],
  [{ kind: "unsafeServer", version: "0.7.20" }, "0.7.20"],
])("an answer to %j is valid for %s", (question, key) => {
  expect(questionKey(question)).toBe(key);
});

test("what was asked before is answered as before, each kind for itself", () => {
  const answers: AskedAnswers = new Map();
  const question: SubmitQuestion = { kind: "overwrite", cron, changed: ["input"] };
  expect(answerOf(answers, question)).toBeUndefined();
  remember(answers, question, "yes");
  expect(answerOf(answers, question)).toBe("yes");
  expect(answerOf(answers, { kind: "recreate", cron, because: ["input"] })).toBeUndefined();
});

test("a yes to a deletion is a no once the cron has changed", () => {
  const answers: AskedAnswers = new Map();
  remember(answers, { kind: "recreate", cron, because: ["input"] }, "yes");
  expect(answerOf(answers, { kind: "recreate", cron: changed, because: ["input"] })).toBe("no");
});

test("what keeps changing is asked three times, and then not done", () => {
  const answers: AskedAnswers = new Map();
  const about = (updated_at: string): SubmitQuestion => ({
    kind: "overwrite",
    cron: cronWith({ updated_at }),
    changed: [],
  });
  for (const at of ["1", "2", "3"]) {
    expect(answerOf(answers, about(at))).toBeUndefined();
    remember(answers, about(at), "yes");
  }
  expect(answerOf(answers, about("3"))).toBe("yes");
  expect(answerOf(answers, about("4"))).toBe("no");
});

test("a question that ends an attempt says which it is", () => {
  const question: SubmitQuestion = { kind: "adopt", crons: [cron] };
  const asked = new Asked(question);
  expect([asked.name, asked.message, asked.question]).toEqual(["Asked", "adopt", question]);
});
