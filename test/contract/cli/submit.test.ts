import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/base/json";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { agentServerUrl } from "../../support/agentServerUrl";
import { builtFile } from "../../support/builtFile";
import { canaryKey } from "../../support/canary";
import { freePort } from "../../support/freePort";
import { yearOfNext } from "../../support/yearOfNext";

const url = agentServerUrl();
const server = createAgentServer({ baseUrl: url, headers: {}, apiKey: canaryKey, timeoutMilliseconds: 30_000 });
const canary = canaryKey;

/** As it ships, with the files beside it that it loads when it needs them. */
const cli = builtFile("cli.js");
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-cli-"));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs the command line as a process, with a state folder of the test's own. */
function run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const options = { cwd: folder, env: { PATH: process.env.PATH, XDG_STATE_HOME: join(folder, "state"), ...env } };
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], options, (error, out, err) => {
      resolve({ code: typeof error?.code === "number" ? error.code : 0, out, err });
    });
  });
}

async function writeSpec(name: string, spec: JsonObject | readonly JsonObject[]): Promise<string> {
  await writeFile(join(folder, `${name}.cron.json`), JSON.stringify(spec, null, 2));
  return `${name}.cron.json`;
}

const plain: JsonObject = { thread_id: null, assistant_id: "report", schedule: "27 15 1 1 *", input: { topic: "CI" } };
const submitJson = async (file: string, ...more: string[]) => {
  const { code, out, err } = await run(["submit", file, "--url", url, "--json", ...more]);
  return { code, err, outcomes: out === "" ? [] : (JSON.parse(out) as readonly Record<string, unknown>[]) };
};
const named = (name: string) =>
  server.searchCrons({ limit: 100, offset: 0, metadata: { langgraph_crons_name: name }, withPayload: true });

describe("submit", () => {
  test("creates a cron, leaves it unchanged, updates it, and recreates it only with --recreate", async () => {
    const file = await writeSpec("life", plain);
    const [created] = (await submitJson(file)).outcomes;
    expect(created).toMatchObject({ name: "life", outcome: "created", enabled: true });
    expect(created?.next_run_date).toBe(`${yearOfNext(15, 27)}-01-01T15:27:00+00:00`);

    expect((await submitJson(file)).outcomes).toMatchObject([{ outcome: "unchanged", cron_id: created?.cron_id }]);

    await writeSpec("life", { ...plain, schedule: "0 9 1 1 *", timezone: "Asia/Tokyo", metadata: { team: "red" } });
    expect((await submitJson(file)).outcomes).toMatchObject([
      { outcome: "updated", cron_id: created?.cron_id, changed: ["schedule", "timezone", "metadata"] },
    ]);

    await writeSpec("life", { ...plain, multitask_strategy: "reject" });
    const refused = await submitJson(file);
    expect(refused.code).toBe(1);
    expect(refused.outcomes).toMatchObject([{ outcome: "needsRecreate", because: ["multitask_strategy"] }]);

    expect((await submitJson(file, "--recreate")).outcomes).toMatchObject([{ outcome: "recreated", enabled: true }]);
    const crons = await named("life");
    expect(crons).toMatchObject([{ enabled: true, payload: { multitask_strategy: "reject" } }]);
    await Promise.all(crons.map(({ cron_id }) => server.deleteCron(cron_id)));
  });

  test("overwrites what somebody has changed on the server only with --overwrite, and leaves a paused cron paused", async () => {
    const file = await writeSpec("foreign", plain);
    const [created] = (await submitJson(file)).outcomes;
    const id = String(created?.cron_id);
    await server.patchCron(id, { schedule: "0 7 1 1 *" });
    const refused = await submitJson(file);
    expect(refused.code).toBe(1);
    expect(refused.outcomes).toMatchObject([{ outcome: "needsOverwrite", changed: ["schedule"], cron_id: id }]);
    expect(await named("foreign")).toMatchObject([{ schedule: "0 7 1 1 *" }]);
    expect((await submitJson(file, "--overwrite")).outcomes).toMatchObject([{ outcome: "updated", enabled: true }]);
    await server.patchCron(id, { enabled: false });
    const { code, out } = await run(["submit", file, "--url", url]);
    expect([code, out]).toEqual([0, expect.stringContaining('stays paused without "enabled": true')]);
    await server.deleteCron(id);
  });

  test("replaces placeholders from the environment, and shows their values nowhere", async () => {
    const spec = { ...plain, headers: { "x-token": "${secret:TOKEN}" }, metadata: { team: "${env:TEAM}" } };
    const file = await writeSpec("secret", spec);
    const unset = await run(["submit", file, "--url", url]);
    expect(unset.code).toBe(1);
    expect(unset.err).toContain("${env:TEAM}");
    expect(await named("secret")).toEqual([]);

    const env = { TOKEN: `${canary}-a`, TEAM: `${canary}-b`, LANGGRAPH_API_KEY: `${canary}-c` };
    const done = [
      await run(["submit", file, "--url", url], env),
      await run(["submit", file, "--url", url, "--json"], env),
      await run(["check", file], env),
      await run(["request", file], env),
    ];
    expect(done.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    const crons = await named("secret");
    expect(crons).toMatchObject([{ metadata: { team: `${canary}-b` } }]);
    expect(done.map(({ out, err }) => out + err).join("")).not.toContain(canary);
    const state = join(folder, "state", "langgraph-crons", "submissions");
    expect(await Promise.all((await readdir(state)).map((name) => readFile(join(state, name), "utf8")))).toEqual([]);
    await Promise.all(crons.map(({ cron_id }) => server.deleteCron(cron_id)));
  });

  test("sends nothing of a file with an error in one of its crons", async () => {
    const file = await writeSpec("two", [
      { ...plain, name: "two-a" },
      { ...plain, name: "two-b", end_time: "2020-01-01T00:00:00Z" },
    ]);
    const { code, err } = await run(["submit", file, "--url", url]);
    expect(code).toBe(1);
    expect(err).toMatch(/^two\.cron\.json:19:17: error: .*\[spec\.end-in-the-past\]$/m);
    expect(await named("two-a")).toEqual([]);
  });

  test("submits all crons of a file, in order", async () => {
    const file = await writeSpec(
      "many",
      [1, 2, 3].map((index) => ({ ...plain, name: `many-${index}` })),
    );
    const { code, out } = await run(["submit", file, "--url", url]);
    expect(code).toBe(0);
    expect(out).toMatch(/^many-1: created .*\nmany-2: created .*\nmany-3: created .*\n$/);
    for (const name of ["many-1", "many-2", "many-3"]) {
      for (const { cron_id } of await named(name)) await server.deleteCron(cron_id);
    }
  });

  test("prints what the server refuses, and has an entry for it in JSON", async () => {
    const file = await writeSpec("stranger", { ...plain, assistant_id: "no-such-graph" });
    const { code, err, outcomes } = await submitJson(file);
    expect(code).toBe(1);
    expect(err).toContain("no-such-graph");
    expect(outcomes).toMatchObject([
      { name: "stranger", outcome: "refused", problem: { message: expect.any(String) } },
    ]);
  });

  test("for GitHub, a refusal is placed at the key that the server means", async () => {
    const file = await writeSpec("foreign", { ...plain, assistant_id: "no-such-graph" });
    const { code, out } = await run(["submit", file, "--url", url, "--format", "github"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^::error file=foreign\.cron\.json,line=3,endLine=3,col=19,endColumn=33,title=foreign::/m);
  });

  test("submits the files of a folder, unless two have a cron of the same name", async () => {
    await mkdir(join(folder, "crons", "deep"), { recursive: true });
    await writeSpec("crons/one", plain);
    await writeSpec("crons/deep/other", plain);
    const { code, out } = await run(["submit", "crons", "--url", url]);
    expect(code).toBe(0);
    expect(out).toMatch(/^other: created .*\none: created .*\n$/);
    await writeSpec("crons/deep/same", { ...plain, name: "one" });
    const refused = await run(["submit", "crons/**", "--url", url]);
    expect([refused.code, refused.out]).toEqual([1, ""]);
    expect(refused.err).toMatch(/error: .*“one” too: crons\/one\.cron\.json/);
    for (const name of ["one", "other"]) {
      for (const { cron_id } of await named(name)) await server.deleteCron(cron_id);
    }
  });

  test("says if there is no server, or one that is not an Agent Server", async () => {
    const file = await writeSpec("nobody", plain);
    const { code, err } = await run(["submit", file, "--url", `http://127.0.0.1:${await freePort()}`]);
    expect(code).toBe(3);
    expect(err).toContain("can't be reached");
  });
});

test("next --stdin answers each line before it reads the next one", async () => {
  const child = execFile(process.execPath, [cli, "next", "--stdin"]);
  const answer = () => new Promise<string>((resolve) => child.stdout?.once("data", (data) => resolve(String(data))));
  for (const hour of [1, 2, 3]) {
    const first = answer();
    child.stdin?.write(
      `${JSON.stringify({ schedule: `0 ${hour} * * *`, timezone: null, from: "2027-01-01T00:00:00Z", count: 1 })}\n`,
    );
    expect(JSON.parse(await first)).toEqual({ runs: [`2027-01-01T0${hour}:00:00Z`] });
  }
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.stdin?.end();
  expect(await ended).toBe(0);
});

test("check loads the chunks that it needs, and next its words", async () => {
  const file = await writeSpec("checked", { ...plain, schedule: "0 25 * * *" });
  const { code, out } = await run(["check", file, "--format", "github"]);
  expect(code).toBe(1);
  expect(out).toMatch(/^::error file=checked\.cron\.json,line=4,.*title=schedule\.out-of-range::/);
  expect((await run(["next", "27 15 * * *", "--count", "1"])).out).toMatch(/^At 15:27\n/);
});
