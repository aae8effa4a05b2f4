import { inspect } from "node:util";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { createAgentServer } from "../../../../../src/core/server/httpAgentServer";
import { redact } from "../../../../../src/core/server/problems/redact";
import { failureOf } from "../../../../support/failureOf";
import { type ScriptedServer, startScriptedServer } from "../../../../support/scriptedServer";

const key = 'lsv2_pt_"cañary"+/=_7f3c';
const headerSecret = "Bearer header-canary-91";
const callSecret = "call-canary-55";
const querySecret = "query-canary-33";
const secrets = [key, headerSecret, callSecret, querySecret];
const servers: ScriptedServer[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()));
});

/** Everything that anyone could print of an error. */
function everythingOf(error: unknown): string {
  const seen: string[] = [];
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    seen.push(
      cause.message,
      cause.stack ?? "",
      String(cause),
      JSON.stringify(cause),
      JSON.stringify(cause, Object.getOwnPropertyNames(cause)),
    );
  }
  return [...seen, inspect(error, { depth: 20, showHidden: true, getters: true })].join("\n");
}

const spellings = secrets.flatMap((secret) => [
  secret,
  encodeURIComponent(secret),
  JSON.stringify(secret).slice(1, -1),
  Buffer.from(secret).toString("base64"),
  Buffer.from(secret).toString("base64url"),
]);

const create = {
  method: "POST",
  path: "/runs/crons",
  query: [["token", querySecret]],
  headers: { "x-call": callSecret },
  body: { assistant_id: "agent", schedule: "0 0 1 1 *" },
} as const;

/** Servers that send back what they got, wherever a message may be made of it. */
test.each([
  ["a refusal", 422],
  ["a refused key", 403],
  ["a missing thing", 404],
  ["a failure", 500],
  ["a redirect", 307],
  ["an answer that makes no sense", 200],
])("neither the key nor any other secret is in the error that %s becomes", async (_, status) => {
  const echo = await startScriptedServer((request, response) => {
    const received = `${JSON.stringify(request.headers)} ${request.path} ${spellings.join(" ")}`;
    response
      .writeHead(status, { location: `https://other.example/?key=${encodeURIComponent(key)}` })
      .end(JSON.stringify({ detail: received }));
  });
  servers.push(echo);
  const log = [vi.spyOn(console, "log"), vi.spyOn(console, "warn"), vi.spyOn(console, "error")];
  const server = createAgentServer({
    baseUrl: echo.url,
    headers: { authorization: headerSecret },
    apiKey: key,
    timeoutMilliseconds: 8_000,
  });
  const told = everythingOf(await failureOf(server.createCron(create)));
  for (const spelling of spellings) expect(told).not.toContain(spelling);
  expect(echo.seen[0]?.headers["x-api-key"]).toBe(key);
  for (const spy of log) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});

test("nor in the error of a request that never got an answer", async () => {
  const silent = await startScriptedServer((_, response) => response.destroy());
  servers.push(silent);
  for (const baseUrl of [silent.url, "http://127.0.0.1:1", "http://no-such-host.invalid"]) {
    const server = createAgentServer({
      baseUrl,
      headers: { authorization: headerSecret },
      apiKey: key,
      timeoutMilliseconds: 8_000,
    });
    const told = everythingOf(await failureOf(server.createCron(create)));
    for (const spelling of spellings) expect(told).not.toContain(spelling);
  }
});

test("a key that HTTP does not allow is refused before anything is sent, without showing it", async () => {
  const server = await startScriptedServer((_, response) => response.end("{}"));
  servers.push(server);
  for (const bad of ["canary\r\nx-evil: 1", "\u0000canary", "“canary”"]) {
    const client = createAgentServer({ baseUrl: server.url, headers: {}, apiKey: bad, timeoutMilliseconds: 8_000 });
    const failure = await failureOf(client.info());
    expect(failure.problem).toMatchObject({ kind: "rejected", status: 0, parameter: null });
    expect(failure.message + JSON.stringify(failure)).not.toContain("canary");
  }
  expect(server.seen).toEqual([]);
});

test("a masked text never contains the secret, however it is written", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 6, maxLength: 60, unit: "binary" }),
      fc.array(fc.string(), { maxLength: 5 }),
      (secret, parts) => {
        fc.pre(!"•••".includes(secret));
        const bytes = Buffer.from(secret, "utf8");
        for (const written of [
          secret,
          encodeURIComponent(secret.toWellFormed()),
          JSON.stringify(secret).slice(1, -1),
          bytes.toString("base64"),
        ]) {
          const masked = redact(parts.join(written), [secret]);
          if (parts.length > 1) expect(masked).not.toContain(written);
        }
      },
    ),
    { numRuns: 500, seed: 7 },
  );
});
