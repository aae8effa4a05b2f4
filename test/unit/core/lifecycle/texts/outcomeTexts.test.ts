import { expect, test } from "vitest";
import { l10nBundle } from "../../../../../scripts/l10nBundle";
import { outcomeText } from "../../../../../src/cli/submit/submitOutcome";
import { englishMessage } from "../../../../../src/core/base/message";
import {
  asAsked,
  type SubmitOutcome,
  type SubmitProgress,
} from "../../../../../src/core/lifecycle/submission/submission";
import { submissionSteps } from "../../../../../src/core/lifecycle/submission/submissionSteps";
import {
  isAsAsked,
  outcomeMessages,
  outcomeTexts,
  progressMessage,
  progressTexts,
} from "../../../../../src/core/lifecycle/texts/outcomeTexts";
import type { Cron } from "../../../../../src/core/server/cron";
import { outcomeWords } from "../../../../../src/platform/words/submissionWords";

const now = Date.UTC(2026, 10, 26);
const cron: Cron = {
  cron_id: "c1",
  assistant_id: "agent",
  thread_id: null,
  schedule: "0 9 * * *",
  timezone: "Europe/Berlin",
  next_run_date: "2026-11-27T08:00:00+00:00",
  end_time: null,
  enabled: true,
  created_at: "2026-11-26T00:00:00Z",
  updated_at: "2026-11-26T00:00:00Z",
  metadata: {},
};
const paused = { ...cron, enabled: false };
const ran = { what: "next_run_date", expected: "2026-11-27T08:00:00Z", got: "2026-11-27T09:00:00+00:00" } as const;
const zoned = { what: "timezone", expected: "Europe/Berlin", got: "UTC" } as const;
const mismatch = { kind: "mismatch", cron: paused, mismatches: [zoned], cause: "unknown" } as const;
const made = { cron, ...asAsked };

const outcomes: readonly (readonly [SubmitOutcome, string, RegExp])[] = [
  [
    { kind: "created", pausedFirst: true, ...made },
    "Created",
    /^daily: created c1, next run 2026-11-27T08:00:00\+00:00$/,
  ],
  [
    { kind: "created", pausedFirst: true, ...made, cron: paused },
    "Created, paused",
    /created c1, next run none \(paused\)$/,
  ],
  [
    { kind: "created", pausedFirst: false, ...made },
    "Created. This server can't pause crons, so it was switched on from the start",
    /^daily: created c1, .*\. This server/,
  ],
  [
    { kind: "updated", changed: ["schedule", "input"], staysPaused: false, ...made },
    "Updated: schedule and input",
    /^daily: updated c1 \(schedule, input\), next run 2026/,
  ],
  [
    { kind: "updated", changed: ["set"], staysPaused: false, ...made },
    "Updated: set",
    /^daily: updated c1 \(set\), next run 2026/,
  ],
  [
    { kind: "updated", changed: ["end_time"], staysPaused: false, ...made, notTaken: ["end_time"] },
    "Updated: end_time. The server did not apply end_time: it still has the old values. Only a new cron can have these",
    /^daily: updated c1 .*The server did not apply end_time/,
  ],
  [
    {
      ...{ kind: "updated", changed: ["metadata"], staysPaused: false, ...made },
      ...{ notTaken: ["metadata"], overruled: ["owner", "tenant"] },
    },
    "Updated: metadata. In the metadata the server always keeps its own value of owner and tenant: leave that out",
    /^daily: updated c1 .*its own value of owner, tenant: leave that out\.$/,
  ],
  [
    { kind: "updated", changed: ["input"], staysPaused: false, ...made, took: "rival" },
    "Updated: input. Another submit at the same time created this cron first",
    /^daily: updated c1 .*Another submit/,
  ],
  [
    { kind: "recreated", because: ["input"], staysPaused: false, ...made },
    "Deleted and recreated, because of input",
    /^daily: deleted and recreated as c1 \(input\), next run/,
  ],
  [
    { kind: "unchanged", staysPaused: true, ...made, cron: paused },
    'Unchanged: the server already has it like this. It was paused on the server and stays paused without "enabled": true',
    /^daily: unchanged c1, next run none \(paused\)\. It was paused on the server and stays paused without "enabled": true\.$/,
  ],
  [
    { kind: "unchanged", staysPaused: false, ...made, took: "unnamed" },
    "Unchanged: the server already has it like this. It is the existing cron without a name, and now has this name",
    /unchanged c1, .*now has this name\.$/,
  ],
  [
    { kind: "needsRecreate", cron, because: ["input"] },
    "Not changed: input can only change in a new cron",
    /^daily: Not changed: .*--recreate to delete and recreate c1\.$/,
  ],
  [
    { kind: "needsOverwrite", cron, changed: ["input"] },
    "Not changed: it was changed on the server since the last submit",
    /--overwrite to set input of c1/,
  ],
  [
    { kind: "needsAdopt", crons: [cron] },
    "Not created: there is already a cron without a name with these values (c1)",
    /^daily: Not created: .*\(c1\)/,
  ],
  [
    { kind: "needsAdopt", crons: [cron, cron] },
    "Not created: there are already 2 crons without a name with these values (c1 and c1)",
    /there are already 2 crons .*\(c1, c1\)/,
  ],
  [
    { ...mismatch, left: "paused" },
    "Left paused, because the server reads it differently: timezone is UTC there, Europe/Berlin here",
    /timezone is UTC there, Europe\/Berlin here\. The cron is c1\.$/,
  ],
  [
    { ...mismatch, left: "deleted" },
    "Deleted again, because the server reads it differently: timezone is UTC there, Europe/Berlin here",
    /^daily: Deleted again/,
  ],
  [
    { ...mismatch, cron, left: "on" },
    "The server reads it differently, but it can't be paused now and is still switched on: timezone is UTC there, Europe/Berlin here. Pause it, or submit it again",
    /^daily: .* is still switched on/,
  ],
  [
    { ...mismatch, mismatches: [ran], left: "paused", cause: "zoneData" },
    "Left paused, because the server reads it differently: next run Fri, Nov 27, 10:00 AM Europe/Berlin there, Fri, Nov 27, 9:00 AM Europe/Berlin here. The server's time-zone data differs from this computer's",
    /next run 2026-11-27T09:00:00\+00:00 there, .* time-zone data differs/,
  ],
  [
    { kind: "ambiguous", crons: [cron, cron] },
    "Not changed: 2 crons of this name are switched on (c1 and c1). Pause or delete all but one",
    /^daily: Not changed: 2 crons .*\(c1, c1\)/,
  ],
  [
    { kind: "open", problem: { kind: "serverError", status: 500, detail: "boom" } },
    "Not known yet; it will be finished later: The server failed (500): boom",
    /^daily: Not known yet; .*boom\. The next submit/,
  ],
  [
    { kind: "cancelled", finishedEarlier: cron },
    "Cancelled. The cron of an earlier, interrupted submit is now switched on",
    /^daily: Cancelled\. The cron of an earlier, interrupted submit is now switched on\.$/,
  ],
  [{ kind: "cancelled" }, "Cancelled: nothing was switched on", /^daily: Cancelled: nothing was switched on\.$/],
];

test.each(outcomes)("%j is said", (outcome, words, line) => {
  expect(outcomeWords(outcome, now)).toBe(words);
  expect(outcomeText("daily", outcome)).toMatch(line);
  expect(outcomeWords(outcome, now) + outcomeText("daily", outcome)).not.toMatch(/[{}]|\.\./);
});

test("only an outcome with all that was asked for is as asked", () => {
  const asked = outcomes.filter(([outcome]) => isAsAsked(outcome)).map(([{ kind }]) => kind);
  expect(new Set(asked)).toEqual(new Set(["created", "updated", "recreated", "unchanged"]));
  expect(isAsAsked({ kind: "created", pausedFirst: true, ...made, notTaken: ["end_time"] })).toBe(false);
});

test("a wait says what the server answered, for how long, and which try it was", () => {
  const problem = { kind: "serverError", status: 500, detail: "boom" } as const;
  const waiting = progressMessage({ step: "waitingAfterDoubt", attempt: 2, problem, waitMilliseconds: 24_400 });
  expect(englishMessage(waiting)).toBe(
    "The server failed (500): boom. Waiting 25 seconds, as the server may still be working on it (try 2)…",
  );
  const once = { step: "waitingAfterDoubt", problem, waitMilliseconds: 24_000 } as const;
  expect(englishMessage(progressMessage(once))).toMatch(/Waiting 24 seconds, .*\(try 1\)…$/);
  expect(englishMessage(progressMessage({ step: "creating" }))).toBe(submissionSteps.creating);
  expect(englishMessage(progressMessage({ step: "creating", attempt: 3 }))).toBe(`${submissionSteps.creating} (try 3)`);
});

test.each<[SubmitProgress["step"], string]>([
  ["waitingForOthers", "Somebody else writes at the same time. Waiting for them…"],
  ["looking", "Looking for a cron of this name…"],
  ["finishingEarlier", "An earlier submit of it was interrupted. Finishing that first…"],
  ["creating", "Creating the cron, paused…"],
  ["waitingAfterDoubt", "The answer got lost. Waiting until the server must have finished…"],
  ["searchingCopies", "Looking for copies…"],
  ["comparing", "Comparing what the server understood…"],
  ["switchingOn", "Switching it on…"],
  ["updating", "Updating the cron…"],
])("%s has its own text, also if it only waits or only has a problem", (step, words) => {
  const problem = { kind: "serverError", status: 500, detail: "boom" } as const;
  for (const progress of [{ step }, { step, waitMilliseconds: 1 }, { step, problem }]) {
    expect(englishMessage(progressMessage(progress))).toBe(words);
  }
});

test("what the server has replaced is reported separately from what it did not apply", () => {
  const outcome: SubmitOutcome = {
    kind: "updated",
    changed: ["metadata"],
    staysPaused: false,
    ...made,
    notTaken: ["metadata", "input"],
    overruled: ["owner"],
  };
  const [, ...besides] = outcomeMessages(outcome).map(englishMessage);
  expect(besides).toEqual([
    "The server did not apply input: it still has the old values. Only a new cron can have these",
    "In the metadata the server always keeps its own value of owner: leave that out",
  ]);
});

test("metadata that was not applied is reported, if the server has not replaced it", () => {
  const outcome = { kind: "unchanged", staysPaused: false, ...made, notTaken: ["metadata"] } as const;
  expect(outcomeMessages(outcome).map(englishMessage).at(-1)).toMatch(/^The server did not apply metadata:/);
});

test("every text is used, and can be translated", () => {
  const used = new Set(outcomes.flatMap(([outcome]) => outcomeMessages(outcome)).flatMap(textsOf));
  expect([...used].sort()).toEqual([...Object.values(outcomeTexts)].sort());
  const bundle: unknown = JSON.parse(l10nBundle());
  for (const text of [...used, ...Object.values(progressTexts), ...Object.values(submissionSteps)])
    expect(bundle).toHaveProperty([text], text);
});

function textsOf({ text, args = {} }: ReturnType<typeof progressMessage>): readonly string[] {
  const inner = Object.values(args).flatMap((part) =>
    typeof part === "object" && part.kind === "messages" ? part.messages.flatMap(textsOf) : [],
  );
  return [text, ...inner.filter((each) => Object.values<string>(outcomeTexts).includes(each))];
}
