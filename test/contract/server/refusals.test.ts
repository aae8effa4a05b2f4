import { beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/base/json";
import { agentServerUrl } from "../../support/agentServerUrl";
import { problemOf } from "../../support/failureOf";
import { openTestServer } from "../../support/testServer";

/** What the real server refuses, and which parameter we take it to be about. */
const server = openTestServer(agentServerUrl());
const nobody = "00000000-0000-4000-8000-000000000000";
let threadId: string;

beforeAll(async () => {
  threadId = (await server.createThread()).thread_id;
});

function create(change: JsonObject, path = "/runs/crons") {
  const body = { assistant_id: "heartbeat", schedule: "0 0 1 1 *", enabled: false, ...change };
  return server.createCron({ method: "POST", path, query: [], headers: {}, body });
}

describe("a refused create names its parameter", () => {
  test.each<[string, number, JsonObject]>([
    ["schedule", 422, { schedule: "61 * * * *" }],
    ["schedule", 422, { schedule: "soon" }],
    ["schedule", 422, { schedule: "" }],
    ["schedule", 422, { schedule: 5 }],
    ["schedule", 400, { schedule: "0 0 31 2 *" }],
    ["timezone", 422, { timezone: "Bad/Zone" }],
    ["timezone", 400, { timezone: "" }],
    ["timezone", 400, { timezone: "../x" }],
    ["timezone", 422, { timezone: null }],
    ["assistant_id", 404, { assistant_id: "nope" }],
    ["assistant_id", 404, { assistant_id: nobody }],
    ["assistant_id", 422, { assistant_id: 5 }],
    ["webhook", 422, { webhook: "http://localhost/x" }],
    ["webhook", 422, { webhook: "ftp://example.com/x" }],
    ["webhook", 422, { webhook: "http://no-such-host.invalid/x" }],
    ["webhook", 422, { webhook: "http://169.254.169.254/x" }],
    ["webhook", 422, { webhook: "/relative" }],
    ["webhook", 422, { webhook: 5 }],
    ["input", 422, { input: 5 }],
    ["input", 422, { input: [5] }],
    ["metadata", 422, { metadata: [] }],
    ["config", 422, { config: 5 }],
    ["config", 422, { config: { tags: 5 } }],
    ["config", 422, { config: { recursion_limit: "x" } }],
    ["context", 422, { context: 5 }],
    ["interrupt_before", 422, { interrupt_before: "review" }],
    ["interrupt_after", 422, { interrupt_after: 5 }],
    ["multitask_strategy", 422, { multitask_strategy: "later" }],
    ["end_time", 422, { end_time: 5 }],
    ["enabled", 422, { enabled: "yes" }],
    ["stream_mode", 422, { stream_mode: "everything" }],
    ["stream_mode", 422, { stream_mode: ["everything"] }],
    ["stream_subgraphs", 422, { stream_subgraphs: 5 }],
    ["stream_resumable", 422, { stream_resumable: 5 }],
    ["durability", 422, { durability: "forever" }],
  ])("%s (%i): %j", async (parameter, status, change) => {
    const problem = await problemOf(create(change, `/threads/${threadId}/runs/crons`));
    expect(problem).toMatchObject({ kind: "rejected", status, parameter });
    expect(problem.kind === "rejected" && problem.detail.length).toBeGreaterThan(5);
  });

  test("on_run_completed, of a cron without a thread", async () => {
    expect(await problemOf(create({ on_run_completed: "burn" }))).toMatchObject({
      parameter: "on_run_completed",
      status: 422,
    });
  });

  test("thread_id, if the thread does not exist", async () => {
    const problem = await problemOf(create({}, `/threads/${nobody}/runs/crons`));
    expect(problem).toMatchObject({ kind: "rejected", status: 404, parameter: "thread_id" });
  });
});

test("an error of the server in plain text is an error of the server", async () => {
  const call = server.createCron({ method: "POST", path: "/runs/crons", query: [], headers: {}, body: {} });
  expect(await problemOf(call)).toEqual({ kind: "serverError", status: 500, detail: "Internal Server Error" });
});

test("an unknown cron is not found, and neither is a deleted one", async () => {
  expect((await problemOf(server.getCron(nobody))).kind).toBe("notFound");
  expect((await problemOf(server.patchCron(nobody, { enabled: false }))).kind).toBe("notFound");
  expect(await server.deleteCron(nobody)).toBe(false);
});
