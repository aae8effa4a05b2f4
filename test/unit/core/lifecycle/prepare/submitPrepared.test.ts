import { expect, test } from "vitest";
import { submitPrepared } from "../../../../../src/core/lifecycle/prepare/submitPrepared";
import type { SubmitProgress } from "../../../../../src/core/lifecycle/submission/submission";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { failureOf } from "../../../../support/failureOf";

const secret = "canary-secret-value";
const cron = {
  draft: { name: "daily", arguments: {} },
  arguments: { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", metadata: { seal: secret } },
  secrets: [secret],
};
const problems: readonly ServerProblem[] = [
  { kind: "serverError", status: 500, detail: `no ${secret} here` },
  { kind: "rejected", status: 422, detail: encodeURIComponent(secret), parameter: "metadata" },
  { kind: "moved", origin: `https://${secret}.example` },
  { kind: "notAgentServer", reason: secret },
];

test.each(problems)("the values of placeholders are masked in all results of %j", async (problem) => {
  const told: SubmitProgress[] = [];
  const open = submitPrepared(
    cron,
    async ({ onProgress }) => {
      onProgress({ step: "waitingAfterDoubt", problem });
      return { kind: "open", problem };
    },
    (progress) => told.push(progress),
  );
  const failed = submitPrepared(
    cron,
    () => Promise.reject(new ServerFailure(problem, { method: "POST", path: "/runs/crons" })),
    () => undefined,
  );
  const all = JSON.stringify([await open, told, (await failureOf(failed)).problem]);
  expect(all).not.toContain(secret);
  expect(all.match(/•••/g)?.length).toBe(3);
});

test("what is sent is what was prepared", async () => {
  const sent = await submitPrepared(
    cron,
    async ({ arguments: given, name }) => {
      expect([given, name]).toEqual([cron.arguments, "daily"]);
      return { kind: "cancelled" };
    },
    () => undefined,
  );
  expect(sent).toEqual({ kind: "cancelled" });
});
