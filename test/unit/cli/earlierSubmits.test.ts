import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { stateFolder } from "../../../src/cli/submit/stateFolder";
import type { Clock } from "../../../src/core/base/clock";
import { lockMetadata, rootId } from "../../../src/core/lifecycle/lease/leaseChain";
import type { JournalEntry } from "../../../src/core/lifecycle/submission/submission";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { createFileJournal } from "../../../src/node/fileJournal";
import { cliRun } from "../../support/cliRun";
import { type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

/** What a submit waits for that other submits have left, and what it says meanwhile. */
const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 1 1 *", input: { topic: "CI" } };
const submission = "33333333-3333-4333-8333-333333333333";
const minute = 60_000;
let server: SmallHttpServer;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-earlier-"));
  server = await startSmallHttpServer();
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const env = () => ({ XDG_STATE_HOME: folder });
const journal = () => createFileJournal(stateFolder(env()));

/** A submit of `name` was cut off so long ago, and its lock is `owner`'s. */
async function cutOff(name: string, owner: string, ago: number): Promise<void> {
  const { schedule } = spec;
  const entry: JournalEntry = {
    ...{ submission, server: server.url, begunAt: Date.now() - ago, enabled: true, schedule, timezone: null, name },
    owner: "0",
  };
  await journal().write(entry);
  const metadata = { [metadataKeys.submission]: submission, [metadataKeys.name]: name };
  await post("/runs/crons", { ...spec, input: { topic: name }, enabled: false, metadata });
  const lockName = `name ${name}`;
  await post("/threads", { thread_id: rootId(lockName), metadata: lockMetadata(lockName, owner) });
}

async function post(path: string, body: unknown): Promise<void> {
  await (await fetch(`${server.url}${path}`, { method: "POST", body: JSON.stringify(body) })).arrayBuffer();
}

/** Submits a.cron.json. `waits`: the milliseconds before its own cron was created, and after. */
async function submit() {
  let waited = 0;
  let before: number | undefined;
  const clock: Clock = {
    now: () => Date.now() + waited,
    sleep: async (milliseconds) => {
      waited += milliseconds;
    },
  };
  server.quirks = {
    before: ({ method, path }) => {
      if (method === "POST" && path === "/runs/crons") before ??= waited;
      return undefined;
    },
  };
  const files = { "a.cron.json": spec };
  const run = await cliRun(["submit", "a.cron.json", "--url", server.url], { clock, env: env(), files });
  return { ...run, waits: [before, waited - (before ?? waited)] };
}

const enabledOf = (name: string) =>
  [...server.crons.values()]
    .filter(({ metadata }) => (metadata as Record<string, unknown>)[metadataKeys.name] === name)
    .map(({ enabled }) => enabled);

test("another spec's lock that may be in use is not waited for: that submission is left for later", async () => {
  await cutOff("b", "another machine", 11 * minute);
  expect(await submit()).toMatchObject({ code: 0, err: [], waits: [0, 0] });
  expect([enabledOf("a"), enabledOf("b")]).toEqual([[true], [false]]);
  expect(await journal().entries()).toHaveLength(1);
});

test("another spec's that a crash has left is finished, and the wait is printed", async () => {
  await cutOff("b", `${submission} 1`, minute);
  const { code, err, out, waits } = await submit();
  expect([code, waits]).toEqual([0, [30_000, 0]]);
  expect(out).toEqual([expect.stringMatching(/^a: created/)]);
  expect(err).toEqual([
    "b: An earlier submit was interrupted. Waiting until the server must have finished it…",
    "b: An earlier submit of “b” was interrupted; its cron is now switched on.",
  ]);
  expect([enabledOf("a"), enabledOf("b")]).toEqual([[true], [true]]);
  expect(await journal().entries()).toEqual([]);
});

test("this spec's own is finished first, and the wait is printed", async () => {
  await cutOff("a", "another machine", 11 * minute);
  const { code, err, out } = await submit();
  expect(code).toBe(0);
  expect(err).toEqual([
    "a: An earlier submit was interrupted. Waiting until the server must have finished it…",
    "a: An earlier submit of “a” was interrupted; its cron is now switched on.",
  ]);
  expect(out).toEqual([expect.stringMatching(/^a: updated/)]);
  expect(enabledOf("a")).toEqual([true]);
});
