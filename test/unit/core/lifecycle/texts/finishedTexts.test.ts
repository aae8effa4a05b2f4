import { beforeEach, expect, test } from "vitest";
import { l10nBundle } from "../../../../../scripts/l10nBundle";
import { englishMessage } from "../../../../../src/core/base/message";
import type { FinishedSubmission } from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import type { JournalEntry } from "../../../../../src/core/lifecycle/submission/submission";
import { finishedMessage, finishedTexts } from "../../../../../src/core/lifecycle/texts/finishedTexts";
import { tellFinished } from "../../../../../src/platform/words/tellFinished";
import { resetStub, stubState } from "../../../support/vscode";

const entry: JournalEntry = {
  submission: "s",
  server: "here",
  begunAt: 0,
  enabled: true,
  schedule: "0 9 * * *",
  timezone: null,
  name: "daily",
};

beforeEach(resetStub);

const switchedOn = "An earlier submit of “daily” was interrupted; its cron is now switched on";
const mismatch =
  "An earlier submit of “daily” was interrupted; its cron stays paused, because the server reads its schedule differently. Check it, then resume or delete it";
const dropped =
  "An earlier submit of “daily” was interrupted and left nothing on the server. If its cron is missing, submit it again";
const staysOn =
  "An earlier submit of “daily” was given up, but its cron is switched on, because this server can't pause crons. Delete it if you don't want it";

test.each<[FinishedSubmission, string | undefined]>([
  [{ entry, outcome: "switchedOn" }, switchedOn],
  [{ entry: { ...entry, abandoned: true }, outcome: "switchedOn" }, switchedOn],
  [{ entry, outcome: "mismatch" }, mismatch],
  [{ entry, outcome: "dropped" }, dropped],
  [{ entry: { ...entry, name: null }, outcome: "dropped" }, dropped.replace("daily", "0 9 * * *")],
  [{ entry: { ...entry, abandoned: true, onFromStart: true }, outcome: "staysOn" }, staysOn],
  [{ entry: { ...entry, abandoned: true }, outcome: "dropped" }, undefined],
  [{ entry, outcome: "kept" }, undefined],
  [{ entry, outcome: "open" }, undefined],
])("%j is reported if somebody must know, with its server in the editor", (finished, words) => {
  const message = finishedMessage(finished);
  tellFinished(finished, "Prod");
  if (words === undefined) {
    expect([message, stubState.messages]).toEqual([undefined, []]);
    return;
  }
  expect(message && englishMessage(message)).toBe(words);
  expect(stubState.messages.map(({ text }) => text)).toEqual([expect.stringMatching(/^Prod: An earlier submit .*\.$/)]);
});

test("all of it can be translated", () => {
  const bundle: unknown = JSON.parse(l10nBundle());
  for (const text of Object.values(finishedTexts)) expect(bundle).toHaveProperty([text], text);
});
