import { afterEach, beforeEach, expect, onTestFinished, test } from "vitest";
import type { AgentServer } from "../../../../src/core/server/agentServer";
import { checkConnection } from "../../../../src/core/server/checkConnection";
import { createAgentServer, type HttpAgentServerOptions } from "../../../../src/core/server/httpAgentServer";
import { ServerLacks } from "../../../../src/core/server/serverLacks";
import { aegraAssistant, aegraCron, aegraThreads, answerLikeAegra, threadId } from "../../../support/aegraLike";
import { canaryKey } from "../../../support/canary";
import { problemOf } from "../../../support/failureOf";
import { type ScriptedServer, startScriptedServer } from "../../../support/scriptedServer";

/** What a server is without is done without, and asked for once. */
let aegra: ScriptedServer;
let server: AgentServer;

beforeEach(async () => {
  aegra = await startScriptedServer(answerLikeAegra);
  server = open();
});
afterEach(() => aegra.close());

const open = (lacks = new ServerLacks(), more: Partial<HttpAgentServerOptions> = {}) =>
  createAgentServer({ baseUrl: aegra.url, headers: {}, apiKey: canaryKey, timeoutMilliseconds: 8_000, lacks, ...more });
/** One that reads 32 KB of an answer at most. */
const openSmall = () => open(new ServerLacks(), { largestAnswerBytes: 32 * 1024 });

/** What has been asked since the last call of this. */
let told = 0;
beforeEach(() => {
  told = 0;
});
function asked(): readonly string[] {
  const since = aegra.seen.slice(told).map(({ method, path }) => `${method} ${path}`);
  told = aegra.seen.length;
  return since;
}

test("a connection works without a count of threads; the key is then tried on the crons", async () => {
  expect(await checkConnection(server)).toEqual({
    kind: "ready",
    info: { product: "aegra", version: "0.11.0", hasCrons: true },
    threads: null,
  });
  expect(asked()).toEqual(["GET /info", "POST /threads/count", "POST /runs/crons/search"]);
  await checkConnection(server);
  expect(asked()).toEqual(["GET /info", "POST /runs/crons/search"]);
});

test("a key that only the crons require is still missed", async () => {
  await aegra.close();
  aegra = await startScriptedServer((request, response) =>
    request.path === "/runs/crons/search"
      ? response.writeHead(401).end('{"detail":"Invalid"}')
      : answerLikeAegra(request, response),
  );
  expect(await checkConnection(open())).toMatchObject({ kind: "refused", problem: { kind: "unauthorized" } });
});

test("threads come with all columns if none can be chosen", async () => {
  expect((await server.searchThreads({ limit: 3, offset: 2 })).map(({ thread_id }) => thread_id)).toEqual(
    aegraThreads.slice(2, 5),
  );
  expect(asked()).toEqual(["POST /threads/search", "POST /threads/search"]);
  await server.searchThreads({ limit: 3, offset: 0 });
  expect(asked()).toEqual(["POST /threads/search"]);
});

test("threads are found by their ids if a search has no ids: a few one by one, many among all", async () => {
  const few = [threadId(0), threadId(30), threadId(9999), threadId(31)];
  const found = await server.searchThreads({ ids: few, limit: 4, offset: 0 });
  expect(found.map(({ thread_id }) => thread_id)).toEqual([threadId(0), threadId(30), threadId(31)]);
  asked();
  await server.searchThreads({ ids: few, limit: 1, offset: 1 });
  expect(asked()).toEqual([`GET /threads/${threadId(30)}`]);
  const many = Array.from({ length: 20 }, (_, index) => threadId(index + 10));
  for (const [ids, pages] of [
    [many, 1],
    [[...many, threadId(9999)], 2],
  ] as const) {
    const rows = await server.searchThreads({ ids, limit: ids.length, offset: 0 });
    expect(rows.map(({ thread_id }) => thread_id)).toEqual(many);
    expect(asked()).toEqual(Array.from({ length: pages }, () => "POST /threads/search"));
  }
});

test("many are also found where each page is the first one", async () => {
  const first = Array.from({ length: 1_000 }, (_, index) => threadId(index));
  let count = 0;
  const repeating = await startScriptedServer((_request, response) => {
    count += 1;
    const threads = first.map((thread_id) => ({
      thread_id,
      created_at: "",
      updated_at: "",
      metadata: {},
      status: "idle",
    }));
    response.writeHead(count > 9 ? 500 : 200, { "content-type": "application/json" }).end(JSON.stringify(threads));
  });
  onTestFinished(() => repeating.close());
  const ids = [...first.slice(0, 20), threadId(9999)];
  const found = await createAgentServer({
    baseUrl: repeating.url,
    headers: {},
    apiKey: undefined,
    timeoutMilliseconds: 8_000,
  }).searchThreads({ ids, limit: ids.length, offset: 0 });
  expect(found.map(({ thread_id }) => thread_id)).toEqual(first.slice(0, 20));
  expect(count).toBe(3);
});

test("ids that a server has searched are not searched again", async () => {
  const newest = aegraThreads.slice(0, 2);
  expect((await server.searchThreads({ ids: newest, limit: 2, offset: 0 })).length).toBe(2);
  expect(asked().filter((each) => each.startsWith("GET"))).toEqual([]);
});

test("all assistants come if a page is smaller than requested", async () => {
  const all = await server.searchAssistants({ limit: 1000, offset: 0 });
  expect(new Set(all.map(({ assistant_id }) => assistant_id)).size).toBe(250);
  expect(asked().length).toBe(4);
  expect((await server.searchAssistants({ limit: 1000, offset: 0 })).length).toBe(250);
  expect((await server.searchAssistants({ limit: 120, offset: 5 })).length).toBe(120);
  expect(asked().length).toBe(5);
});

test("an assistant's nodes are found by its graph's name", async () => {
  expect(await server.graphNodes("look")).toEqual([{ id: "remember" }]);
  asked();
  expect(await server.graphNodes("look")).toEqual([{ id: "remember" }]);
  expect(asked()).toEqual(["POST /assistants/search", `GET /assistants/${aegraAssistant}/graph`]);
});

test("an assistant that is unknown by its id is not searched by that name", async () => {
  expect((await problemOf(server.graphNodes(threadId(5)))).kind).toBe("rejected");
  expect(asked()).not.toContain("POST /assistants/search");
  await aegra.close();
  aegra = await startScriptedServer((request, response) =>
    request.path === "/info" ? answerLikeAegra(request, response) : response.writeHead(404).end('{"detail":"gone"}'),
  );
  server = open();
  told = 0;
  expect((await problemOf(server.graphNodes(threadId(5)))).kind).toBe("notFound");
  expect(asked()).not.toContain("POST /assistants/search");
});

test("if a search for a graph's assistant gives another's, there is none", async () => {
  await aegra.close();
  aegra = await startScriptedServer((request, response) =>
    answerLikeAegra({ ...request, body: request.body.replace('"graph_id":"unknown",', "") }, response),
  );
  expect((await problemOf(open().schemas("unknown"))).kind).toBe("notFound");
});

test("columns are chosen for a list, and none if the payload is needed", async () => {
  await server.searchCrons({ limit: 10, offset: 0 });
  await server.searchCrons({ limit: 10, offset: 0, withPayload: true });
  const selects = aegra.seen.map(({ body }) => (JSON.parse(body) as { readonly select?: string[] }).select);
  expect(selects).toEqual([expect.arrayContaining(["cron_id", "metadata"]), undefined]);
  expect(selects[0]).not.toContain("payload");
});

test("a server that clearly refuses columns is asked without them; one that refuses something else is not", async () => {
  await aegra.close();
  let words = "Unknown field: select";
  aegra = await startScriptedServer((request, response) =>
    request.body.includes("select")
      ? response.writeHead(400).end(JSON.stringify({ detail: words }))
      : answerLikeAegra(request, response),
  );
  expect((await open().searchThreads({ limit: 1, offset: 0 })).length).toBe(1);
  words = "Selected threads are locked";
  expect((await problemOf(open().searchThreads({ limit: 1, offset: 0 }))).kind).toBe("rejected");
});

test("an unknown graph is unknown, and says nothing about the server", async () => {
  expect((await problemOf(server.graphNodes("unknown"))).kind).toBe("notFound");
  await server.graphNodes("look");
  expect(asked()).toContain("GET /assistants/look/graph");
});

test("one cron is read from the list", async () => {
  expect((await server.getCron(threadId(1))).payload).toMatchObject({ timezone: "Europe/Berlin" });
  asked();
  expect((await problemOf(server.getCron(threadId(2)))).kind).toBe("notFound");
  expect(asked()).toEqual(["POST /runs/crons/search"]);
});

test.each([
  [404, "notFound"],
  [422, "rejected"],
])("%d is no sign that one cron can't be read", async (status, kind) => {
  await aegra.close();
  aegra = await startScriptedServer((request, response) =>
    request.path === "/info"
      ? answerLikeAegra(request, response)
      : response.writeHead(status, { "content-type": "application/json" }).end('{"detail":"no"}'),
  );
  server = open();
  told = 0;
  expect((await problemOf(server.getCron(threadId(1)))).kind).toBe(kind);
  expect((await problemOf(server.getCron(threadId(1)))).kind).toBe(kind);
  expect(asked().filter((each) => each.startsWith("POST"))).toEqual([]);
});

test("one cron is looked for in each page once, even if the server ignores which page is asked for", async () => {
  await aegra.close();
  const page = Array.from({ length: 1_000 }, (_, index) => ({ ...aegraCron, cron_id: threadId(index) }));
  aegra = await startScriptedServer((request, response) =>
    request.path === "/runs/crons/search"
      ? response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(page))
      : answerLikeAegra(request, response),
  );
  server = open();
  told = 0;
  const problem = await problemOf(server.getCron(threadId(5_000)));
  expect(problem).toEqual({ kind: "notFound", detail: `Cron '${threadId(5_000)}' not found` });
  expect(asked()).toEqual([
    `GET /runs/crons/${threadId(5_000)}`,
    "GET /info",
    "POST /runs/crons/search",
    "POST /runs/crons/search",
  ]);
});

test("a PATCH of metadata removes nothing if a server would replace all of it", async () => {
  const patch = { metadata: { team: "b", gone: null } };
  const sent = () => JSON.parse(aegra.seen.at(-1)?.body ?? "");
  await server.patchCron(threadId(1), patch);
  expect(sent()).toEqual(patch);
  await server.info();
  asked();
  await server.patchCron(threadId(1), patch);
  expect(sent()).toEqual({ metadata: { owner: "user-1", team: "b", gone: null } });
  await server.patchCron(threadId(1), { enabled: false });
  expect(sent()).toEqual({ enabled: false });
  expect(asked().filter((each) => each.startsWith("PATCH"))).toHaveLength(2);
});

test("a list contains no payloads, and the zone that only the payload has", async () => {
  const [cron] = await server.searchCrons({ limit: 10, offset: 0 });
  expect(cron).toMatchObject({ timezone: "Europe/Berlin" });
  expect(cron).not.toHaveProperty("payload");
});

test("what one client has found, others know, until another version answers there", async () => {
  const lacks = new ServerLacks();
  await open(lacks).countThreads();
  asked();
  expect(await open(lacks).countThreads()).toBeNull();
  expect(asked()).toEqual([]);
  lacks.meet({ product: "aegra", version: "0.11.0", hasCrons: true });
  lacks.meet({ product: "aegra", version: "0.11.0", hasCrons: true });
  expect(lacks.has("countThreads")).toBe(true);
  lacks.meet({ product: "aegra", version: "0.10.0", hasCrons: true });
  await open(lacks).countThreads();
  asked();
  await open(lacks).info();
  expect(lacks.has("countThreads")).toBe(false);
  lacks.limitPage("/x", 7);
  lacks.meet({ product: "aegra", version: "0.12.0", hasCrons: true });
  expect([lacks.has("countThreads"), lacks.largestPage("/x")]).toEqual([false, undefined]);
});

test("rows whose pages would be too large come in smaller pages", async () => {
  await aegra.close();
  const rows = Array.from({ length: 5 }, (_, index) => ({ ...aegraCron, cron_id: threadId(index) }));
  const ballast = "x".repeat(9 * 1024);
  aegra = await startScriptedServer(({ body }, response) => {
    const { limit, offset } = JSON.parse(body) as { readonly limit: number; readonly offset: number };
    const page = rows.slice(offset, offset + limit).map((row) => ({ ...row, ballast }));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(page));
  });
  server = openSmall();
  told = 0;
  const crons = await server.searchCrons({ limit: 8, offset: 0 });
  expect(crons.map(({ cron_id }) => cron_id)).toEqual(rows.map(({ cron_id }) => cron_id));
  // Eight and four at a time are too large; then it is known.
  expect(asked().length).toBe(5);
  await server.searchCrons({ limit: 8, offset: 0 });
  expect(asked().length).toBe(3);
});

test("a single row that is too large is reported", async () => {
  await aegra.close();
  const text = JSON.stringify([{ ...aegraCron, ballast: "x".repeat(33 * 1024) }]);
  aegra = await startScriptedServer((_, response) => response.writeHead(200).end(text));
  expect((await problemOf(openSmall().searchCrons({ limit: 2, offset: 0 }))).kind).toBe("tooLarge");
  expect(aegra.seen.length).toBe(2);
});

test("a server that refuses the limit of each page ends in its refusal", async () => {
  await aegra.close();
  aegra = await startScriptedServer((_, response) =>
    response
      .writeHead(422)
      .end('{"detail":[{"loc":["body","limit"],"msg":"Input should be less than or equal to 0"}]}'),
  );
  const problem = await problemOf(open().searchAssistants({ limit: 1000, offset: 0 }));
  expect(problem).toMatchObject({ kind: "rejected", parameter: "limit" });
  expect(aegra.seen.length).toBeLessThan(4);
});
