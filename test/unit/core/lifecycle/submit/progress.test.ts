import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { Clock } from "../../../../../src/core/base/clock";
import type { SubmitOptions, SubmitProgress } from "../../../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import { answering } from "../../../../support/answering";
import { memoryJournal } from "../../../../support/memoryJournal";
import { type OldServer, oldServer } from "../../../../support/oldServer";

const clock: Clock = { now: () => Date.UTC(2026, 0, 1), sleep: async () => undefined };

function submit(old: OldServer, change: Partial<SubmitOptions>) {
  return submitCron({
    server: old.server,
    serverKey: "here",
    arguments: { thread_id: null, assistant_id: "agent", schedule: "0 0 1 1 *" },
    name: null,
    journal: memoryJournal(),
    clock,
    newSubmission: randomUUID,
    doubtMilliseconds: 100,
    confirm: answering({ unsafeServer: "yes" }),
    ...change,
  });
}

test("a listener that throws, as that of a closed panel does, changes nothing about a submission", async () => {
  const old = oldServer("0.7.20");
  const onProgress = () => {
    throw new Error("Webview is disposed");
  };
  expect(await submit(old, { onProgress })).toMatchObject({ kind: "created", cron: { enabled: true } });
  expect(old.crons.size).toBe(1);
});

test("while an answer is waited for again, the reason, the time and the attempt are shown", async () => {
  const old = oldServer("0.7.20");
  old.lostAnswers = 1;
  const told: SubmitProgress[] = [];
  await submit(old, { onProgress: (progress) => told.push(progress) });
  expect(told[0]).toEqual({ step: "creating", attempt: 1 });
  expect(told[1]).toMatchObject({ step: "waitingAfterDoubt", attempt: 1, waitMilliseconds: 100 });
  expect(told[1]?.problem?.kind).toBe("unreachable");
});
