import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { lockMetadata, rootId } from "../../../src/core/lifecycle/lease/leaseChain";
import { lockNameOf, namesLock, setLockName } from "../../../src/core/lifecycle/lease/lockName";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { agentServerUrl } from "../../support/agentServerUrl";
import { builtFile } from "../../support/builtFile";
import { canaryKey } from "../../support/canary";

const url = agentServerUrl();
const server = createAgentServer({ baseUrl: url, headers: {}, apiKey: canaryKey, timeoutMilliseconds: 30_000 });
const cli = builtFile("cli.js");
const nameLock = lockNameOf({ name: "waits-a", submission: "" });
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-waits-"));
  const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 1 1 *", input: { topic: "waits" } };
  for (const name of ["waits-a", "waits-b"]) {
    await writeFile(join(folder, `${name}.cron.json`), JSON.stringify(spec));
  }
});

afterAll(() => rm(folder, { recursive: true, force: true }));

afterEach(async () => {
  for (const cron of await ours()) await server.deleteCron(cron.cron_id);
});

const ours = async () =>
  (await server.allCrons()).filter(({ metadata }) => String(metadata.langgraph_crons_name).startsWith("waits-"));

/** Somebody else has the lock, until the result is called. */
async function held(lockName: string): Promise<() => Promise<void>> {
  const id = rootId(lockName);
  await server.claimThread(id, lockMetadata(lockName, "0f/1 ann@laptop", 25_000));
  return async () => void (await server.deleteThread(id));
}

const isLocked = async (lockName: string) =>
  (await server.searchThreads({ ids: [rootId(lockName)], limit: 1, offset: 0 })).length > 0;

/** Starts the command line, as it ships. */
function start(...args: readonly string[]) {
  const env = { PATH: process.env.PATH, XDG_STATE_HOME: join(folder, "state") };
  const child = spawn(process.execPath, [cli, ...args, "--url", url], { cwd: folder, env });
  const printed = { out: "", err: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => (printed.out += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (printed.err += text));
  const ended = new Promise<{ readonly code: number | null; readonly signal: string | null }>((resolve) =>
    child.on("close", (code, signal) => resolve({ code, signal })),
  );
  return { child, printed, ended };
}

/** Resolves once it has said so on standard error. */
function said(child: ChildProcessWithoutNullStreams, printed: { readonly err: string }, words: RegExp): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      if (words.test(printed.err)) resolve();
    };
    child.stderr.on("data", look);
    child.on("close", () => reject(new Error(`It ended without saying so: ${printed.err}`)));
    look();
  });
}

const line = (what: string) =>
  new RegExp(
    `^Waiting for ann@laptop, who is ${what}.*\\. If they have broken off, this takes 120 seconds at most`,
    "gm",
  );

test.each([
  [
    "submit",
    namesLock,
    "creating crons on this server with an apply",
    ["submit", "waits-a.cron.json", "waits-b.cron.json"],
  ],
  ["apply", namesLock, "creating crons on this server with an apply", ["apply", ".", "--yes"]],
  ["apply", setLockName(undefined), "applying the same set; then the plan is made anew", ["apply", ".", "--yes"]],
])(
  "%s says in one line for whom it waits who has the lock “%s”, and how long, and goes on",
  async (_command, lockName, what, args) => {
    const letGo = await held(lockName);
    const { child, ended, printed } = start(...args);
    await said(child, printed, line(what));
    await letGo();
    expect([await ended, printed.err.match(/^Waiting for/gm)]).toEqual([{ code: 0, signal: null }, ["Waiting for"]]);
    expect(await ours()).toHaveLength(2);
  },
);

test.each([
  [
    "submit",
    namesLock,
    ["submit", "waits-a.cron.json", "waits-b.cron.json"],
    /^Not sent, because of the cancel: waits-b\.$/m,
  ],
  ["apply", namesLock, ["apply", ".", "--yes"], /Not tried/],
  ["apply", setLockName(undefined), ["apply", ".", "--yes"], /^Cancelled before anything of these specs was sent\.$/m],
])(
  "Ctrl+C while %s waits for the lock “%s” ends it, nothing is sent, and that is said",
  async (_command, lockName, args, words) => {
    const letGo = await held(lockName);
    const { child, ended, printed } = start(...args);
    await said(child, printed, /^Waiting for/m);
    child.kill("SIGINT");
    const end = await ended;
    const locked = [await isLocked(nameLock), await isLocked(lockName)];
    await letGo();
    expect(end).toEqual({ code: null, signal: "SIGINT" });
    expect(printed.err).toMatch(/^Cancelling/m);
    expect(printed.out + printed.err).toMatch(words);
    expect(await ours()).toEqual([]);
    expect(locked).toEqual([false, true]);
    expect(await readdir(join(folder, "state", "langgraph-crons", "submissions")).catch(() => [])).toEqual([]);
  },
);
