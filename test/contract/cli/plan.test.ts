import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { CronArguments } from "../../../src/core/arguments/cronArguments";
import type { JsonObject, JsonValue } from "../../../src/core/base/json";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { withoutOwnKeys } from "../../../src/core/server/stored/ownMetadata";
import { type RunningAgentServer, startAgentServer } from "../../support/agentServer";
import { builtFile } from "../../support/builtFile";
import { type FaultProxy, startFaultProxy } from "../../support/faultProxy";
import { foreignCrons } from "../../support/foreignCrons";
import { testPrune } from "../../support/testPrune";
import { inParallel, openTestServer } from "../../support/testServer";
import { askSdk } from "../arguments/sdk";

/** A server of its own, so that all its crons are known, and a door in front of it that counts. */
let running: RunningAgentServer;
let door: FaultProxy;
let folder: string;
/** What has gone through the door. */
const seen: string[] = [];

beforeAll(async () => {
  running = await startAgentServer({ name: "plan" });
  const fault = (request: { readonly method: string; readonly path: string }) => {
    seen.push(`${request.method} ${request.path}`);
    return "none" as const;
  };
  door = await startFaultProxy({ target: running.url, fault, lateMilliseconds: 0 });
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-plan-"));
});
afterAll(async () => {
  await door.close();
  await running.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** With the file that a test writes. */
function run(command: "plan" | "apply", ...args: readonly string[]): Promise<Ended> {
  return runCli([command, "crons.cron.json", "--url", door.url, ...args]);
}

/** As it ships. */
function runCli(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [builtFile("cli.js"), ...args],
      { cwd: folder, env: { PATH: process.env.PATH, XDG_STATE_HOME: folder, ...env }, maxBuffer: 64_000_000 },
      (error, out, err) => {
        resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
      },
    );
  });
}

/** How many crons of scripts are pulled. By hand more: LANGGRAPH_CRONS_FOREIGN=200. */
const foreign = Number(process.env.LANGGRAPH_CRONS_FOREIGN ?? 40);
const seed = Math.floor(Math.random() * 2 ** 31);

test(`${foreign} crons of scripts, pulled and applied to an empty server, are the same to the official SDK, seed ${seed}`, async () => {
  const { url } = running;
  const server = openTestServer(url, 60_000);
  const threads = await Promise.all([1, 2, 3].map(async () => (await server.createThread()).thread_id));
  const assistants = await server.searchAssistants({ limit: 10, offset: 0 });
  const ids = assistants.flatMap(({ assistant_id, graph_id }) => [assistant_id, graph_id]);
  const drawn = fc.sample(foreignCrons(ids, threads), { numRuns: foreign, seed });
  await inParallel(drawn, 20, async (given) => {
    const { body, method, path } = createRequest(given, { name: null });
    const headers = { "content-type": "application/json" };
    const made = await fetch(url + path, { method, headers, body: JSON.stringify(body) });
    expect([made.status, made.ok ? "" : await made.text()]).toEqual([200, ""]);
  });
  const before = await readAll(url);
  expect(before.length).toBe(foreign);

  const pulled = await runCli(["pull", "--url", url, "--into", "pulled", "--yes", "--json"]);
  const { crons, summary } = JSON.parse(pulled.out) as PulledJson;
  expect([pulled.code, summary.written, summary.named]).toEqual([0, foreign, foreign]);
  expect(await runCli(["plan", "pulled", "--url", url, "--detailed-exitcode"])).toMatchObject({ code: 0 });

  await inParallel(before, 20, async ({ cron_id }) => void (await server.deleteCron(cron_id)));
  const byId = new Map(before.map((cron) => [cron.cron_id, cron]));
  const secrets = crons.flatMap(({ cron_id, secrets: of }) =>
    of.map(({ path, variable }) => [variable, String(valueAt(byId.get(cron_id)?.payload, path))] as const),
  );
  expect(secrets.length).toBeGreaterThan(foreign / 10);
  const applied = await runCli(["apply", "pulled", "--url", url, "--yes"], Object.fromEntries(secrets));
  expect([applied.code, applied.out.split("\n").at(-2)]).toEqual([
    0,
    expect.stringContaining(`: ${foreign} done, 0 unchanged`),
  ]);

  const names = new Map(crons.map(({ cron_id, name }) => [cron_id, name]));
  const byName = (all: readonly SdkCron[], nameOf: (cron: SdkCron) => unknown) =>
    Object.fromEntries(all.map((cron) => [nameOf(cron), asAsked(cron)]));
  const after = await readAll(url);
  expect(byName(after, ({ metadata }) => metadata.langgraph_crons_name)).toEqual(
    byName(before, ({ cron_id }) => names.get(cron_id)),
  );
  await inParallel(after, 20, async ({ cron_id }) => void (await server.deleteCron(cron_id)));
  await inParallel(threads, 3, async (thread) => void (await server.deleteThread(thread)));
});

interface PulledJson {
  readonly crons: readonly {
    readonly cron_id: string;
    readonly name: string;
    readonly secrets: readonly { readonly path: readonly (string | number)[]; readonly variable: string }[];
  }[];
  readonly summary: Readonly<Record<string, number>>;
}

interface SdkCron extends JsonObject {
  readonly cron_id: string;
  readonly metadata: JsonObject;
  readonly payload: JsonObject;
}

async function readAll(url: string): Promise<readonly SdkCron[]> {
  const [crons] = await askSdk([{ crons: url }]);
  return crons as readonly SdkCron[];
}

function valueAt(value: JsonValue | undefined, path: readonly (string | number)[]): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined || typeof value !== "object" || value === null) return value;
  return valueAt((value as Record<string | number, JsonValue>)[step], rest);
}

/** What the Agent Server does for a value that is missing: said or not, it is the same. */
const defaults: JsonObject = {
  enabled: true,
  timezone: "UTC",
  context: {},
  durability: "async",
  interrupt_after: [],
  interrupt_before: [],
  multitask_strategy: "enqueue",
  on_run_completed: "delete",
  stream_resumable: false,
  stream_subgraphs: false,
};

function withoutDefaults(values: JsonObject): JsonObject {
  const isSaid = ([key, each]: readonly [string, JsonValue]) => JSON.stringify(each) !== JSON.stringify(defaults[key]);
  return Object.fromEntries(Object.entries(values).filter(isSaid));
}

/** A cron as the SDK reads it, without what each cron has of its own, and without our keys. */
function asAsked({ created_at: _created, cron_id, metadata, payload, updated_at: _updated, ...rest }: SdkCron) {
  const timezone = rest.timezone === defaults.timezone ? null : (rest.timezone ?? null);
  const whole = {
    ...rest,
    timezone,
    metadata: withoutOwnKeys(metadata),
    payload: withoutDefaults({ ...payload, metadata: {} }),
  };
  return JSON.parse(JSON.stringify(whole).replaceAll(cron_id, "its id")) as JsonObject;
}

test("1,000 specs on a real server: in 3 s and 25 requests, and the one that differs is found", async () => {
  const server = openTestServer(running.url, 60_000);
  const specs = Array.from({ length: 1000 }, (_, index) => ({
    name: `report-${index}`,
    thread_id: null,
    assistant_id: "report",
    schedule: `${index % 60} 3 1 * *`,
    timezone: "Europe/Berlin",
    input: { topic: `the ${index}th` },
    metadata: { team: "red" },
  }));
  await inParallel(specs, 20, async ({ name, ...given }) => {
    await server.createCron(createRequest(given satisfies CronArguments, { name }));
  });
  const write = (of: readonly object[]) => writeFile(join(folder, "crons.cron.json"), JSON.stringify(of));

  await write(specs);
  // Other stages may take the processor for seconds: then it is timed again.
  await vi.waitFor(
    async () => {
      seen.length = 0;
      const begin = performance.now();
      expect(await run("plan", "--detailed-exitcode")).toMatchObject({
        code: 0,
        err: "",
        out: expect.stringMatching(/^Plan for http:\S+: 1000 unchanged\. Runs in 30 days: (\d+) now, \1 then\.\n$/),
      });
      const took = performance.now() - begin;
      expect(seen.length).toBeLessThanOrEqual(25);
      expect(took).toBeLessThan(3_000);
    },
    { timeout: 60_000, interval: 1_000 },
  );

  const [first, ...others] = specs;
  await write([{ ...first, input: { topic: "another" } }, ...others, { ...first, name: "new" }]);
  const { code, out } = await run("plan", "--detailed-exitcode", "--json");
  expect(code).toBe(2);
  const { changes, summary } = JSON.parse(out) as {
    changes: readonly { name: string; action: string }[];
    summary: object;
  };
  expect(summary).toMatchObject({ create: 1, update: 1, unchanged: 999 });
  expect(changes.filter(({ action }) => action !== "nothing")).toMatchObject([
    { name: "report-0", action: "update", keys: [{ key: "input", after: { topic: "another" } }] },
    { name: "new", action: "create" },
  ]);

  seen.length = 0;
  const applied = await run("apply", "--yes");
  expect(applied).toMatchObject({
    code: 0,
    out: expect.stringMatching(/Applied to http:\S+: 2 done, 999 unchanged, 0 not done\.\n$/),
  });
  const writes = seen.filter((request) => /^(PATCH|DELETE|POST) \/runs\/crons(\/[\da-f-]{36})?$/.test(request));
  // The one that differs, and the new one: made paused, then switched on.
  expect(writes.map((request) => request.replace(/ .*/, "")).sort()).toEqual(["PATCH", "PATCH", "POST"]);
  expect((await run("plan", "--detailed-exitcode")).code).toBe(0);
});

test("two applies at once on a real server: one cron for each spec", async () => {
  const url = running.url;
  const server = openTestServer(url, 60_000);
  const specs = Array.from({ length: 12 }, (_, index) => ({
    name: `both-${index}`,
    thread_id: null,
    assistant_id: "report",
    schedule: `${index} 4 1 1 *`,
    input: { topic: "both" },
  }));
  await writeFile(join(folder, "crons.cron.json"), JSON.stringify(specs));
  const ended = await Promise.all([run("apply", "--yes"), run("apply", "--yes")]);
  expect(ended.map(({ code, err }) => (code === 0 ? 0 : err))).toEqual([0, 0]);
  expect(ended.filter(({ err }) => err.includes("applies to the same set")).length).toBe(1);
  for (const { name } of specs) {
    const metadata = { langgraph_crons_name: name };
    const crons = await server.searchCrons({ limit: 10, offset: 0, metadata });
    expect(crons.map(({ enabled }) => enabled)).toEqual([true]);
  }
  expect(await server.searchThreads({ limit: 10, offset: 0 })).toEqual([]);
});

testPrune(() => running.url, "report");
