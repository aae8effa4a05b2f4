import type { ServerResponse } from "node:http";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { CallOptions } from "../../../../../src/core/server/agentServer";
import { createAgentServer, type HttpAgentServerOptions } from "../../../../../src/core/server/httpAgentServer";
import type { StreamedEvent } from "../../../../../src/core/server/streamedEvent";
import { canaryKey } from "../../../../support/canary";
import { problemOf } from "../../../../support/failureOf";
import { type ScriptedServer, startScriptedServer } from "../../../../support/scriptedServer";

/** For a busy machine. */
const patience = { timeout: 8_000 };
const id = "11111111-1111-4111-8111-111111111111";
const text = 'event: values\ndata: {"topic":"x"}\n\n';
const values: StreamedEvent = { event: "values", data: { topic: "x" } };

let scripted: ScriptedServer;
let answer: (response: ServerResponse) => void;
let events: StreamedEvent[];
beforeEach(async () => {
  events = [];
  scripted = await startScriptedServer(({ path }, response) =>
    path === "/info" ? response.writeHead(200).end('{"version":"0.16.7"}') : answer(response),
  );
});
afterEach(() => scripted.close());

const stream = (response: ServerResponse) =>
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
function follow(more: Partial<HttpAgentServerOptions> = {}, options?: CallOptions): Promise<void> {
  const server = createAgentServer({
    ...{ baseUrl: scripted.url, headers: {}, apiKey: canaryKey, timeoutMilliseconds: 8_000, ...more },
  });
  return server.streamRun(id, id, (event) => events.push(event), options);
}

test("events come as the server sends them, until it ends the stream", async () => {
  answer = (response) => void stream(response).end(`: heartbeat\n\n${text}id: 4\n${text}`);
  await follow();
  expect(events).toEqual([values, values]);
  expect(scripted.seen[0]?.path).toBe(`/threads/${id}/runs/${id}/stream`);
  expect(scripted.seen[0]?.headers.accept).toBe("text/event-stream");
});

test("an event is told before the next one comes", async () => {
  let response: ServerResponse | undefined;
  answer = (given) => {
    response = given;
    stream(given).write(text.slice(0, 9));
    given.write(text.slice(9));
  };
  const following = follow();
  await expect.poll(() => events, patience).toEqual([values]);
  response?.end();
  await following;
});

test("Aegra's last event ends it, even if the connection stays open", async () => {
  answer = (response) => void stream(response).write(`${text}event: end\ndata: {"status":"success"}\n\n`);
  await follow();
  expect(events).toEqual([values]);
});

test("a run that is gone is not found", async () => {
  const gone = 'event: error\ndata: {"error":"HTTPException","message":"404: Run not found"}\n\n';
  answer = (response) => void stream(response).end(gone);
  expect(await problemOf(follow())).toEqual({ kind: "notFound", detail: "Run not found" });
});

test("it can be left at any time", async () => {
  let closed = false;
  answer = (response) => {
    response.on("close", () => (closed = true));
    stream(response).write(text);
  };
  const leaving = new AbortController();
  const following = follow({}, { signal: leaving.signal });
  await expect.poll(() => events.length, patience).toBe(1);
  leaving.abort();
  expect(await problemOf(following)).toEqual({ kind: "cancelled" });
  await expect.poll(() => closed, patience).toBe(true);
  expect(await problemOf(follow({}, { signal: leaving.signal }))).toEqual({ kind: "cancelled" });
  expect(scripted.seen.length).toBe(1);
});

test("a silent server is given up, one that only sends heartbeats is not", async () => {
  answer = (response) => void stream(response).write(text);
  expect(await problemOf(follow({ timeoutMilliseconds: 300 }))).toEqual({ kind: "timeout", milliseconds: 300 });
  answer = (response) => {
    stream(response).write(text);
    let beats = 0;
    const beat = setInterval(() => {
      response.write(": heartbeat\n\n");
      beats += 1;
      if (beats < 12) return;
      clearInterval(beat);
      response.end(text);
    }, 250);
  };
  events = [];
  await follow({ timeoutMilliseconds: 2_000 });
  expect(events).toEqual([values, values]);
});

test("a listener's own error is its own, and closes the connection", async () => {
  let closed = false;
  answer = (response) => {
    response.on("close", () => (closed = true));
    stream(response).write(text);
  };
  const server = createAgentServer({
    baseUrl: scripted.url,
    headers: {},
    apiKey: undefined,
    timeoutMilliseconds: 8_000,
  });
  const broken = new Error("the page is gone");
  const following = server.streamRun(id, id, () => {
    throw broken;
  });
  await expect(following).rejects.toBe(broken);
  await expect.poll(() => closed, patience).toBe(true);
});

test.each<[string, (response: ServerResponse) => void, string]>([
  ["a page", (response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"), "notAgentServer"],
  ["an answer without a type", (response) => response.writeHead(200).end(text), "notAgentServer"],
  ["data that is no JSON", (response) => stream(response).end("data: {cut\n\n"), "notAgentServer"],
  ["an event without an end", (response) => stream(response).end(`data: ${"x".repeat(70_000)}`), "tooLarge"],
  ["a refusal", (response) => response.writeHead(409).end('{"detail":"no"}'), "rejected"],
])("%s is a failure, and no end of the run", async (_, act, kind) => {
  answer = act;
  expect((await problemOf(follow({ largestAnswerBytes: 64 * 1024 }))).kind).toBe(kind);
  expect(events).toEqual([]);
});

test("a connection that breaks within is told, after what came before", async () => {
  answer = (response) => {
    stream(response).write(text);
    setTimeout(() => response.socket?.resetAndDestroy(), 50);
  };
  expect((await problemOf(follow())).kind).toBe("unreachable");
  expect(events).toEqual([values]);
});
