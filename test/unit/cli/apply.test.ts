import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { lockMetadata, rootId } from "../../../src/core/lifecycle/lease/leaseChain";
import { setLockName } from "../../../src/core/lifecycle/lease/lockName";
import { createAgentServer } from "../../../src/core/server/httpAgentServer";
import { cliRun } from "../../support/cliRun";
import { type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 * * *", input: { topic: "CI" } };
const yearly = { ...spec, schedule: "27 15 1 1 *" };
let server: SmallHttpServer;
let state: string;

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "langgraph-crons-apply-"));
  server = await startSmallHttpServer();
});
afterEach(async () => {
  await server.close();
  await rm(state, { recursive: true, force: true });
});

type Files = Readonly<Record<string, unknown>>;
const files: Files = { "daily.cron.json": yearly, "weekly.cron.json": { ...yearly, schedule: "0 9 2 1 *" } };

interface Person {
  /** What a person at a terminal types; absent: nobody sits there. */
  readonly typed?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

async function apply(of: Files, args: readonly string[], { env = {}, typed }: Person = {}) {
  const where = args.includes("--env") ? [] : ["--url", server.url];
  const ended = await cliRun(["apply", ...args, ...where], {
    files: of,
    env: { XDG_STATE_HOME: state, USER: "ann", HOSTNAME: "desk", ...env },
    ...(typed === undefined ? {} : { typed }),
  });
  const text = (lines: readonly string[]) => lines.join("\n").replaceAll(server.url, "URL");
  return { code: ended.code, text: text(ended.out), errors: text(ended.err) };
}

const schedules = () => [...server.crons.values()].map(({ enabled, schedule }) => [schedule, enabled]);
const writes = () =>
  server.seen.filter(({ method, path }) => method !== "GET" && /crons/.test(path) && !/search/.test(path));

describe("apply --yes", () => {
  test("shows the plan, does it, and says what was done; once more, and nothing is written", async () => {
    const first = await apply(files, ["--yes"]);
    expect([first.code, first.errors]).toEqual([
      0,
      expect.stringMatching(/^create {4}daily$[\s\S]*^Plan for URL: 2 create\./m),
    ]);
    const lines = first.text.split("\n");
    expect(lines.slice(0, 2).sort()).toEqual([
      expect.stringMatching(/^daily: created .*, next run 20/),
      expect.stringMatching(/^weekly: created .*, next run 20/),
    ]);
    expect(lines[2]).toBe("Applied to URL: 2 done, 0 unchanged, 0 not done.");
    expect(schedules().sort()).toEqual([
      ["0 9 2 1 *", true],
      ["27 15 1 1 *", true],
    ]);
    const before = writes().length;
    expect(await apply(files, ["--yes"])).toMatchObject({
      code: 0,
      text: "Applied to URL: 0 done, 2 unchanged, 0 not done.",
    });
    expect(writes().length).toBe(before);
  });

  test("recreates and takes over, because the plan has said so", async () => {
    await apply({ "daily.cron.json": yearly }, ["--yes"]);
    const [id] = server.crons.keys();
    const other = { ...yearly, assistant_id: "1282c32e-6e26-5a84-bb5f-8fd282da81ab" };
    expect((await apply({ "daily.cron.json": other }, ["--yes"])).text).toMatch(/^daily: deleted and recreated as /);
    const [cron] = server.crons.values();
    expect([server.crons.size, cron?.cron_id === id]).toEqual([1, false]);
    server.crons.clear();
    const scripted = "01a20710-b985-764f-9aa5-6381252c94ea";
    server.crons.set(scripted, { ...cron, cron_id: scripted, metadata: {} });
    expect((await apply({ "daily.cron.json": other }, ["--yes"])).text).toMatch(/^daily: updated 01a20710-b985/);
    expect(server.crons.size).toBe(1);
  });

  test("leaves a cron that somebody has changed, and says so", async () => {
    await apply(files, ["--yes"]);
    for (const [id, cron] of server.crons)
      if (cron.schedule === "27 15 1 1 *") server.crons.set(id, { ...cron, schedule: "1 1 1 1 *" });
    const { code, text } = await apply(files, ["--yes"]);
    expect([code, text.split("\n")]).toEqual([
      1,
      [
        expect.stringMatching(/^daily: Left as it is\. Somebody has changed the cron on the server/),
        "Applied to URL: 0 done, 1 unchanged, 1 not done.",
      ],
    ]);
    expect(schedules()).toContainEqual(["1 1 1 1 *", true]);
  });

  test("changes nothing at all if a spec has an error, or a placeholder has no value", async () => {
    const wrong = await apply({ ...files, "bad.cron.json": { ...yearly, schedule: "x" } }, ["--yes"]);
    expect([wrong.code, wrong.errors]).toEqual([
      1,
      expect.stringMatching(/^bad\.cron\.json:[\s\S]*Nothing was changed, because of the errors above\.$/),
    ]);
    const secret = { ...yearly, webhook: "https://hooks.example.com/${secret:HOOK}" };
    const missing = await apply({ ...files, "hook.cron.json": secret }, ["--yes"]);
    expect([missing.code, missing.errors]).toEqual([
      1,
      expect.stringMatching(/^hook\.cron\.json:\d+:\d+: error: .*HOOK[\s\S]*Nothing was changed/m),
    ]);
    expect(writes()).toEqual([]);
    const filled = await apply({ "hook.cron.json": secret }, ["--yes"], { env: { HOOK: "t0p-s3cret" } });
    expect(filled.code).toBe(0);
    expect(filled.text + filled.errors).not.toContain("t0p-s3cret");
    expect(JSON.stringify([...server.crons.values()])).toContain("t0p-s3cret");
  });

  test("a cron that the server refuses stops no other", async () => {
    server.quirks = {
      before: ({ body, method, path }) =>
        method === "POST" && path === "/runs/crons" && body.includes("27 15 1 1 *")
          ? { status: 422, json: { detail: "no" } }
          : undefined,
    };
    const { code, text } = await apply(files, ["--yes", "--concurrency", "1"]);
    expect(code).toBe(1);
    expect(text).toMatch(/^daily: .*422/);
    expect(text).toMatch(/^weekly: created /m);
    server.quirks = {};
    expect(await apply(files, ["--yes"])).toMatchObject({
      code: 0,
      text: expect.stringMatching(/1 done, 1 unchanged, 0 not done\.$/),
    });
  });

  test("JSON and Markdown", async () => {
    const { text } = await apply(files, ["--yes", "--json"]);
    expect(JSON.parse(text)).toMatchObject({
      target: { url: "URL", environment: null },
      set: null,
      results: [
        { name: "daily", action: "create", outcome: "created", enabled: true },
        { name: "weekly", action: "create", outcome: "created" },
      ],
    });
    const changed = { ...files, "daily.cron.json": { ...yearly, schedule: "0 7 1 1 *" } };
    const table = (await apply(changed, ["--yes", "--format", "markdown"])).text.split("\n");
    expect(table).toEqual([
      "Applied to `URL`: 1 done, 1 unchanged, 0 not done.",
      "",
      "| Cron | Action | Result |",
      "| --- | --- | --- |",
      expect.stringMatching(/^\| `daily` \| update \| `daily: updated .* \(schedule\), next run .*` \|$/),
    ]);
  });
});

describe("who is asked", () => {
  test("nobody, where nobody sits: then --yes is needed, and nothing is asked of the server", async () => {
    const { code, errors } = await apply(files, []);
    expect([code, errors]).toEqual([2, "Nobody can be asked here. Add --yes to apply what the plan says."]);
    expect(server.seen).toEqual([]);
  });

  test.each([[["no"]], [[""]], [["y"]], [[]]])("a person who types %j changes nothing", async (typed) => {
    const { code, errors } = await apply(files, [], { typed });
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^Apply this plan to URL\? Type yes to go on:\nNothing was changed\.$/m),
    ]);
    expect(writes()).toEqual([]);
  });

  test("a person who types yes", async () => {
    expect(await apply(files, [], { typed: ["Yes"] })).toMatchObject({ code: 0 });
    expect(server.crons.size).toBe(2);
  });

  test("nobody, if there is nothing to do", async () => {
    await apply(files, ["--yes"]);
    const { code, errors } = await apply(files, [], { typed: [] });
    expect([code, errors]).toEqual([0, expect.not.stringMatching(/Type/)]);
  });

  test("for a production server its name has to be typed", async () => {
    const production = {
      ...files,
      "langgraph-crons.json": { environments: { live: { url: server.url, production: true } } },
    };
    const refused = await apply(production, ["--env", "live"], { typed: ["yes"] });
    expect([refused.code, refused.errors]).toEqual([
      1,
      expect.stringMatching(/This plan is for live, a production server \(URL\)\. Type live to apply it:/),
    ]);
    expect(writes()).toEqual([]);
    expect(await apply(production, ["--env", "live"], { typed: ["live"] })).toMatchObject({ code: 0 });
    expect(server.crons.size).toBe(2);
  });
});

describe("two applies of one set", () => {
  const withSet = () => ({
    ...files,
    "langgraph-crons.json": { set: "billing", environments: { live: { url: server.url } } },
  });
  const client = () =>
    createAgentServer({ baseUrl: server.url, headers: {}, apiKey: undefined, timeoutMilliseconds: 5_000 });

  test.each([
    [["--yes"], undefined],
    [[], ["yes", "yes"]],
  ])("the second waits, says for whom, and plans anew (%j)", async (args, typed) => {
    const id = rootId(setLockName("billing"));
    await client().claimThread(id, lockMetadata(setLockName("billing"), "0f ben@laptop", 25_000));
    let asked = 0;
    server.quirks = {
      before: ({ method, path }) => {
        // The other one has done it by then, and lets go.
        if (method === "POST" && path === "/threads") asked += 1;
        return undefined;
      },
    };
    const waiting = apply(withSet(), ["--env", "live", ...args], typed === undefined ? {} : { typed });
    while (asked < 6) await new Promise((resolve) => setImmediate(resolve));
    await client().deleteThread(id);
    const { code, errors } = await waiting;
    expect([code, errors]).toEqual([
      0,
      expect.stringMatching(
        /^Waiting for ben@laptop, who is applying the same set; then the plan is made anew\. .* takes 120 seconds at most…$/m,
      ),
    ]);
    expect(errors.match(/^Waiting for/gm)).toHaveLength(1);
    expect(errors.match(/^Plan for live/gm)?.length).toBe(typed === undefined ? 1 : 2);
    expect(server.crons.size).toBe(2);
  });

  test("at once: one cron for each file, and no lock is left", async () => {
    const both = await Promise.all([
      apply(withSet(), ["--env", "live", "--yes"]),
      apply(withSet(), ["--env", "live", "--yes"]),
    ]);
    expect(both.map(({ code }) => code)).toEqual([0, 0]);
    expect(server.crons.size).toBe(2);
    await expect(client().getThread(rootId(setLockName("billing")))).rejects.toThrow();
  });
});

test.each([["0"], ["17"], ["1.5"], ["x"]])("--concurrency %s is refused", async (count) => {
  expect(await apply(files, ["--yes", "--concurrency", count])).toMatchObject({
    code: 2,
    errors: expect.stringMatching(/from 1 to 16/),
  });
});
