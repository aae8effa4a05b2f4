import { beforeEach, expect, test } from "vitest";
import { prepareSubmit, type SubmitDraft } from "../../../../src/core/lifecycle/prepareSubmit";
import type { SubmitQuestion } from "../../../../src/core/lifecycle/submission";
import { askBeforeSending } from "../../../../src/platform/ask/askBeforeSending";
import { askSubmitQuestion } from "../../../../src/platform/ask/askSubmitQuestion";
import type { Connection } from "../../../../src/platform/connection";
import { now, plainSpec } from "../../../fixtures/specs/goodSpecs";
import { resetStub, stubState } from "../../support/vscode";
import type { ShownMessage } from "../../support/vscode/stubState";

const connection: Connection = {
  id: "c",
  revision: 1,
  headerNames: [],
  name: "Prod $(zap)",
  url: "https://prod.example",
  production: false,
  dialect: "secondsLast",
};

beforeEach(resetStub);

async function prepare(change: object, production = false): Promise<ShownMessage | undefined> {
  const drafts: readonly SubmitDraft[] = [{ name: "daily", arguments: { ...plainSpec, ...change } }];
  await prepareSubmit({
    drafts,
    check: { now, minimumMinutes: 5 },
    production,
    placeholders: { kind: "values", lookup: () => undefined },
    confirm: (question) => askBeforeSending(question, { ...connection, production }, ({ name }) => name ?? ""),
  });
  return stubState.messages[0];
}

test("1,440 runs a day are confirmed with their number, whatever else is said", async () => {
  const shown = await prepare({ schedule: "* * * * *" });
  expect(shown).toMatchObject({ text: "Submit “daily” to Prod $ (zap)?", buttons: ["Submit Anyway"] });
  expect(shown?.detail).toMatch(/^https:\/\/prod\.example\n\ndaily · next .* · about 1,440 runs a day\n {2}⚠ /);
});

test("a production server is named with its address", async () => {
  const shown = await prepare({}, true);
  expect(shown?.buttons).toEqual(["Submit"]);
  expect(shown?.detail).toMatch(
    /^This connection is marked as production: https:\/\/prod\.example\n\ndaily · next .*UTC$/,
  );
});

test("a cron that stays paused is said to", async () => {
  expect((await prepare({ enabled: false }, true))?.detail).toMatch(/daily · paused$/);
});

const cron = { ...plainSpec, cron_id: "c1" } as never;
const questions: readonly SubmitQuestion[] = [
  { kind: "recreate", cron, because: ["input"] },
  { kind: "overwrite", cron, changed: ["input"] },
  { kind: "adopt", crons: [cron] },
  { kind: "unsafeServer", version: "0.7.20" },
];

test.each(questions)("%j: its button means yes, all else no", async (question) => {
  const answers = [];
  for (const index of [0, 5]) {
    stubState.answer = ({ buttons }) => buttons[index];
    answers.push(await askSubmitQuestion(question, { name: "daily", connection }));
  }
  expect(answers).toEqual(["yes", "no"]);
});

test("another one, beside taking over, is an answer of its own", async () => {
  stubState.answer = ({ buttons }) => buttons[1];
  expect(await askSubmitQuestion({ kind: "adopt", crons: [cron] }, { name: "daily", connection })).toBe("another");
});

test("a button that leads away is shown for its kind of question alone, and means no", async () => {
  let acted = 0;
  const other = { kind: "overwrite", title: "Show Diff", act: () => (acted += 1) } as const;
  stubState.answer = ({ buttons }) => buttons.find((button) => button === "Show Diff");
  for (const question of questions) {
    expect(await askSubmitQuestion(question, { name: "daily", connection, other })).toBe("no");
  }
  expect(acted).toBe(1);
});
