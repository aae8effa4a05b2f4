import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { CronArguments } from "../../../src/core/arguments/cronArguments";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { type RunningAgentServer, startAgentServer } from "../../support/agentServer";
import { builtFile } from "../../support/builtFile";
import { type FaultProxy, startFaultProxy } from "../../support/faultProxy";
import { testPrune } from "../../support/testPrune";
import { foreignCount, testPull } from "../../support/testPull";
import { inParallel, openTestServer } from "../../support/testServer";

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

/** By hand with more: LANGGRAPH_CRONS_FOREIGN=200. */
testPull({ url: () => running.url, count: foreignCount(40), run: (args, env) => runCli(args, env) });

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
  expect(ended.filter(({ err }) => err.includes("who is applying the same set")).length).toBeLessThan(2);
  for (const { name } of specs) {
    const metadata = { langgraph_crons_name: name };
    const crons = await server.searchCrons({ limit: 10, offset: 0, metadata });
    expect(crons.map(({ enabled }) => enabled)).toEqual([true]);
  }
  expect(await server.searchThreads({ limit: 10, offset: 0 })).toEqual([]);
});

testPrune(() => running.url, "report");
