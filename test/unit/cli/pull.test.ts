import { parse } from "jsonc-parser";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isJsonObject, type JsonObject } from "../../../src/core/base/json";
import { hostileTexts } from "../../fixtures/hostileTexts";
import { cliRun } from "../../support/cliRun";
import { reportId, type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

let server: SmallHttpServer;

beforeEach(async () => {
  server = await startSmallHttpServer();
});

afterEach(() => server.close());

type Files = Readonly<Record<string, unknown>>;
const bytes = (text: string) => new TextEncoder().encode(text);
const daily = { assistant_id: reportId, schedule: "0 9 * * *", input: { topic: "news" } };

/** A cron that a script makes. */
async function make(body: JsonObject, thread?: string): Promise<string> {
  const path = thread === undefined ? "/runs/crons" : `/threads/${thread}/runs/crons`;
  const answer = await fetch(server.url + path, { method: "POST", body: JSON.stringify(body) });
  return ((await answer.json()) as { cron_id: string }).cron_id;
}

async function pull(args: readonly string[] = [], files: Files = {}, typed?: readonly string[]) {
  const more = typed === undefined ? {} : { typed };
  const begin = server.seen.length;
  const ended = await cliRun(["pull", "--url", server.url, "--into", "crons", ...args], { files, ...more });
  const written = new Map(ended.written ?? []);
  const text = ended.out.join("\n").replaceAll(server.url, "URL");
  /** The folder as it is afterwards. */
  const after = { ...files, ...Object.fromEntries([...written].map(([path, each]) => [path, bytes(each)])) };
  const specs = Object.fromEntries([...written].map(([path, each]) => [path, parse(each) as JsonObject]));
  const seen = server.seen.slice(begin);
  return { ...ended, after, specs, text, seen, writes: seen.flatMap(writeOf) };
}

const writeOf = ({ method, path }: SmallHttpServer["seen"][number]) =>
  method !== "GET" && /^\/runs\/crons\/[\da-f-]+$/.test(path) ? method : [];
const nameOf = (id: string) => {
  const metadata = server.crons.get(id)?.metadata;
  return isJsonObject(metadata) ? metadata.langgraph_crons_name : undefined;
};

test("every cron becomes a spec in sync; one without a name gets one; pulled again, nothing happens", async () => {
  const ids = [
    await make({ ...daily, metadata: { langgraph_crons_name: "Sales: daily" } }),
    await make({ ...daily, schedule: "0 9 * * 1-5", metadata: { team: "red" } }),
  ];
  const { after, code, created, err, specs, text, writes } = await pull(["--yes"]);
  expect([code, err, created]).toEqual([0, [], ["crons"]]);
  expect(specs).toEqual({
    "crons/Sales-daily.cron.json": {
      name: "Sales: daily",
      thread_id: null,
      assistant_id: "report",
      schedule: "0 9 * * *",
      input: { topic: "news" },
    },
    "crons/report-weekdays.cron.json": {
      thread_id: null,
      assistant_id: "report",
      schedule: "0 9 * * 1-5",
      input: { topic: "news" },
      metadata: { team: "red" },
    },
  });
  expect(ids.map(nameOf)).toEqual(["Sales: daily", "report-weekdays"]);
  expect(writes).toEqual(["PATCH"]);
  expect(text.split("\n").sort()).toEqual([
    "In sync: a plan of these specs is empty.",
    "Pulled from URL into crons: 2 written, 1 named.",
    "written: crons/Sales-daily.cron.json",
    "written: crons/report-weekdays.cron.json, named “report-weekdays” on the server",
  ]);

  const plan = await cliRun(["plan", "crons", "--url", server.url, "--detailed-exitcode"], { files: after });
  expect([plan.code, plan.out.length]).toEqual([0, 1]);
  const again = await pull(["--yes"], after);
  expect([again.code, again.specs, again.writes]).toEqual([0, {}, []]);
  expect(again.text).toMatch(/into crons: 2 unchanged\.\nIn sync/);
});

describe("names on the server", () => {
  test("are written only if a person agrees, who sees which", async () => {
    const id = await make(daily);
    const no = await pull([], {}, ["no"]);
    expect([no.code, no.specs, no.created, nameOf(id)]).toEqual([1, {}, undefined, undefined]);
    expect(no.err.join("\n")).toMatch(
      /1 crons at .* have no name .*:\n {2}report-daily: 0 9 \* \* \* \(.*\)\nType yes/,
    );
    const yes = await pull([], {}, ["yes"]);
    expect([yes.code, nameOf(id)]).toEqual([0, "report-daily"]);
  });

  test("need --yes where nobody can be asked; nothing is written before", async () => {
    await make(daily);
    const { code, err, specs, writes } = await pull();
    expect([code, specs, writes]).toEqual([2, {}, []]);
    expect(err.at(-1)).toMatch(/--yes .*--no-names/);
    await expect(pull(["--yes", "--no-names"])).resolves.toMatchObject({ code: 2, specs: {} });
  });

  test("are left out with --no-names: nothing is sent but reads, and the next pull finds the spec again", async () => {
    const id = await make(daily);
    const first = await pull(["--no-names"]);
    expect([first.code, Object.keys(first.specs)]).toEqual([0, ["crons/report-daily.cron.json"]]);
    expect(first.text).toMatch(/Without a name on the server: 1\..*takes them over/);
    expect(first.seen.filter(({ method, path }) => method !== "GET" && !path.endsWith("/search"))).toEqual([]);
    // The spec belongs to that cron, though it has no name yet.
    const second = await pull(["--no-names"], first.after);
    expect([second.code, second.specs]).toEqual([0, {}]);
    const named = await pull(["--yes"], first.after);
    expect([named.code, named.specs, nameOf(id), server.crons.size]).toEqual([0, {}, "report-daily", 1]);
  });

  test("of a production server need its name", async () => {
    const id = await make(daily);
    const environments = { live: { url: server.url, production: true } };
    const files = { "crons/langgraph-crons.json": { set: "sales", environments } };
    const run = (typed: string) =>
      cliRun(["pull", "--env", "live", "--into", "crons", "--json"], { files, typed: [typed] });
    expect([(await run("yes")).code, nameOf(id)]).toEqual([1, undefined]);
    const { code, out } = await run("live");
    expect([code, nameOf(id)]).toEqual([0, "report-daily"]);
    // It joins the set with the next apply.
    expect(JSON.parse(out.join("\n"))).toMatchObject({ crons: [{ outcome: "written", plan: "update" }] });
    expect(JSON.parse(out.join("\n"))).toMatchObject({ environment: "live", set: "sales", folder: "crons" });
  });

  test("refused by the server: that cron has no file, the others do", async () => {
    const id = await make(daily);
    await make({ ...daily, metadata: { langgraph_crons_name: "other" } });
    const refuses = { status: 403, json: { detail: "not yours" } };
    server.quirks = { before: ({ method, path }) => (method === "PATCH" && path.endsWith(id) ? refuses : undefined) };
    const { code, specs, text } = await pull(["--yes"]);
    expect([code, Object.keys(specs)]).toEqual([1, ["crons/other.cron.json"]]);
    expect(text).toMatch(/^failed: report-daily: .*not yours/m);
  });
});

describe("specs that are there", () => {
  const named = { ...daily, metadata: { langgraph_crons_name: "daily" } };
  const text = `// ours\n[\n  { "name": "daily", "thread_id": null, "assistant_id": "report",\n    "schedule": "0 8 * * *", // early\n    "input": { "topic": "news" } }\n]\n`;
  const files = { "crons/sub/all.cron.json": bytes(text) };

  test("and differ are told and stay; with --overwrite only what differs is changed", async () => {
    await make(named);
    const told = await pull([], files);
    expect([told.code, told.specs]).toEqual([1, {}]);
    expect(told.text).toMatch(/^differs: crons\/sub\/all\.cron\.json, “daily”: schedule\. With --overwrite/m);
    const { code, written } = await pull(["--overwrite"], files);
    expect([code, written]).toEqual([0, [["crons/sub/all.cron.json", text.replace("0 8", "0 9")]]]);
  });

  test("of several crons in one file are all changed", async () => {
    const several = ["one", "two", "three", "four", "five"];
    for (const name of several) await make({ ...daily, metadata: { langgraph_crons_name: name } });
    const all = several.map((name) => ({ name, thread_id: null, ...daily, schedule: "0 8 * * *" }));
    const { code, written } = await pull(["--overwrite"], { "crons/all.cron.json": all });
    expect(code).toBe(0);
    const [, last = ""] = written?.at(-1) ?? [];
    expect((JSON.parse(last) as JsonObject[]).map(({ schedule }) => schedule)).toEqual(several.map(() => "0 9 * * *"));
  });

  test("with another name keep their file", async () => {
    await make(named);
    const { code, specs } = await pull([], { "crons/Daily.cron.json": { name: "mine", ...daily, thread_id: null } });
    expect([code, Object.keys(specs)]).toEqual([0, ["crons/daily-2.cron.json"]]);
    expect(specs["crons/daily-2.cron.json"]).toMatchObject({ name: "daily" });
  });

  test("that can't be read stop it before anything is written", async () => {
    await make(daily);
    const { code, err, seen, specs } = await pull(["--yes"], { "crons/x.cron.json": bytes("{") });
    expect([code, specs, seen]).toEqual([2, {}, []]);
    expect(err[0]).toMatch(/^crons\/x\.cron\.json:1:\d: error: /);
    expect(err[1]).toMatch(/^crons: .*Correct or remove/);
  });
});

test("secrets become placeholders, and it is said where and which variable is to be set", async () => {
  const token = "a1".repeat(20);
  const metadata = { langgraph_crons_name: "hook", auth: { token } };
  await make({
    ...daily,
    metadata,
    webhook: `https://a.test/?token=${token}`,
    config: { configurable: { api_key: token } },
  });
  const { code, out, specs, text } = await pull();
  expect(code).toBe(0);
  expect(specs["crons/hook.cron.json"]).toMatchObject({
    webhook: "${secret:HOOK_WEBHOOK}",
    metadata: { auth: { token: "${secret:HOOK_METADATA_AUTH_TOKEN}" } },
  });
  expect(out.join()).not.toContain(token);
  expect(text).toContain(
    "crons/hook.cron.json: metadata.auth.token looked like a secret. Set the variable HOOK_METADATA_",
  );
  expect(text).toContain("crons/hook.cron.json: config has what looks like a secret");
  const { out: json } = await pull(["--json"]);
  expect(JSON.parse(json.join("\n"))).toMatchObject({
    crons: [
      {
        outcome: "written",
        secrets: expect.arrayContaining([{ path: ["webhook"], variable: "HOOK_WEBHOOK" }]),
        secrets_left: ["config"],
        plan: "nothing",
      },
    ],
  });
});

test("no two specs share the variable of a secret, whatever they are called", async () => {
  const hook = (letter: string) => `https://a.test/?token=${letter.repeat(20)}`;
  for (const [name, webhook] of [["a b", hook("b1")] as const, ["a_b", hook("c1")] as const]) {
    await make({ ...daily, webhook, metadata: { langgraph_crons_name: name } });
  }
  const mine = { name: "a-b", thread_id: null, ...daily, webhook: "${secret:A_B_WEBHOOK}" };
  const { code, specs } = await pull([], { "crons/mine.cron.json": mine });
  const hooks = Object.values(specs).map(({ webhook }) => webhook);
  expect([code, hooks.sort()]).toEqual([0, ["${secret:A_B_WEBHOOK_2}", "${secret:A_B_WEBHOOK_3}"]]);
});

test("a secret that came to a spec that is there is a placeholder, too", async () => {
  const token = "a1".repeat(20);
  await make({ ...daily, webhook: `https://a.test/?token=${token}`, metadata: { langgraph_crons_name: "hook" } });
  const there = { "crons/hook.cron.json": { thread_id: null, ...daily, webhook: "https://a.test/" } };
  const { code, specs, text } = await pull(["--overwrite"], there);
  expect(specs["crons/hook.cron.json"]?.webhook).toBe("${secret:HOOK_WEBHOOK}");
  expect([code, text.includes("HOOK_WEBHOOK")]).toEqual([0, true]);
});

describe("what can't be kept in sync is left, and said", () => {
  test.each<[string, readonly JsonObject[], readonly string[], number, RegExp]>([
    [
      "of Managed Deep Agents, which is no failure",
      [{ ...daily, metadata: { mda_managed: true, mda_managed_by: "deploy" } }],
      [],
      0,
      /^left: 0 9 \* \* \* \(.*\): Managed Deep Agents.*--managed/m,
    ],
    [
      "of one name",
      [
        { ...daily, metadata: { langgraph_crons_name: "a" } },
        { ...daily, enabled: false, metadata: { langgraph_crons_name: "a" } },
      ],
      ["crons/a.cron.json"],
      1,
      /^left: a: Another cron has the same name/m,
    ],
    [
      "of a submit that has not finished",
      [{ ...daily, enabled: false, metadata: { langgraph_crons_name: "a", langgraph_crons_submission: "x" } }],
      [],
      1,
      /^left: a: A submit has not finished it/m,
    ],
    [
      "of another set, and one that prune is about to delete, which is no failure",
      [
        { ...daily, metadata: { langgraph_crons_name: "a", langgraph_crons_set: "theirs" } },
        {
          ...daily,
          enabled: false,
          metadata: { langgraph_crons_name: "b", langgraph_crons_pruned: "on:2026-11-26T00:00:00.000Z" },
        },
      ],
      [],
      0,
      /^left: a: It belongs to another set.*\nleft: b: Its spec is gone/m,
    ],
    [
      "with the text of a placeholder",
      [{ ...daily, webhook: "https://a.test/${env:X}", metadata: { langgraph_crons_name: "a" } }],
      [],
      1,
      /^left: a: It contains a placeholder/m,
    ],
  ])("%s", async (_what, crons, files, code, line) => {
    for (const body of crons) await make(body);
    const ended = await pull(["--yes"]);
    expect([ended.code, Object.keys(ended.specs)]).toEqual([code, files]);
    expect(ended.text).toMatch(line);
  });

  test("--managed takes them all the same", async () => {
    await make({ ...daily, metadata: { mda_managed: true, mda_managed_by: "deploy" } });
    expect(Object.keys((await pull(["--yes", "--managed"])).specs)).toEqual(["crons/report-daily.cron.json"]);
  });

  test("a cron that is wrong is written, and the plan says so", async () => {
    await make({ ...daily, end_time: "not a date", metadata: { langgraph_crons_name: "a" } });
    const { code, text } = await pull();
    expect(code).toBe(1);
    expect(text).toMatch(/^Not in sync, as the plan says:\ncrons\/a\.cron\.json:\d+:\d+: error: .*\ninvalid {3}a/m);
  });
});

test("one cron by its name or id, others stay out; a wrong word is an error", async () => {
  const id = await make(daily);
  await make({ ...daily, metadata: { langgraph_crons_name: "other" } });
  expect(Object.keys((await pull(["other"])).specs)).toEqual(["crons/other.cron.json"]);
  expect(Object.keys((await pull([id, "--yes"])).specs)).toEqual(["crons/report-daily.cron.json"]);
  const { code, err } = await pull(["othre"]);
  expect([code, err.at(-1)]).toEqual([2, expect.stringMatching(/no cron “othre”.*Did you mean other/)]);
});

test("a protected cron has a spec that says so", async () => {
  await make({ ...daily, metadata: { langgraph_crons_name: "a", langgraph_crons_protect: "yes" } });
  const { code, specs } = await pull();
  expect([code, specs["crons/a.cron.json"]?.protect]).toEqual([0, true]);
});

test("a cron on a thread is said to be bound to this server", async () => {
  await make({ ...daily, metadata: { langgraph_crons_name: "a" } }, "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21");
  expect((await pull()).text).toMatch(/^On a thread that only this server has: 1\./m);
});

describe("--set", () => {
  test("makes a langgraph-crons.json that names the server", async () => {
    const { code, out, written } = await pull(["--set", "sales", "--api-key-env", "DEV_KEY"], {});
    expect([code, out, written]).toEqual([2, [], undefined]);
    const ended = await cliRun(["pull", "--url", server.url, "--into", "crons", "--set", "sales"], {
      env: { LANGGRAPH_API_KEY: "canary-12" },
    });
    expect(ended.code).toBe(0);
    const environment = { url: server.url, apiKeyEnv: "LANGGRAPH_API_KEY" };
    expect(ended.written?.map(([path, text]) => [path, JSON.parse(text)])).toEqual([
      ["crons/langgraph-crons.json", { set: "sales", environments: { local: environment } }],
    ]);
    expect(JSON.stringify(ended)).not.toContain("canary-12");
  });

  test("adds it to the one that is there, and its comments stay; never another one", async () => {
    const text = `{\n  // ours\n  "environments": {}\n}\n`;
    const first = await pull(["--set", "sales"], { "langgraph-crons.json": bytes(text) });
    const wanted = `{\n  // ours\n  "environments": {},\n  "set": "sales"\n}\n`;
    expect(first.written).toEqual([["langgraph-crons.json", wanted]]);
    expect((await pull(["--set", "sales"], first.after)).written).toBeUndefined();
    const { code, err } = await pull(["--set", "other"], first.after);
    expect([code, err]).toEqual([2, [expect.stringMatching(/belong to the set “sales” already/)]]);
    expect((await pull(["--set", "no set"], {})).code).toBe(2);
  });
});

describe("a server", () => {
  test("without crons: nothing to write", async () => {
    expect(await pull(["--yes"])).toMatchObject({ code: 0, text: expect.stringMatching(/into crons: no crons\./) });
  });

  test.each([
    [{ status: 401, json: { detail: "no" } }, 1],
    [{ status: 500, json: { detail: "no" } }, 1],
  ])("that answers %j: nothing is written", async (answer, code) => {
    server.quirks = { before: ({ path }) => (path === "/runs/crons/search" ? answer : undefined) };
    expect(await pull(["--yes"])).toMatchObject({ code, specs: {} });
  });

  test("that is gone after its crons were read", async () => {
    await make({ ...daily, metadata: { langgraph_crons_name: "a" } });
    let reads = 0;
    const gone = { status: 503, json: { detail: "gone" } };
    server.quirks = { before: ({ path }) => (path === "/info" && ++reads > 1 ? gone : undefined) };
    const { code, out } = await pull(["--json"]);
    expect(code).toBe(1);
    expect(JSON.parse(out.join("\n"))).toMatchObject({ crons: [{ outcome: "written", plan: null }] });
  });
});

test("texts of a server stay in their lines and in the folder, and are no commands for GitHub", async () => {
  for (const text of hostileTexts.map((each) => each.slice(0, 2000))) {
    await make({ ...daily, metadata: { langgraph_crons_name: text } });
    await make({ ...daily, schedule: "5 9 * * *", metadata: { name: text, title: text, [text.slice(0, 99)]: text } });
  }
  const { err, out, specs } = await pull(["--yes"]);
  expect(Object.keys(specs).length).toBeGreaterThan(hostileTexts.length);
  for (const path of Object.keys(specs)) expect(path).toMatch(/^crons\/[\p{L}\p{N}_-]+\.cron\.json$/u);
  for (const line of [...err, ...out]) expect(line).not.toMatch(/[\p{Cc}\u202e]|##\[|^\s*::/u);
});
