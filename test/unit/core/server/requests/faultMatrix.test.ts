import type { ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Clock, systemClock } from "../../../../../src/core/base/clock";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import { checkConnection } from "../../../../../src/core/server/checkConnection";
import { createAgentServer } from "../../../../../src/core/server/httpAgentServer";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { runDetailWith } from "../../../../fixtures/runWith";
import { canaryKey } from "../../../../support/canary";
import { problemOf } from "../../../../support/failureOf";
import { type ScriptedServer, type SeenRequest, startScriptedServer } from "../../../../support/scriptedServer";

/** Every operation under every fault: the right kind of problem, in time, and never sent more often than it may be. */
const cronId = "11111111-1111-4111-8111-111111111111";
/** Short where the fault is that nothing comes; else a busy machine must not pass for one. */
const timeoutFor = (kind: string) => (kind === "timeout" ? 800 : 8_000);
const once = { once: true };
const hurriedClock: Clock = { ...systemClock, sleep: () => Promise.resolve() };

interface Operation {
  readonly name: string;
  readonly run: (server: AgentServer) => Promise<unknown>;
  readonly repeatable: boolean;
}

const operations: readonly Operation[] = [
  {
    name: "create",
    run: (server) =>
      server.createCron({
        method: "POST",
        path: "/runs/crons",
        query: [],
        headers: {},
        body: { assistant_id: "agent", schedule: "0 0 1 1 *" },
      }),
    repeatable: false,
  },
  { name: "update", run: (server) => server.patchCron(cronId, { enabled: true }), repeatable: true },
  { name: "delete", run: (server) => server.deleteCron(cronId), repeatable: true },
  { name: "update once", run: (server) => server.patchCron(cronId, { enabled: true }, once), repeatable: false },
  { name: "delete once", run: (server) => server.deleteCron(cronId, once), repeatable: false },
  { name: "claim", run: (server) => server.claimThread(cronId, {}), repeatable: false },
  { name: "get thread", run: (server) => server.getThread(cronId), repeatable: true },
  { name: "update thread", run: (server) => server.patchThread(cronId, {}), repeatable: true },
  { name: "delete thread", run: (server) => server.deleteThread(cronId), repeatable: true },
  { name: "get run", run: (server) => server.getRun(cronId, cronId), repeatable: true },
  { name: "join", run: (server) => server.joinRun(cronId, cronId), repeatable: true },
  { name: "cancel", run: (server) => server.cancelRun(cronId, cronId, "interrupt"), repeatable: false },
  { name: "stream", run: (server) => server.streamRun(cronId, cronId, () => undefined), repeatable: false },
  { name: "resume", run: (server) => server.resumeRun(runDetailWith({ thread_id: cronId }), true), repeatable: false },
  { name: "state", run: (server) => server.threadState(cronId), repeatable: true },
  { name: "history", run: (server) => server.threadHistory(cronId, { limit: 1 }), repeatable: true },
  { name: "state of a run", run: (server) => server.runState(cronId, cronId), repeatable: true },
  { name: "list", run: (server) => server.allCrons(), repeatable: true },
  { name: "get", run: (server) => server.getCron(cronId), repeatable: true },
  { name: "test connection", run: (server) => server.countThreads(), repeatable: true },
];

interface FaultCase {
  readonly name: string;
  readonly answer: (response: ServerResponse) => void;
  readonly kind: ServerProblem["kind"];
  /** Such an answer is worth another try. */
  readonly again?: true;
  /** Where an operation ends otherwise. */
  readonly except?: Readonly<Record<string, ServerProblem["kind"] | "ok">>;
}

const status =
  (code: number, body = "{}", headers: Record<string, string> = {}) =>
  (response: ServerResponse): void =>
    void response.writeHead(code, { "content-type": "application/json", ...headers }).end(body);

/** Their answers are not read; a run's values may have any shape. */
const anyShape = { delete: "ok", "delete once": "ok", "delete thread": "ok", cancel: "ok", join: "ok" } as const;
const onCrons = ["create", "update", "delete", "update once", "delete once"];
const writes = [...onCrons, "claim", "update thread", "delete thread", "cancel", "resume"];
const unreadWrites = Object.fromEntries(writes.map((name) => [name, "notAgentServer" as const]));

/** Any other type of answer is refused before its body is read. */
const noStream = { stream: "notAgentServer" } as const;

const faults: readonly FaultCase[] = [
  {
    name: "reset before the answer",
    answer: (response) => void response.socket?.resetAndDestroy(),
    kind: "unreachable",
    again: true,
  },
  { name: "closed before the answer", answer: (response) => void response.destroy(), kind: "unreachable", again: true },
  {
    name: "reset within the body",
    answer: (response) => {
      response.writeHead(200, { "content-length": "500" }).write('[{"cron_id"');
      setTimeout(() => response.socket?.resetAndDestroy(), 5);
    },
    kind: "unreachable",
    again: true,
    except: noStream,
  },
  { name: "no answer", answer: () => undefined, kind: "timeout" },
  {
    name: "a stalled body",
    answer: (response) => void response.writeHead(200).write("["),
    kind: "timeout",
    except: noStream,
  },
  // Of a write nobody knows then what became of it; of a read it is plain that no Agent Server is there.
  { name: "truncated JSON", answer: status(200, '[{"cron_id":"1"},{"cr'), kind: "noServer", except: unreadWrites },
  { name: "a page", answer: status(200, "<html>Sign in</html>"), kind: "noServer", except: unreadWrites },
  { name: "an empty answer", answer: status(200, ""), kind: "noServer", except: { ...unreadWrites, join: "ok" } },
  {
    name: "another shape",
    answer: status(200, '{"data":[]}'),
    kind: "noServer",
    except: { ...unreadWrites, ...anyShape },
  },
  {
    name: "no HTTP",
    answer: (response) => void response.socket?.end("SSH-2.0-OpenSSH_9.9\r\n"),
    kind: "noServer",
    except: unreadWrites,
  },
  { name: "a redirect elsewhere", answer: status(307, "", { location: "https://example.com/" }), kind: "moved" },
  { name: "a redirect to nowhere", answer: status(301), kind: "noServer", except: unreadWrites },
  { name: "400", answer: status(400, '{"detail":"no"}'), kind: "rejected" },
  { name: "401", answer: status(401, '{"detail":"no"}'), kind: "unauthorized" },
  { name: "403", answer: status(403, '{"detail":"no"}'), kind: "unauthorized" },
  { name: "404", answer: status(404, '{"detail":"Not Found"}'), kind: "noServer" },
  { name: "409", answer: status(409, '{"detail":"no"}'), kind: "rejected" },
  { name: "413", answer: status(413, "too large"), kind: "rejected" },
  { name: "422", answer: status(422, '{"detail":"no"}'), kind: "rejected" },
  { name: "429", answer: status(429), kind: "rejected", again: true },
  { name: "429 with Retry-After", answer: status(429, "{}", { "retry-after": "1" }), kind: "busy", again: true },
  { name: "500 in plain text", answer: status(500, "Internal Server Error"), kind: "serverError" },
  { name: "502", answer: status(502, "<html>Bad gateway</html>"), kind: "serverError", again: true },
  { name: "503", answer: status(503), kind: "busy", again: true },
  { name: "504", answer: status(504), kind: "serverError", again: true },
];

let server: ScriptedServer;
let current: FaultCase["answer"];

beforeAll(async () => {
  server = await startScriptedServer((_, response) => current(response));
});
afterAll(() => server.close());

const client = (baseUrl: string, timeoutMilliseconds = timeoutFor("any")) =>
  createAgentServer({ baseUrl, headers: {}, apiKey: canaryKey, timeoutMilliseconds, clock: hurriedClock });

const isAsked = ({ path }: SeenRequest) => path !== "/info";

describe.each(faults)("$name", (fault) => {
  test.each(operations)("$name", async (operation) => {
    current = fault.answer;
    const before = server.seen.filter(isAsked).length;
    const begun = performance.now();
    const expected = fault.except?.[operation.name] ?? fault.kind;
    const timeout = timeoutFor(fault.kind);
    if (expected === "ok") await operation.run(client(server.url, timeout));
    else expect((await problemOf(operation.run(client(server.url, timeout)))).kind).toBe(expected);
    expect(performance.now() - begun).toBeLessThan(timeout + 3_000);
    // On a busy machine a request can arrive after its time is up.
    const sent = () => server.seen.filter(isAsked).length - before;
    await expect.poll(sent, { timeout: 5_000 }).toBe(fault.again === true && operation.repeatable ? 4 : 1);
  });
});

describe.each(operations)("$name", (operation) => {
  test("refused connection", async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, "127.0.0.1", resolve));
    const { port } = closed.address() as AddressInfo;
    await new Promise((resolve) => closed.close(resolve));
    const problem = await problemOf(operation.run(client(`http://127.0.0.1:${port}`)));
    expect(problem).toEqual({ kind: "unreachable", reason: "ECONNREFUSED" });
  });

  test("unknown host", async () => {
    const problem = await problemOf(operation.run(client("http://no-such-host.invalid")));
    // Where there is no name server at all, the answer is that one can't be asked.
    expect(problem.kind === "unreachable" ? problem.reason : problem.kind).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
  });
});

test.each([
  ["create", { kind: "notFound", detail: "gone" }],
  ["update", { kind: "notFound", detail: "gone" }],
  ["get", { kind: "notFound", detail: "gone" }],
  ["list", { kind: "notFound", detail: "gone" }],
  ["delete", "false"],
])("what an Agent Server does not have is gone, and does not cast doubt on the server (%s)", async (name, outcome) => {
  current = (response) => {
    const isInfo = server.seen.at(-1)?.path === "/info";
    status(isInfo ? 200 : 404, isInfo ? '{"version":"0.16.7"}' : '{"detail":"gone"}')(response);
  };
  const call = operations.find((candidate) => candidate.name === name)?.run(client(server.url)) ?? Promise.resolve();
  if (outcome === "false") expect(await call).toBe(false);
  else expect(await problemOf(call)).toEqual(outcome);
});

test.each([
  ["404 in plain text", status(404, "404 page not found"), 404],
  ["405", status(405), 405],
  ["400 of a server that wants TLS", status(400, "<html>The plain HTTP request was sent to HTTPS port</html>"), 400],
  ["a page", status(200, "<!doctype html>"), "web page"],
  ["nothing", status(200, ""), "nothing"],
  ["a text", status(200, "It works!"), "not JSON"],
  ["another service's JSON", status(200, '{"name":"grafana","build":7}'), "something else"],
  [
    "another protocol",
    (response: ServerResponse): void => void response.socket?.end("SSH-2.0-OpenSSH_9.9\r\n"),
    "not HTTP",
  ],
] as const)(
  "an address that answers with %s is not an Agent Server's, and the failure says what was asked",
  async (_, answer, answered) => {
    current = answer;
    const problem = { kind: "noServer", url: server.url, asked: "GET /info", answered };
    expect(await checkConnection(client(server.url))).toEqual({ kind: "failed", problem });
  },
);

test("a deleted thread says nothing about crons, on a server without any", async () => {
  current = (response) => {
    const isInfo = server.seen.at(-1)?.path === "/info";
    status(isInfo ? 200 : 404, isInfo ? '{"version":"1.5.1","flags":{"crons":false}}' : '{"detail":"gone"}')(response);
  };
  expect(await problemOf(client(server.url).getThread(cronId))).toEqual({ kind: "notFound", detail: "gone" });
});

test.each([
  ["Thread with ID 0190f5a1-7f6c-7b3e-9c7d-3f1d2b4c5a6e not found", false],
  ["Thread '0190f5a1-7f6c-7b3e-9c7d-3f1d2b4c5a6e' not found", false],
  ["Thread not found", false],
  ["Not Found", true],
  ["Cannot GET /threads/0190f5a1-7f6c-7b3e-9c7d-3f1d2b4c5a6e", true],
  ["Page not found", true],
  ["Thread /threads/x not found", true],
])("who says “%s” is asked whether there is an Agent Server: %s", async (detail, isInfoAsked) => {
  current = (response) => {
    const isInfo = server.seen.at(-1)?.path === "/info";
    status(isInfo ? 200 : 404, isInfo ? '{"version":"0.16.7"}' : JSON.stringify({ detail }))(response);
  };
  const before = server.seen.length;
  expect(await problemOf(client(server.url).getThread(cronId))).toEqual({ kind: "notFound", detail });
  expect(server.seen.slice(before).some(({ path }) => path === "/info")).toBe(isInfoAsked);
});

test("a request that we refuse ourselves says nothing about the server", async () => {
  const options = { baseUrl: server.url, headers: {}, apiKey: "a\nb", timeoutMilliseconds: 8_000 };
  expect(await problemOf(createAgentServer(options).info())).toMatchObject({ kind: "rejected", status: 0 });
});

test("a failing or protected server is still an Agent Server", async () => {
  for (const [code, kind] of [
    [500, "serverError"],
    [502, "serverError"],
    [503, "busy"],
    [401, "unauthorized"],
    [403, "unauthorized"],
  ] as const) {
    current = status(code);
    expect((await problemOf(client(server.url).info())).kind).toBe(kind);
  }
});

test("a refused key is distinguished from a missing server", async () => {
  current = (response) => {
    const path = server.seen.at(-1)?.path;
    if (path === "/info") status(200, '{"version":"0.16.7","flags":{"crons":true}}')(response);
    else status(403, '{"detail":"Invalid token"}')(response);
  };
  expect(await checkConnection(client(server.url))).toEqual({
    kind: "refused",
    info: { product: "agentServer", version: "0.16.7", hasCrons: true },
    problem: { kind: "unauthorized", status: 403, detail: "Invalid token", keySent: true },
  });
});

test.each([
  ["create", 400, '{"issues":[],"name":"ZodError"}'],
  ["create", 500, "Not implemented"],
  ["list", 500, "Not implemented"],
  ["get", 404, "404 Not Found"],
  ["update", 404, "404 Not Found"],
])("a server without crons is reported in our words (%s, %i)", async (name, code, body) => {
  current = (response) => {
    const isInfo = server.seen.at(-1)?.path === "/info";
    status(isInfo ? 200 : code, isInfo ? '{"version":"1.5.1","flags":{"crons":false}}' : body)(response);
  };
  const operation = operations.find((candidate) => candidate.name === name);
  expect(await problemOf(operation?.run(client(server.url)) ?? Promise.resolve())).toEqual({
    kind: "noCrons",
    version: "1.5.1",
  });
  expect((await checkConnection(client(server.url))).kind).toBe("noCrons");
});
