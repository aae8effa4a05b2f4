import type { ServerResponse } from "node:http";
import { afterEach, expect, test, vi } from "vitest";
import type { Clock } from "../../../../../src/core/base/clock";
import { createAgentServer, type HttpAgentServerOptions } from "../../../../../src/core/server/httpAgentServer";
import { canaryKey } from "../../../../support/canary";
import { failureOf, problemOf } from "../../../../support/failureOf";
import { type ScriptedServer, startScriptedServer } from "../../../../support/scriptedServer";

/** One test for each trap of an HTTP client that we know of; all on real sockets. */
const key = canaryKey;
const servers: ScriptedServer[] = [];
/** A busy machine must not pass for a server that doesn't answer. */
const patient = 8_000;
const waits: number[] = [];
/** Does not wait, and notes how long it would have. */
const instantClock: Clock = {
  now: () => Date.parse("2026-11-23T00:00:00Z"),
  sleep: async (milliseconds) => void waits.push(milliseconds),
};

afterEach(async () => {
  waits.length = 0;
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

async function listen(answer: Parameters<typeof startScriptedServer>[0]): Promise<ScriptedServer> {
  const server = await startScriptedServer(answer);
  servers.push(server);
  return server;
}

function client(baseUrl: string, options: Partial<HttpAgentServerOptions> = {}) {
  return createAgentServer({
    baseUrl,
    headers: {},
    apiKey: key,
    timeoutMilliseconds: patient,
    clock: instantClock,
    random: () => 0.5,
    ...options,
  });
}

const json = (response: ServerResponse, value: unknown, status = 200, headers: Record<string, string> = {}) =>
  response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(value));
const info = { version: "0.16.7", flags: { crons: true } };
const create = {
  method: "POST",
  path: "/runs/crons",
  query: [],
  headers: {},
  body: { assistant_id: "agent", schedule: "0 0 1 1 *" },
} as const;

test.each([301, 302, 303, 307, 308])(
  "a redirect (%i) to another origin is not followed, and the key does not go there",
  async (status) => {
    const other = await listen((_, response) => json(response, info));
    const server = await listen((_, response) =>
      response.writeHead(status, { location: `${other.url}/info?token=1` }).end(),
    );
    expect(await problemOf(client(server.url).info())).toEqual({ kind: "moved", origin: other.url });
    expect(other.seen).toEqual([]);
  },
);

test("a create is not repeated by a redirect to another origin", async () => {
  const other = await listen((_, response) => json(response, info));
  const server = await listen((_, response) => response.writeHead(307, { location: `${other.url}/runs/crons` }).end());
  expect((await problemOf(client(server.url).createCron(create))).kind).toBe("moved");
  expect([server.seen.length, other.seen.length]).toEqual([1, 0]);
});

test("a redirect within the connection is followed, with the key", async () => {
  const server = await listen(({ path }, response) =>
    path === "/lg/info" ? response.writeHead(308, { location: "/lg/v2/info" }).end() : json(response, info),
  );
  expect(await client(`${server.url}/lg`).info()).toEqual({
    product: "agentServer",
    version: "0.16.7",
    hasCrons: true,
  });
  expect(server.seen.map(({ path, headers }) => [path, headers["x-api-key"]])).toEqual([
    ["/lg/info", key],
    ["/lg/v2/info", key],
  ]);
});

test.each(["/login?next=/lg/info", "/lgx/info", "/lg/../info"])(
  "a redirect to the same host, but out of the connection's path (%s), is not followed",
  async (location) => {
    const server = await listen((_, response) => response.writeHead(302, { location }).end());
    const problem = await problemOf(client(`${server.url}/lg`).info());
    expect(problem).toEqual({ kind: "moved", origin: new URL(location, server.url).href.replace(/\?.*/, "") });
    expect(server.seen.length).toBe(1);
  },
);

test("a POST is not turned into a GET by an old redirect", async () => {
  const server = await listen((_, response) => response.writeHead(302, { location: "/elsewhere" }).end());
  expect((await problemOf(client(server.url).countThreads())).kind).toBe("moved");
  expect(server.seen.map(({ method }) => method)).toEqual(["POST"]);
});

test("redirects in a circle end", async () => {
  const server = await listen((_, response) => response.writeHead(302, { location: "/info" }).end());
  expect(await problemOf(client(server.url).info())).toMatchObject({ kind: "noServer", answered: "something else" });
  expect(server.seen.length).toBe(4);
});

test("the time-out also applies if the caller has a signal", async () => {
  const server = await listen(() => undefined);
  const begun = performance.now();
  const { signal } = new AbortController();
  const impatient = client(server.url, { timeoutMilliseconds: 400 });
  expect(await problemOf(impatient.info({ signal }))).toEqual({ kind: "timeout", milliseconds: 400 });
  expect(performance.now() - begun).toBeLessThan(patient);
});

test("without a signal of the caller, nothing newer than Node 20.0 is needed", async () => {
  const any = vi.spyOn(AbortSignal, "any").mockImplementation(() => {
    throw new TypeError("AbortSignal.any is not a function");
  });
  const server = await listen((_, response) => json(response, info));
  expect(await client(server.url).info()).toMatchObject({ version: info.version });
  any.mockRestore();
});

test("the time-out covers a body that stalls, and one that arrives slowly", async () => {
  for (const pause of [10_000, 50]) {
    const server = await listen((_, response) => {
      response.writeHead(200, { "content-type": "application/json" }).write(' {"version":');
      const timer = setInterval(() => response.write(" "), pause);
      response.on("close", () => clearInterval(timer));
    });
    const begun = performance.now();
    expect((await problemOf(client(server.url, { timeoutMilliseconds: 400 }).info())).kind).toBe("timeout");
    expect(performance.now() - begun).toBeLessThan(patient);
  }
});

test("the caller's signal ends a request at once: before it, while it waits for the answer, for the body, or for the next try", async () => {
  const hanging = await listen((request, response) => {
    if (request.path === "/threads/count") response.writeHead(200).write("1");
    if (request.path === "/assistants/search") json(response, {}, 503, { "retry-after": "30" });
  });
  const server = client(hanging.url, { timeoutMilliseconds: 20_000, clock: { ...instantClock, sleep: hang } });
  expect((await problemOf(server.info({ signal: AbortSignal.abort() }))).kind).toBe("cancelled");
  expect(hanging.seen.length).toBe(0);
  const calls = [
    (signal: AbortSignal) => server.info({ signal }),
    (signal: AbortSignal) => server.countThreads({ signal }),
    (signal: AbortSignal) => server.searchAssistants({ limit: 1, offset: 0 }, { signal }),
  ];
  for (const call of calls) {
    const begun = performance.now();
    const ended = problemOf(call(AbortSignal.timeout(150)));
    expect((await ended).kind).toBe("cancelled");
    expect(performance.now() - begun).toBeLessThan(patient);
  }
});

const hang: Clock["sleep"] = (_, signal) =>
  new Promise((_resolve, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));

test("a request that may be repeated is sent four times at most, after what Retry-After asks for", async () => {
  const server = await listen((_, response, index) =>
    json(response, { detail: "busy" }, index % 2 === 0 ? 429 : 503, { "retry-after": index === 1 ? "60" : "2" }),
  );
  const problem = { kind: "busy", status: 503, retryAfterSeconds: 2, detail: "busy" };
  expect(await problemOf(client(server.url).info())).toEqual(problem);
  expect(server.seen.length).toBe(4);
  expect(waits).toEqual([2_000, 60_000, 2_000]);
});

test("a server that asks to wait longer than a minute is not asked again earlier", async () => {
  const server = await listen((_, response) => json(response, {}, 429, { "retry-after": "61" }));
  expect(await problemOf(client(server.url).info())).toMatchObject({ kind: "busy", retryAfterSeconds: 61 });
  expect([server.seen.length, waits]).toEqual([1, []]);
});

test("a limit that waiting does not lift is reported after a few tries, in the server's words", async () => {
  const server = await listen((_, response) => json(response, { detail: "Cron limit reached" }, 429));
  const problem = { kind: "rejected", status: 429, detail: "Cron limit reached", parameter: null };
  const id = "00000000-0000-4000-8000-000000000000";
  expect(await problemOf(client(server.url).patchCron(id, { enabled: true }))).toEqual(problem);
  expect(server.seen.filter(({ method }) => method === "PATCH").length).toBe(4);
  expect(await problemOf(client(server.url).createCron(create))).toEqual(problem);
  expect(server.seen.filter(({ path }) => path === create.path).length).toBe(1);
  expect(waits.reduce((sum, wait) => sum + wait, 0)).toBeLessThan(10_000);
});

test("Retry-After may be a date", async () => {
  const later = new Date(instantClock.now() + 7_000).toUTCString();
  const server = await listen((_, response, index) =>
    index === 0 ? json(response, {}, 503, { "retry-after": later }) : json(response, info),
  );
  await client(server.url).info();
  expect(waits).toEqual([7_000]);
});

test("without Retry-After the pauses double; a connection that broke is tried again", async () => {
  const server = await listen((_, response) => response.destroy());
  expect((await problemOf(client(server.url).info())).kind).toBe("unreachable");
  expect(server.seen.length).toBe(4);
  expect(waits).toEqual([187.5, 375, 750]);
});

test.each(["drop", 503, 429, 502] as const)("a create is sent once, whatever happens (%s)", async (fault) => {
  const server = await listen((_, response) => (fault === "drop" ? response.destroy() : json(response, {}, fault)));
  const kinds = { drop: "unreachable", 502: "serverError", 503: "busy", 429: "rejected" } as const;
  const kind = kinds[fault];
  expect((await problemOf(client(server.url).createCron(create))).kind).toBe(kind);
  expect(server.seen.filter(({ path }) => path === "/runs/crons").length).toBe(1);
});

test("a time-out is not tried again with a dead signal", async () => {
  const server = await listen(() => undefined);
  await failureOf(client(server.url, { timeoutMilliseconds: 150 }).info());
  expect(server.seen.length).toBe(1);
});

test.each([
  ["truncated JSON", '[{"cron_id":"1"},{"cron', "not JSON"],
  ["a login page", "<!doctype html><title>Sign in</title>", "web page"],
  ["an empty answer", "", "nothing"],
  ["a nesting deeper than any stack", `${"[".repeat(200_000)}${"]".repeat(200_000)}`, "not JSON"],
  ["another program's JSON", '{"hello":"world"}', "something else"],
  ["JSON of the wrong kind", '"0.16.7"', "something else"],
])("%s with status 200 is not an answer", async (_, text, answered) => {
  const server = await listen((_request, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(text),
  );
  expect(await problemOf(client(server.url).info())).toMatchObject({ kind: "noServer", answered });
});

test("a page with status 200 does not count as a deletion", async () => {
  const server = await listen((_, response) => response.writeHead(200, { "content-type": "text/html" }).end("<html>"));
  const call = client(server.url).deleteCron("00000000-0000-4000-8000-000000000000");
  expect(await problemOf(call)).toEqual({ kind: "notAgentServer", reason: "html" });
});

test("`__proto__` and `constructor` in the server's data are keys like any other, and nothing is inherited", async () => {
  const warn = vi.spyOn(console, "warn");
  const metadata = '{"__proto__":{"polluted":true},"constructor":{"prototype":1},"own":1}';
  const thread = `{"thread_id":"t","created_at":"c","updated_at":"u","status":"idle","metadata":${metadata}}`;
  const server = await listen((_, response) =>
    response.writeHead(200).end(`[${thread},${thread.replace(metadata, "{}")}]`),
  );
  const [first, second] = await client(server.url).searchThreads({ limit: 2, offset: 0 });
  expect(Object.keys(first?.metadata ?? {})).toEqual(["__proto__", "constructor", "own"]);
  expect(first?.metadata.polluted).toBeUndefined();
  expect(second?.metadata.constructor).toBeUndefined();
  expect(Object.getPrototypeOf(second?.metadata)).toBeNull();
  expect("polluted" in {}).toBe(false);
  expect(warn).not.toHaveBeenCalled();
  warn.mockRestore();
});

test("ofetch is not loaded before the first request", async () => {
  const loaded = vi.fn();
  vi.doMock("ofetch", () => {
    loaded();
    return {
      ofetch: {
        raw: async () => ({ status: 200, headers: new Headers(), body: new Response(JSON.stringify(info)).body }),
      },
    };
  });
  vi.resetModules();
  const module = await import("../../../../../src/core/server/httpAgentServer");
  const options = { baseUrl: "http://127.0.0.1:1", headers: {}, apiKey: key, timeoutMilliseconds: patient };
  const server = module.createAgentServer(options);
  expect(loaded).not.toHaveBeenCalled();
  await server.info();
  expect(loaded).toHaveBeenCalledOnce();
  vi.doUnmock("ofetch");
  // The tests of other files run in the same process.
  vi.resetModules();
});
