import { mkdtemp, rm, writeFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { runCli } from "../../../src/cli/runCli";
import { stateFolder } from "../../../src/cli/submit/stateFolder";
import { systemClock } from "../../../src/core/base/clock";
import { createFileJournal } from "../../../src/node/fileJournal";
import { canaryKey } from "../../support/canary";
import { type ScriptedServer, type SeenRequest, startScriptedServer } from "../../support/scriptedServer";

/** What a submit says where there is no cron in the end; what it makes is shown on the real server. */
const spec = { name: "daily", thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: { topic: "CI" } };
const canary = canaryKey;

let folder: string;
let server: ScriptedServer | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-submit-"));
});

afterEach(async () => {
  await server?.close();
  server = undefined;
  await rm(folder, { recursive: true, force: true });
});

type Answer = (request: SeenRequest) => { readonly status: number; readonly json: unknown };

/** Knows its version, has no crons, and answers a create as the test says. */
async function start(create: Answer, crons: readonly unknown[] = []): Promise<ScriptedServer> {
  const answer: Answer = (request) => {
    if (request.path === "/info") return { status: 200, json: { version: "0.16.7", flags: { crons: true } } };
    return request.path.endsWith("/search") ? { status: 200, json: crons } : create(request);
  };
  server = await startScriptedServer((request, response: ServerResponse) => {
    const { status, json } = answer(request);
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(json));
  });
  return server;
}

async function submit(
  url: string,
  file: unknown,
  more: Readonly<Record<string, string>> = {},
  args: readonly string[] = ["a.cron.json"],
) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(["submit", ...args, "--url", url], {
    out: (line) => out.push(line),
    err: (line) => err.push(line),
    isOutputClosed: () => false,
    onInterrupt: () => () => undefined,
    readFile: async () => new TextEncoder().encode(JSON.stringify(file, null, 1)),
    writeFile: async () => undefined,
    isInteractive: false,
    appendFile: async () => undefined,
    createFolder: async () => undefined,
    realPath: async (path) => path,
    readFolder: async () => undefined,
    stdin: async function* () {},
    env: { XDG_STATE_HOME: folder, ...more },
    clock: systemClock,
  });
  return { code, out, err };
}

const refusing: Answer = ({ body }) => ({ status: 422, json: { detail: `Webhook refused: ${body}` } });

test("a file with an error in it is refused before anything is sent", async () => {
  const { url, seen } = await start(refusing);
  const { code, err } = await submit(url, { ...spec, schedule: "0 0 31 2 *", headers: { "x-team": "${env:UNSET}" } });
  expect(code).toBe(1);
  expect(err.join("\n")).toMatch(/\[schedule\.never\][\s\S]*\[spec\.placeholder-unset\]/);
  expect(seen).toEqual([]);
});

test("a refusal names the cron, and hides a placeholder's value that the server repeats", async () => {
  const { url } = await start(refusing);
  const hooked = { ...spec, webhook: "${secret:HOOK}", metadata: { team: "${env:TEAM}" } };
  const env = { HOOK: `https://example.com/${canary}-hook`, TEAM: `${canary}-team` };
  const { code, err } = await submit(url, hooked, env);
  expect(code).toBe(1);
  expect(err).toEqual([expect.stringMatching(/^daily: The server refused \(422\): Webhook refused: .*•••/)]);
  expect(err.join("")).not.toContain(canary);
});

test("an address without a scheme is read as this machine's, and the command says so", async () => {
  const { url, seen } = await start(refusing);
  const { err } = await submit(new URL(url).host, spec);
  expect(err[0]).toBe(`--url is read as ${url}`);
  expect(seen.map(({ path }) => path)).toContain("/info");
});

test("an address that another service answers is not an Agent Server, and no cron is blamed", async () => {
  server = await startScriptedServer((_, response) => response.writeHead(404).end("404 page not found"));
  const { code, err } = await submit(server.url, spec);
  expect(code).toBe(3);
  expect(err).toEqual([
    `There is no Agent Server at ${server.url}: it answers GET /info with status 404. ` +
      "Is --url right, with its port and path? langgraph dev listens on http://127.0.0.1:2024.",
  ]);
});

test("a name can't break or colour the line that it is printed in", async () => {
  const { url } = await start(refusing);
  const { err } = await submit(url, { ...spec, name: "x\n::error::owned\u001b[31m" });
  expect(err).toEqual([expect.stringMatching(/^x ::error::owned \[31m: The server refused/)]);
});

test("without a folder for the journal nothing is sent, and the folder is named", async () => {
  const { url, seen } = await start(refusing);
  const occupied = join(folder, "file");
  await writeFile(occupied, "");
  const { code, err } = await submit(url, spec, { XDG_STATE_HOME: occupied });
  expect(code).toBe(2);
  expect(err).toEqual([expect.stringContaining(occupied)]);
  expect(seen.map(({ path }) => path)).not.toContain("/runs/crons");
});

test("reports the result of an earlier interrupted submit, whichever cron it was about", async () => {
  const submission = "33333333-3333-4333-8333-333333333333";
  const cron = {
    cron_id: "44444444-4444-4444-8444-444444444444",
    assistant_id: "agent",
    schedule: "0 9 * * *",
    timezone: "Asia/Tokyo",
    enabled: false,
    created_at: "2026-11-23T00:00:00Z",
    updated_at: "2026-11-23T00:00:00Z",
    metadata: { langgraph_crons_submission: submission, langgraph_crons_name: "other" },
  };
  const { url } = await start(refusing, [cron]);
  const entry = { submission, server: url, begunAt: Date.now(), enabled: true, schedule: "0 9 * * *", timezone: null };
  await createFileJournal(stateFolder({ XDG_STATE_HOME: folder })).write({ ...entry, name: "other" });
  expect((await submit(url, spec)).err[0]).toMatch(/^other: .* stays paused/);
});

test("as JSON every cron has an entry: the refused one with its problem, those after it as not tried", async () => {
  const { url } = await start(refusing);
  const specs = [
    { ...spec, name: "first", webhook: "${secret:HOOK}" },
    { ...spec, name: "second" },
  ];
  const env = { HOOK: `https://example.com/${canary}-hook` };
  const { code, out } = await submit(url, specs, env, ["a.cron.json", "--json"]);
  expect(code).toBe(1);
  expect(JSON.parse(out.join(""))).toEqual([
    {
      name: "first",
      outcome: "refused",
      problem: {
        kind: "rejected",
        message: expect.stringMatching(/^The server refused \(422\): Webhook refused: .*•••/),
      },
    },
    { name: "second", outcome: "notTried" },
  ]);
  expect(out.join("")).not.toContain(canary);
});

test("as JSON a cron with an error in it is refused, and nothing is sent", async () => {
  const { url, seen } = await start(refusing);
  const specs = [
    { ...spec, name: "good" },
    { ...spec, name: "bad", schedule: "0 0 31 2 *" },
  ];
  const { out } = await submit(url, specs, {}, ["a.cron.json", "--json"]);
  expect(JSON.parse(out.join(""))).toEqual([
    { name: "good", outcome: "notTried" },
    { name: "bad", outcome: "refused", problem: { kind: "schedule.never", message: expect.any(String) } },
  ]);
  expect(seen).toEqual([]);
});

test("for GitHub a refusal is placed at the key that the server names, and is one command whatever it says", async () => {
  const detail = "Webhook to this host is not allowed\n::warning::owned";
  const { url } = await start(() => ({ status: 422, json: { detail } }));
  const hooked = { ...spec, webhook: "https://example.com/hook" };
  const { out } = await submit(url, hooked, {}, ["a.cron.json", "--format", "github"]);
  expect(out).toEqual([expect.stringMatching(/^::error file=a\.cron\.json,line=9,endLine=9,col=13,.*title=daily::/)]);
  expect(out.join("").match(/\n|\r/)).toBeNull();
});

test("two files with a cron of the same name are not submitted to one server", async () => {
  const { url, seen } = await start(refusing);
  const { code, err } = await submit(url, spec, {}, ["a.cron.json", "b.cron.json"]);
  expect(code).toBe(1);
  expect(err.join("\n")).toMatch(/error: .*“daily” too: b\.cron\.json/);
  expect(seen).toEqual([]);
});

test.each(["toString", "constructor", "__proto__", "hasOwnProperty"])(
  "a variable that is not set has no value, even if every object has a property %s",
  async (name) => {
    const { url, seen } = await start(refusing);
    for (const kind of ["env", "secret"]) {
      const { code, err } = await submit(url, { ...spec, metadata: { team: `\${${kind}:${name}}` } });
      expect([code, err.join("\n")]).toEqual([1, expect.stringContaining("[spec.placeholder-unset]")]);
    }
    const keyed = await submit(url, spec, {}, ["a.cron.json", "--api-key-env", name]);
    expect([keyed.code, keyed.err.join("\n")]).toEqual([2, expect.stringContaining(name)]);
    expect(seen).toEqual([]);
  },
);
