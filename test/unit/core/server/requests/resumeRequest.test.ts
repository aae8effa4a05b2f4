import { expect, test } from "vitest";
import { resumeRequest } from "../../../../../src/core/server/requests/resumeRequest";
import { runDetailWith } from "../../../../fixtures/runWith";

const path = "/threads/thread/runs";

test("the answer goes to the same thread, assistant and configuration, and counts to the cron", () => {
  const ids = { run_id: "r", thread_id: "thread", graph_id: "agent", assistant_id: "assistant", user_id: "" };
  const run = runDetailWith({
    cron_id: "c",
    config: {
      recursion_limit: 9,
      configurable: { ...ids, cron_id: "c", model: "small" },
      metadata: { run_attempt: 1 },
    },
    context: { cron_id: "c", model: "small" },
    metadata: { created_by: "system", graph_id: "agent", assistant_id: "assistant", team: "red" },
    interrupt_before: ["review"],
    webhook: "https://hooks.example.com/…",
  });
  expect(resumeRequest(run, { approved: true })).toEqual({
    method: "POST",
    path,
    body: {
      assistant_id: "assistant",
      command: { resume: { approved: true } },
      config: { recursion_limit: 9, configurable: { cron_id: "c", model: "small" } },
      metadata: { team: "red", langgraph_crons_cron: "c" },
      interrupt_before: ["review"],
    },
  });
});

test("a context that is not mirrored in the configuration is sent as one", () => {
  const run = runDetailWith({ context: { team: "red" }, config: { tags: ["x"] } });
  expect(resumeRequest(run, null).body).toEqual({
    assistant_id: "assistant",
    command: { resume: null },
    config: { tags: ["x"] },
    context: { team: "red" },
    metadata: {},
  });
});

test("what was masked is not sent as if it were the value", () => {
  const run = runDetailWith({ config: { configurable: { "x-team": "…", model: "small" } } });
  expect(resumeRequest(run, "yes").body).toMatchObject({ config: { configurable: { model: "small" } } });
  expect(JSON.stringify(resumeRequest(run, "yes"))).not.toContain("…");
});
