import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Clock, systemClock } from "../../../../../src/core/base/clock";
import { createAgentServer, type HttpAgentServerOptions } from "../../../../../src/core/server/httpAgentServer";
import { canaryKey } from "../../../../support/canary";
import { problemOf } from "../../../../support/failureOf";
import { type ScriptedServer, type SeenRequest, startScriptedServer } from "../../../../support/scriptedServer";

const threadId = "11111111-1111-4111-8111-111111111111";
const runId = "22222222-2222-4222-8222-222222222222";
const ofRun = `/threads/${threadId}/runs/${runId}`;
const history = `/threads/${threadId}/history`;
const times = { created_at: "2026-11-26T10:54:01Z", updated_at: "2026-11-26T10:54:02Z" };
const instantClock: Clock = { ...systemClock, sleep: async () => undefined };

let scripted: ScriptedServer;
let answer: (request: SeenRequest, response: ServerResponse) => void;
beforeEach(async () => {
  scripted = await startScriptedServer((request, response) =>
    request.path === "/info" ? json(response, { version: "0.16.7" }) : answer(request, response),
  );
});
afterEach(() => scripted.close());

const json = (response: ServerResponse, value: unknown, status = 200): void =>
  void response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
const open = (more: Partial<HttpAgentServerOptions> = {}) =>
  createAgentServer({
    ...{ baseUrl: scripted.url, headers: {}, apiKey: canaryKey, timeoutMilliseconds: 8_000, clock: instantClock },
    ...more,
  });
const asked = () => scripted.seen.filter(({ path }) => path !== "/info").map(({ method, path }) => `${method} ${path}`);

test("a cancel says how, and its empty answer is enough", async () => {
  answer = (_, response) => void response.writeHead(202).end();
  expect(await open().cancelRun(threadId, runId, "rollback")).toBe(true);
  expect(asked()).toEqual([`POST ${ofRun}/cancel?action=rollback`]);
});

test.each([404, 409, 503] as const)("a cancel that is refused with %i is sent once", async (status) => {
  answer = (_, response) => json(response, { detail: "No matching runs to cancel." }, status);
  const cancel = open().cancelRun(threadId, runId, "interrupt");
  if (status === 404) expect(await cancel).toBe(false);
  else expect((await problemOf(cancel)).kind).toBe(status === 409 ? "rejected" : "busy");
  expect(asked()).toEqual([`POST ${ofRun}/cancel?action=interrupt`]);
});

test("runs whose inputs are too large for one answer come in smaller pages", async () => {
  const runs = Array.from({ length: 5 }, (_, index) => ({
    ...{ run_id: `run ${index}`, thread_id: threadId, assistant_id: "agent", ...times, status: "success" },
    kwargs: { input: "x".repeat(9 * 1024) },
  }));
  answer = ({ path }, response) => {
    const { searchParams } = new URL(path, scripted.url);
    const offset = Number(searchParams.get("offset"));
    json(response, runs.slice(offset, offset + Number(searchParams.get("limit"))));
  };
  const server = open({ largestAnswerBytes: 32 * 1024 });
  const read = await server.runs(threadId, { limit: 8, offset: 0, status: "success" });
  expect(read.map(({ run_id }) => run_id)).toEqual(runs.map(({ run_id }) => run_id));
  expect(asked()[0]).toBe(`GET /threads/${threadId}/runs?limit=8&offset=0&status=success`);
  expect(asked().length).toBe(5);
});

test("a join of a run that is gone is no failed run", async () => {
  const join = (message: string) => {
    answer = (_, response) => json(response, { __error__: { error: "HTTPException", message } });
    return open().joinRun(threadId, runId);
  };
  expect(await problemOf(join("404: Run not found"))).toEqual({ kind: "notFound", detail: "Run not found" });
  expect(await join("404: Page not found")).toMatchObject({ kind: "error" });
});

test("a join of a run without values that the server deletes at its end is answered with nothing", async () => {
  answer = (_, response) => response.writeHead(200, { "content-type": "application/json" }).end("\n\n");
  expect(await open().joinRun(threadId, runId)).toEqual({ kind: "values", values: null });
});

test.each<[string, number, unknown]>([
  ["404", 404, { detail: "Not Found" }],
  ["405", 405, { detail: "Method Not Allowed" }],
  ["401", 401, { detail: "no" }],
  ["403", 403, { detail: "no" }],
  ["500", 500, "Internal Server Error"],
  ["other metrics", 200, { build: 7 }],
])("metrics that a server does not show (%s) are not asked for again", async (_, status, body) => {
  answer = (_request, response) => json(response, body, status);
  const server = open();
  expect(await server.metrics()).toBeNull();
  expect(await server.metrics()).toBeNull();
  expect(asked()).toEqual(["GET /metrics?format=json"]);
});

const waits = { pending_runs_wait_time_max_secs: 1.5, pending_unblocked_runs_wait_time_max_secs: null };
const queue = { n_pending: 2, n_running: 1, ...waits };
const workers = { max: 10, active: 1, available: 9 };

test("metrics of a queue, with workers or without", async () => {
  const told = { pending: 2, running: 1, longestWait: 1.5, longestUnblockedWait: null };
  answer = (_, response) => json(response, { queue, workers, api: {} });
  expect(await open().metrics()).toEqual({ ...told, workers });
  answer = (_, response) => json(response, { queue });
  expect(await open().metrics()).toEqual({ ...told, workers: null });
});

test.each([
  { queue: { ...queue, n_pending: "2" } },
  { queue: { ...queue, pending_runs_wait_time_max_secs: "1" } },
  { queue, workers: { ...workers, max: 0.5 } },
])("metrics of another shape are another service's: %j", async (value) => {
  answer = (_, response) => json(response, value);
  expect(await open().metrics()).toBeNull();
});

test.each([429, 502, 503])("metrics that can't be had now (%i) are a failure", async (status) => {
  answer = (_, response) => json(response, {}, status);
  const server = open();
  await problemOf(server.metrics());
  answer = (_, response) => json(response, { queue: { n_pending: 0, n_running: 0 } });
  expect(await server.metrics()).toMatchObject({ pending: 0 });
});

const state = (index: number, run_id: string) => ({
  ...{ values: { index }, next: [], tasks: [], metadata: { run_id }, created_at: times.created_at },
  checkpoint: { checkpoint_id: `checkpoint ${index}` },
});

test("the state of a run is one that the server finds", async () => {
  answer = ({ method }, response) => json(response, method === "POST" ? [state(3, runId)] : []);
  expect(await open().runState(threadId, runId)).toMatchObject({ values: { index: 3 } });
  expect(JSON.parse(scripted.seen[0]?.body ?? "")).toEqual({ limit: 1, metadata: { run_id: runId } });
  answer = (_, response) => json(response, []);
  expect(await open().runState(threadId, runId)).toBeNull();
});

const aegrasWords = "Error: Pregel.aget_state_history() got an unexpected keyword argument 'metadata'";
test.each<[string, (response: ServerResponse) => void]>([
  ["fails at the filter", (response) => json(response, { error: "internal_error", message: aegrasWords }, 500)],
  ["ignores the filter", (response) => json(response, [state(99, threadId)])],
])("where a server %s, the run's state is searched for, page by page", async (_, refuse) => {
  const states = Array.from({ length: 60 }, (_each, index) => state(index, index < 30 ? threadId : runId));
  answer = ({ method, path }, response) => {
    if (method === "POST") return refuse(response);
    const before = new URL(path, scripted.url).searchParams.get("before");
    const from = states.findIndex(({ checkpoint }) => checkpoint.checkpoint_id === before) + 1;
    json(response, states.slice(from, from + 25));
  };
  const server = open();
  expect(await server.runState(threadId, runId)).toMatchObject({ values: { index: 30 } });
  expect(asked()).toEqual([
    `POST ${history}`,
    `GET ${history}?limit=25`,
    `GET ${history}?limit=25&before=checkpoint+24`,
  ]);
  expect(await server.runState(threadId, "33333333-3333-4333-8333-333333333333")).toBeNull();
  expect(asked().filter((each) => each.startsWith("POST")).length).toBe(1);
});

test("a run's state is not searched for without an end", async () => {
  let checkpoint = 0;
  answer = ({ method }, response) => {
    if (method === "POST") return json(response, { message: aegrasWords }, 500);
    json(
      response,
      Array.from({ length: 25 }, () => state(checkpoint++, threadId)),
    );
  };
  expect(await open().runState(threadId, runId)).toBeNull();
  expect(asked().length).toBe(9);
});

test("another failure of the server is told", async () => {
  answer = (_, response) => json(response, { detail: "out of memory" }, 500);
  expect((await problemOf(open().runState(threadId, runId))).kind).toBe("serverError");
  expect(asked()).toEqual([`POST ${history}`]);
});
