import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cliRun } from "../../support/cliRun";
import { type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 * * *", input: { topic: "CI" } };
const clock = { now: () => Date.parse("2026-11-26T12:00:00Z"), sleep: async () => undefined };
let server: SmallHttpServer;

beforeEach(async () => {
  server = await startSmallHttpServer();
});
afterEach(() => server.close());

/** A folder with two specs, and an environment `staging` on the test's server. */
const folder = (staging: object, more: object = {}) => ({
  "daily.cron.json": spec,
  "weekly.cron.json": { ...spec, schedule: "0 9 * * 1" },
  "langgraph-crons.json": { ...more, environments: { staging: { url: server.url, ...staging } } },
});

async function run(args: readonly string[], files: Readonly<Record<string, unknown>>, env = {}) {
  const ended = await cliRun(args, { files, clock, env });
  return { ...ended, text: ended.out.join("\n").replaceAll(server.url, "URL"), errors: ended.err.join("\n") };
}

describe("plan --env", () => {
  test("is for its server, with what is otherwise there", async () => {
    const files = folder(
      { overrides: { "*": { enabled: false }, daily: { schedule: "0 7 * * *" } } },
      { set: "billing" },
    );
    const { code, errors, text } = await run(["plan", "--env", "staging", "--json"], files);
    expect([code, errors]).toEqual([0, ""]);
    expect(JSON.parse(text)).toMatchObject({
      target: { url: "URL", environment: "staging" },
      set: "billing",
      changes: [
        { name: "daily", action: "create", runsPerMonth: { before: 0, after: 0 } },
        { name: "weekly", action: "create" },
      ],
    });
    expect(text).toMatch(/"key": "schedule",\s+"before": null,\s+"after": "0 7 \* \* \*"/);
    expect(text.match(/"key": "enabled"/g)).toHaveLength(2);
  });

  test("says where it would happen, and that it is a production server", async () => {
    const { text } = await run(["plan", "--env", "staging"], folder({ production: true }));
    expect(text).toMatch(/^Plan for staging, a production server \(URL\): 2 create\./m);
  });

  test("sends only the key whose variable is named, not one of the SDK's variables", async () => {
    let told = 0;
    const keysOf = () => {
      const since = server.seen.slice(told);
      told = server.seen.length;
      return new Set(since.map(({ headers }) => headers["x-api-key"]));
    };
    const env = { LANGGRAPH_API_KEY: "the-users-own", STAGING_KEY: "of-staging", OTHER_KEY: "another" };
    await run(["plan", "--env", "staging"], folder({}), env);
    expect(keysOf()).toEqual(new Set([undefined]));
    await run(["plan", "--env", "staging"], folder({ apiKeyEnv: "STAGING_KEY" }), env);
    expect(keysOf()).toEqual(new Set(["of-staging"]));
    await run(["plan", "--env", "staging", "--api-key-env", "OTHER_KEY"], folder({ apiKeyEnv: "STAGING_KEY" }), env);
    expect(keysOf()).toEqual(new Set(["another"]));
    const missing = await run(["plan", "--env", "staging"], folder({ apiKeyEnv: "NOT_SET" }), env);
    expect([missing.code, missing.errors, keysOf().size]).toEqual([2, expect.stringMatching(/NOT_SET.*is not set/), 0]);
  });

  test("a wrong override is found, at its place in the environments' file", async () => {
    const files = folder({ overrides: { daily: { schedule: "61 * * * *" } } });
    const { code, errors, text } = await run(["plan", "--env", "staging"], files);
    expect([code, errors]).toEqual([
      1,
      expect.stringMatching(/^langgraph-crons\.json:7:\d+: error: .*61.*\[schedule\.out-of-range\]$/),
    ]);
    expect(text).toMatch(/^invalid {3}daily$/m);
    const json = JSON.parse((await run(["plan", "--env", "staging", "--json"], files)).text);
    expect(json.changes[0].findings).toMatchObject([{ file: "langgraph-crons.json", range: { start: { line: 6 } } }]);
    const { out } = await run(["plan", "--env", "staging", "--format", "github"], files);
    expect(out[0]).toMatch(/^::error file=langgraph-crons\.json,line=7,/);
  });

  test("an override for no spec of these files is told: it may be a wrong name", async () => {
    const { code, errors } = await run(
      ["plan", "--env", "staging"],
      folder({ overrides: { dayly: { enabled: false } } }),
    );
    expect([code, errors]).toEqual([0, expect.stringMatching(/^langgraph-crons\.json:6:\d+: warning: .*“dayly”/)]);
  });
});

describe("check --env", () => {
  test("finds what is wrong only in one environment, and asks no server", async () => {
    const files = folder({ overrides: { daily: { timezone: "Europe/Berln" } } });
    expect(await run(["check", "."], files)).toMatchObject({ code: 0 });
    const { code, text } = await run(["check", ".", "--env", "staging"], files);
    expect([code, text]).toEqual([1, expect.stringMatching(/^langgraph-crons\.json:7:\d+: error: .*Berln/)]);
    expect(server.seen).toEqual([]);
  });

  test("a mistake that an environment corrects is none there; one in the file itself is", async () => {
    const files = {
      ...folder({ overrides: { bad: { schedule: "0 7 * * *" } } }),
      "bad.cron.json": { ...spec, schedule: "x" },
    };
    expect(await run(["check", "."], files)).toMatchObject({ code: 1 });
    expect(await run(["check", ".", "--env", "staging"], files)).toMatchObject({ code: 0, errors: "" });
    const broken = { ...files, "text.cron.json": "a text" };
    expect(await run(["check", ".", "--env", "staging"], broken)).toMatchObject({
      code: 1,
      text: expect.stringMatching(/^text\.cron\.json:1:1: error/m),
    });
  });
});

describe("the file of the environments", () => {
  test.each<[string, Readonly<Record<string, unknown>>, RegExp]>([
    ["is missing", { "daily.cron.json": spec }, /no langgraph-crons\.json in this folder or above/],
    [
      "has mistakes",
      { "langgraph-crons.json": { environments: { staging: {} } } },
      /^langgraph-crons\.json:3:14: error: “url”/,
    ],
    [
      "has no such environment",
      { "langgraph-crons.json": { environments: { stagin: { url: "https://a.example" } } } },
      /no environment “staging”.* It has: stagin\. Did you mean stagin\?/,
    ],
  ])("%s", async (_, files, message) => {
    for (const command of ["plan", "check"]) {
      const { code, errors } = await run([command, ".", "--env", "staging"], { "daily.cron.json": spec, ...files });
      expect([code, errors]).toEqual([2, expect.stringMatching(message)]);
    }
  });

  test("is the nearest in or above the path, and one for all paths", async () => {
    const at = (name: string) => ({ environments: { [name]: { url: server.url } } });
    const files = {
      "a/daily.cron.json": spec,
      "a/langgraph-crons.json": at("inner"),
      "b/deep/daily.cron.json": spec,
      "langgraph-crons.json": at("outer"),
    };
    expect(await run(["plan", "a/daily.cron.json", "--env", "inner"], files)).toMatchObject({ code: 0 });
    expect(await run(["plan", "b/deep/daily.cron.json", "--env", "outer"], files)).toMatchObject({ code: 0 });
    const both = await run(["plan", "a/daily.cron.json", "b/deep/daily.cron.json", "--env", "outer"], files);
    expect([both.code, both.errors]).toEqual([
      2,
      expect.stringMatching(/two files of environments: a\/lang.* and lang/),
    ]);
  });
});

test("a server is named in one way", async () => {
  for (const args of [[], ["--env", "staging", "--url", "http://localhost:2024"]]) {
    const { code, errors } = await run(["plan", ...args], folder({}));
    expect([code, errors]).toEqual([2, expect.stringMatching(/^Give the server: either --env NAME or --url URL\./)]);
  }
});
