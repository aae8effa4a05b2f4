import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { getLanguageService, type JSONSchema, TextDocument } from "vscode-json-languageservice";
import { planSchema } from "../../../scripts/planSchema";
import { hostileTexts } from "../../fixtures/hostileTexts";
import { cliRun } from "../../support/cliRun";
import { reportId, type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 * * *", input: { topic: "CI" } };
const clock = { now: () => Date.parse("2026-11-26T12:00:00Z"), sleep: async () => undefined };
let server: SmallHttpServer;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-plan-"));
  server = await startSmallHttpServer();
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

type Files = Readonly<Record<string, unknown>>;

async function plan(files: Files, args: readonly string[] = [], env = {}) {
  const ended = await cliRun(["plan", ...args, "--url", server.url], { files, clock, env });
  return { ...ended, text: ended.out.join("\n").replaceAll(server.url, "URL") };
}

async function submit(files: Files, ...more: readonly string[]) {
  const ended = await cliRun(["submit", ".", "--url", server.url, ...more], { files, env: { XDG_STATE_HOME: folder } });
  expect(ended.code).toBe(0);
}

interface PlanJson {
  readonly changes: readonly Readonly<Record<string, unknown>>[];
  readonly summary: Readonly<Record<string, number>>;
}

async function planJson(files: Files, args: readonly string[] = []) {
  const { code, text } = await plan(files, ["--json", ...args]);
  return { code, text, json: JSON.parse(text) as PlanJson };
}

const files = { "daily.cron.json": spec, "weekly.cron.json": { ...spec, schedule: "0 9 * * 1" } };

test("a first plan of this folder: what is created, and how often it runs; nothing is written", async () => {
  const { code, err, text } = await plan(files);
  expect([code, err]).toEqual([0, []]);
  expect(text).toBe(`create    daily
          thread_id: null
          assistant_id: "report"
          schedule: "27 15 * * *"
          input: {"topic":"CI"}
          runs in 30 days: 0 -> 30
create    weekly
          thread_id: null
          assistant_id: "report"
          schedule: "0 9 * * 1"
          input: {"topic":"CI"}
          runs in 30 days: 0 -> 4
Plan for URL: 2 create. Runs in 30 days: 0 now, 34 then.`);
  expect(server.crons.size).toBe(0);
  expect(server.seen.filter(({ method, path }) => method !== "GET" && !path.endsWith("/search"))).toEqual([]);
});

test("after a submit it is empty; a change is told with its old and its new value", async () => {
  await submit(files);
  expect((await plan(files)).text).toBe("Plan for URL: 2 unchanged. Runs in 30 days: 34 now, 34 then.");
  const changed = { ...files, "daily.cron.json": { ...spec, schedule: "0 7,19 * * *" } };
  const [id] = server.crons.keys();
  expect((await plan(changed)).text).toBe(`update    daily (${id})
          schedule: "27 15 * * *" -> "0 7,19 * * *"
          runs in 30 days: 30 -> 60
Plan for URL: 1 update, 1 unchanged. Runs in 30 days: 34 now, 64 then.`);
});

test("--detailed-exitcode is 2 if something is to be done, 0 if not, and 1 for an error", async () => {
  expect((await plan(files, ["--detailed-exitcode"])).code).toBe(2);
  await submit(files);
  expect((await plan(files, ["--detailed-exitcode"])).code).toBe(0);
  const wrong = { "daily.cron.json": { ...spec, schedule: "61 * * * *" } };
  for (const args of [[], ["--detailed-exitcode"]]) expect((await plan(wrong, args)).code).toBe(1);
});

test("JSON, which --out writes too, is as its schema says", async () => {
  await submit({ "daily.cron.json": spec });
  const wanted = { ...files, "daily.cron.json": { ...spec, schedule: "*/2 * * * *" }, "bad.cron.json": { a: 1 } };
  const { code, out, written } = await plan(wanted, ["--json", "--out", "plan.json"]);
  const text = out.join("\n");
  expect([code, written]).toEqual([1, [["plan.json", `${text}\n`]]]);
  const found = JSON.parse(text) as PlanJson;
  expect(found).toMatchObject({
    target: { url: server.url, version: "0.16.7", environment: null },
    set: null,
    summary: { create: 1, update: 1, recreate: 0, adopt: 0, conflict: 0, invalid: 1, unchanged: 0 },
  });
  expect(found.changes).toMatchObject([
    { name: "bad", file: "bad.cron.json", action: "invalid", cron_id: null },
    {
      name: "daily",
      action: "update",
      cron_id: [...server.crons.keys()][0],
      keys: [{ key: "schedule", before: "27 15 * * *", after: "*/2 * * * *" }],
      because: null,
      runsPerMonth: { before: 30, after: 21_600 },
      findings: [{ code: "schedule.too-often", severity: "warning", path: ["schedule"] }],
    },
    { name: "weekly", action: "create" },
  ]);
  expect(await problemsIn(text)).toEqual([]);
  expect(await problemsIn(text.replace('"invalid"', '"forget"'))).not.toEqual([]);
});

async function problemsIn(text: string): Promise<readonly string[]> {
  const service = getLanguageService({});
  const document = TextDocument.create("file:///plan.json", "json", 1, text);
  const parsed = service.parseJSONDocument(document);
  const problems = await service.doValidation(document, parsed, {}, planSchema() as JSONSchema);
  return problems.map(({ message }) => String(message));
}

test("a file that is no JSON is a part of the plan, and its place is told", async () => {
  const { code, err, text } = await plan({ ...files, "text.cron.json": "just a text" });
  expect(code).toBe(1);
  expect(err).toEqual([expect.stringMatching(/^text\.cron\.json:1:1: error: /)]);
  expect(text).toMatch(/^invalid {3}text.cron.json$/m);
  expect(text).toMatch(/2 create, 1 invalid/);
});

describe("what the server knows", () => {
  test("stands with the other findings", async () => {
    server.quirks = {
      before: ({ path }) =>
        path === `/assistants/${reportId}/schemas`
          ? { status: 200, json: { input_schema: { type: "object", properties: { topic: { type: "number" } } } } }
          : undefined,
    };
    const { json } = await planJson({ "daily.cron.json": spec });
    expect(json.changes).toMatchObject([{ action: "create", findings: [{ code: "server.wrong-type" }] }]);
  });

  test.each([
    [{ status: 401, json: { detail: "no" } }, 1],
    [{ status: 500, json: { detail: "no" } }, 1],
  ])("a server that answers %j is an error, with no plan", async (answer, code) => {
    server.quirks = { before: ({ path }) => (path === "/runs/crons/search" ? answer : undefined) };
    const ended = await plan(files, ["--detailed-exitcode"]);
    expect([ended.code, ended.text, ended.err.length]).toEqual([code, "", 1]);
  });

  test("a server that is not there", async () => {
    await server.close();
    expect(await plan(files)).toMatchObject({ code: 3, text: "" });
    server = await startSmallHttpServer();
  });
});

test("for GitHub: annotations at their places, and a summary of the step", async () => {
  await submit({ "daily.cron.json": spec });
  for (const [id, cron] of server.crons) server.crons.set(id, { ...cron, schedule: "1 1 * * *" });
  const summary = { GITHUB_STEP_SUMMARY: "summary.md" };
  const { appended, out } = await plan(files, ["--format", "github"], summary);
  expect(out[0]).toMatch(/^::warning file=daily\.cron\.json,line=1,.*title=daily%3A conflict::schedule: .*changed/);
  expect(out[1]).toMatch(/^::notice file=weekly\.cron\.json,line=1,.*title=weekly%3A create::/);
  expect(appended?.[0]?.[1]).toMatch(/\| `daily` \| \*\*conflict\*\* \|/);
});

test("a table in Markdown, in which texts of files are code", async () => {
  const { text } = await plan({ "daily.cron.json": { ...spec, input: { text: "[x](y) | @team" } } }, [
    "--format",
    "markdown",
  ]);
  expect(text.split("\n")).toEqual([
    "Plan for `URL`: 1 create. Runs in 30 days: 0 now, 30 then.",
    "",
    "| Cron | Action | What changes | Runs in 30 days |",
    "| --- | --- | --- | --- |",
    '| `daily` | create | `thread_id: null`<br>`assistant_id: "report"`<br>`schedule: "27 15 * * *"`<br>`input: {"text":"[x](y) \\| @team"}` | 0 -> 30 |',
  ]);
});

test("texts of files stay within their lines, and are no commands for GitHub", async () => {
  const inputs = hostileTexts.map((text, index) => ({ ...spec, name: `cron-${index}`, input: { text } }));
  const names = hostileTexts.map((name) => ({ ...spec, name }));
  for (const format of ["human", "github", "markdown"]) {
    for (const given of [inputs, names]) {
      const { err, out } = await plan({ "all.cron.json": given }, ["--format", format]);
      expect(out.length).toBeGreaterThan(hostileTexts.length);
      for (const line of [...err, ...out])
        expect(line).not.toMatch(/[\p{Cc}\u202e]|##\[|^\s*::(?!notice|warning|error)/u);
    }
  }
});

test("a key is sent in its header, and is in no output", async () => {
  const env = { LANGGRAPH_API_KEY: "key-of-a-test" };
  const { err, out } = await plan(files, ["--json"], env);
  expect([...err, ...out].join()).not.toContain("key-of-a-test");
  expect(server.seen.every(({ headers }) => headers["x-api-key"] === "key-of-a-test")).toBe(true);
});

test("1,000 specs in one file, all there: few requests", async () => {
  const many = Array.from({ length: 1000 }, (_, index) => ({ ...spec, name: `cron-${index}` }));
  const { json } = await planJson({ "many.cron.json": many });
  expect(json.summary.create).toBe(1000);
  expect(server.seen.length).toBeLessThanOrEqual(25);
});
