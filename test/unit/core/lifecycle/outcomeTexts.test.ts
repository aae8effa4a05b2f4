import { expect, test } from "vitest";
import { l10nBundle } from "../../../../scripts/l10nBundle";
import { outcomeText } from "../../../../src/cli/submit/submitOutcome";
import { englishMessage } from "../../../../src/core/base/message";
import {
  isAsAsked,
  outcomeMessages,
  outcomeTexts,
  progressMessage,
  progressTexts,
} from "../../../../src/core/lifecycle/outcomeTexts";
import { asAsked, type SubmitOutcome, type SubmitProgress } from "../../../../src/core/lifecycle/submission";
import { submissionSteps } from "../../../../src/core/lifecycle/submissionSteps";
import type { Cron } from "../../../../src/core/server/cron";
import { outcomeWords } from "../../../../src/platform/words/submissionWords";

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
    "Created. This server can't pause crons, so it was on from the start",
    /^daily: created c1, .*\. This server/,
  ],
  [
    { kind: "updated", changed: ["schedule", "input"], staysPaused: false, ...made },
    "Updated: schedule and input",
    /^daily: updated c1 \(schedule, input\), next run 2026/,
  ],
  [
    { kind: "updated", changed: ["end_time"], staysPaused: false, ...made, notTaken: ["end_time"] },
    "Updated: end_time. The server did not take end_time: it still has what it had before. Only a new cron can be as it says here",
    /^daily: updated c1 .*The server did not take end_time/,
  ],
  [
    {
      ...{ kind: "updated", changed: ["metadata"], staysPaused: false, ...made },
      ...{ notTaken: ["metadata"], overruled: ["owner", "tenant"] },
    },
    "Updated: metadata. In the metadata the server keeps its own value of owner and tenant, whatever it says here: leave that out",
    /^daily: updated c1 .*its own value of owner, tenant, whatever it says here: leave that out\.$/,
  ],
  [
    { kind: "updated", changed: ["input"], staysPaused: false, ...made, took: "rival" },
    "Updated: input. Another submit of it, at the same time, had made this cron first",
    /^daily: updated c1 .*Another submit/,
  ],
  [
    { kind: "recreated", because: ["input"], staysPaused: false, ...made },
    "Deleted and created anew, because of input",
    /^daily: deleted and made anew as c1 \(input\), next run/,
  ],
  [
    { kind: "unchanged", staysPaused: true, ...made, cron: paused },
    'Unchanged: the server has it as it stands here. It was paused on the server and stays so without "enabled": true',
    /^daily: unchanged c1, next run none \(paused\)\. It was paused on the server and stays so without "enabled": true\.$/,
  ],
  [
    { kind: "unchanged", staysPaused: false, ...made, took: "unnamed" },
    "Unchanged: the server has it as it stands here. It is the cron without a name that was there already, and has its name now",
    /unchanged c1, .*its name now\.$/,
  ],
  [
    { kind: "needsRecreate", cron, because: ["input"] },
    "Not changed: input can only change in a new cron",
    /^daily: Not changed: .*--recreate to delete c1/,
  ],
  [
    { kind: "needsOverwrite", cron, changed: ["input"] },
    "Not changed: it was changed on the server since it was last submitted",
    /--overwrite to set input of c1/,
  ],
  [
    { kind: "needsAdopt", crons: [cron] },
    "Not created: there is a cron without a name that is the same in all that it says here (c1)",
    /^daily: Not created: .*\(c1\)/,
  ],
  [
    { kind: "needsAdopt", crons: [cron, cron] },
    "Not created: there are 2 crons without a name that are the same in all that it says here (c1 and c1)",
    /there are 2 crons .*\(c1, c1\)/,
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
    "Still switched on, though the server reads it differently, since it can't be paused now: timezone is UTC there, Europe/Berlin here. Pause it, or submit it again",
    /^daily: Still switched on/,
  ],
  [
    { ...mismatch, mismatches: [ran], left: "paused", cause: "zoneData" },
    "Left paused, because the server reads it differently: next run Fri, Nov 27, 10:00 AM Europe/Berlin there, Fri, Nov 27, 9:00 AM Europe/Berlin here. The server has other time-zone data than this computer",
    /next run 2026-11-27T09:00:00\+00:00 there, .* other time-zone data/,
  ],
  [
    { kind: "ambiguous", crons: [cron, cron] },
    "Not changed: 2 crons of this name are switched on (c1 and c1). Pause or delete all but one",
    /^daily: Not changed: 2 crons .*\(c1, c1\)/,
  ],
  [
    { kind: "open", problem: { kind: "serverError", status: 500, detail: "boom" } },
    "Not known yet, and finished later: The server failed (500): boom",
    /^daily: Not known yet, .*boom\. The next submit/,
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
    "The server failed (500): boom. Waiting 25 seconds until the server can't be still at it (try 2)…",
  );
  const once = { step: "waitingAfterDoubt", problem, waitMilliseconds: 24_000 } as const;
  expect(englishMessage(progressMessage(once))).toMatch(/Waiting 24 seconds .*\(try 1\)…$/);
  expect(englishMessage(progressMessage({ step: "creating" }))).toBe(submissionSteps.creating);
  expect(englishMessage(progressMessage({ step: "creating", attempt: 3 }))).toBe(`${submissionSteps.creating} (try 3)`);
});

test.each<[SubmitProgress["step"], string]>([
  ["waitingForOthers", "Another submit of this cron is under way. Waiting for it…"],
  ["looking", "Looking for a cron of this name…"],
  ["creating", "Creating the cron, paused…"],
  ["waitingAfterDoubt", "The answer got lost. Waiting until the server can’t be still at it…"],
  ["searchingCopies", "Looking for copies…"],
  ["comparing", "Comparing what the server understood…"],
  ["switchingOn", "Switching it on…"],
  ["updating", "Updating the cron…"],
])("%s is told as what it is, also where it waits or has a problem alone", (step, words) => {
  const problem = { kind: "serverError", status: 500, detail: "boom" } as const;
  for (const progress of [{ step }, { step, waitMilliseconds: 1 }, { step, problem }]) {
    expect(englishMessage(progressMessage(progress))).toBe(words);
  }
});

test("what the server has replaced is told apart from what it did not take", () => {
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
    "The server did not take input: it still has what it had before. Only a new cron can be as it says here",
    "In the metadata the server keeps its own value of owner, whatever it says here: leave that out",
  ]);
});

test("metadata that was not taken is told, where the server has not replaced it", () => {
  const outcome = { kind: "unchanged", staysPaused: false, ...made, notTaken: ["metadata"] } as const;
  expect(outcomeMessages(outcome).map(englishMessage).at(-1)).toMatch(/^The server did not take metadata:/);
});

test("every text is used, and can be translated", () => {
  const used = new Set(outcomes.flatMap(([outcome]) => outcomeMessages(outcome)).flatMap(textsOf));
  expect([...used].sort()).toEqual([...Object.values(outcomeTexts)].sort());
  const bundle: unknown = JSON.parse(l10nBundle());
  for (const text of [...used, ...Object.values(progressTexts)]) expect(bundle).toHaveProperty([text], text);
});

function textsOf({ text, args = {} }: ReturnType<typeof progressMessage>): readonly string[] {
  const inner = Object.values(args).flatMap((part) =>
    typeof part === "object" && part.kind === "messages" ? part.messages.flatMap(textsOf) : [],
  );
  return [text, ...inner.filter((each) => Object.values<string>(outcomeTexts).includes(each))];
}
