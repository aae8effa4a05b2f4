import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { hostileTexts } from "../../fixtures/hostileTexts";
import { cliRun } from "../../support/cliRun";
import { type GithubServer, pullRequestRun, startGithubServer, workflowBot } from "../../support/githubServer";
import { type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 * * *", input: { topic: "CI" } };
const files = { "daily.cron.json": spec };
const now = Date.parse("2026-11-26T12:00:00Z");
const slept: number[] = [];
const clock = { now: () => now, sleep: async (milliseconds: number) => void slept.push(milliseconds) };
let server: SmallHttpServer;
let github: GithubServer;

beforeEach(async () => {
  [server, github] = await Promise.all([startSmallHttpServer(), startGithubServer()]);
  slept.length = 0;
});
afterEach(() => Promise.all([server.close(), github.close()]));

async function plan(
  given: Readonly<Record<string, unknown>> = files,
  options: Parameters<typeof pullRequestRun>[1] & { readonly env?: object } = {},
) {
  const { env, event } = pullRequestRun(github, options);
  const args = ["plan", "*.cron.json", "--url", server.url, "--format", "github", "--comment"];
  const ended = await cliRun(args, {
    files: { ...given, "event.json": event },
    clock,
    env: { ...env, ...options.env },
  });
  return { ...ended, errors: ended.err.join("\n") };
}

const bodies = () => github.comments.map(({ body }) => body);
const writes = () => github.seen.filter(({ method }) => method !== "GET");
const person = { login: "mallory", type: "User" } as const;

test("a plan is one comment: found again among others, and written anew", async () => {
  const other = (id: number) => ({ id, body: `comment ${id}`, user: person });
  github.comments = Array.from({ length: 230 }, (_, id) => other(id));
  expect((await plan()).code).toBe(0);
  expect(github.comments.length).toBe(231);
  expect(bodies().at(-1)?.split("\n").slice(1)).toEqual([
    "### What a merge would change",
    "",
    `Plan for \`${server.url}\`: 1 create. Runs in 30 days: 0 now, 30 then.`,
    "",
    "| Cron | Action | What changes | Runs in 30 days |",
    "| --- | --- | --- | --- |",
    '| `daily` | create | `thread_id: null`<br>`assistant_id: "report"`<br>`schedule: "27 15 * * *"`<br>`input: {"topic":"CI"}` | 0 -> 30 |',
    "",
    "For commit `0123456789`, by [this run](https://github.com/team/agents/actions/runs/100).",
  ]);
  await plan({ "daily.cron.json": { ...spec, schedule: "0 9 * * *" } }, { run: 101 });
  expect(github.comments.length).toBe(231);
  expect(bodies().at(-1)).toContain('`schedule: "0 9 * * *"`');
  expect(writes().map(({ method, path }) => `${method} ${path}`)).toEqual([
    "POST /repos/team/agents/issues/7/comments",
    "PATCH /repos/team/agents/issues/comments/1230",
  ]);
});

test("a later run's comment stays, and the second of two that were made at once goes", async () => {
  await plan(files, { run: 100 });
  const [first] = github.comments;
  if (first === undefined) throw new Error("no comment");
  expect((await plan({ "daily.cron.json": { ...spec, schedule: "1 1 * * *" } }, { run: 99 })).errors).toMatch(
    /later run/,
  );
  expect(github.comments).toEqual([first]);
  github.comments = [first, { ...first, id: 5000 }];
  await plan(files, { run: 101 });
  expect(github.comments.map(({ id }) => id)).toEqual([first.id]);
});

test("somebody else's comment with the same beginning is not ours", async () => {
  await plan();
  const [forged] = github.comments.map((comment) => ({ ...comment, id: 1, user: person }));
  if (forged === undefined) throw new Error("no comment");
  github.comments = [forged, { id: 2, body: `> ${forged.body}`, user: workflowBot }];
  await plan();
  expect(github.comments.slice(0, 2)).toEqual([forged, { id: 2, body: `> ${forged.body}`, user: workflowBot }]);
  expect(github.comments.length).toBe(3);
});

test("with a person's token that person's comment is found", async () => {
  github.person = "lead";
  await plan();
  await plan();
  expect(github.comments.map(({ user }) => user.login)).toEqual(["lead"]);
});

test("where nothing changes, no comment is made, but one that is there says so", async () => {
  await plan();
  const state = await mkdtemp(join(tmpdir(), "langgraph-crons-comment-"));
  await cliRun(["submit", "daily.cron.json", "--url", server.url], { files, env: { XDG_STATE_HOME: state } });
  await rm(state, { recursive: true });
  await plan();
  expect(bodies()).toEqual([expect.stringMatching(/: 1 unchanged\. /)]);
  github.comments = [];
  expect([(await plan()).code, bodies()]).toEqual([0, []]);
});

test("without a plan the comment says why, so that an older one is not taken for it", async () => {
  await plan();
  server.quirks = { before: () => ({ status: 401, json: { detail: "no" } }) };
  expect((await plan()).code).toBe(1);
  expect(bodies()).toEqual([
    expect.stringMatching(/^<!-- .*\n### .*\n\nThere is no plan for this commit\. [^\n]*\n\n- `.*key/),
  ]);
  const ended = await plan({ "event.json": 1 }, { run: 102 });
  expect([ended.code, bodies()]).toEqual([2, [expect.stringMatching(/There is no plan/)]]);
});

describe("where no comment can be written", () => {
  test("a pull request of a fork has its plan, and nothing is sent to GitHub", async () => {
    const { code, errors, out } = await plan(files, { fork: true });
    expect([code, github.seen.length, out.join()]).toEqual([0, 0, expect.stringContaining("daily%3A create")]);
    expect(errors).toMatch(/^::notice title=langgraph-crons::No comment: .*another repository/);
  });

  test("neither is it in a run of something else", async () => {
    const { code, errors } = await plan(files, { env: { GITHUB_EVENT_NAME: "push" } });
    expect([code, errors, github.seen.length]).toEqual([0, expect.stringMatching(/of no pull request/), 0]);
  });

  test.each([
    ["GITHUB_TOKEN", ""],
    ["GITHUB_EVENT_NAME", "pull_request_target"],
  ])("%s “%s” stops it before anything is asked", async (name, value) => {
    const { code, errors } = await plan(files, { env: { [name]: value } });
    expect([code, server.seen.length, github.seen.length]).toEqual([2, 0, 0]);
    expect(errors).toMatch(/^--comment .*(GITHUB_TOKEN|pull_request_target)/);
  });

  test.each([
    [403, "Resource not accessible by integration"],
    [404, "Not Found"],
    [401, "Bad credentials"],
    [422, "Validation Failed"],
  ])("%d is a failure, told with what GitHub says, and not tried again", async (status, message) => {
    github.before = ({ method }) => (method === "POST" ? { status, json: { message } } : undefined);
    const { code, errors } = await plan();
    expect([code, slept]).toEqual([1, []]);
    expect(errors).toMatch(new RegExp(`^::error title=langgraph-crons::.*HTTP ${status}: ${message}.*pull-requests`));
    expect(errors).not.toContain("ghs_of-the-test");
  });

  test("a rate limit of hours is a failure at once", async () => {
    const headers = { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + 3600) };
    github.before = () => ({ status: 403, json: { message: "API rate limit exceeded" }, headers });
    expect([(await plan()).code, slept]).toEqual([1, []]);
  });

  test("GitHub that is not there is a failure after four tries", async () => {
    await github.close();
    const { code, errors } = await plan();
    expect([code, slept.length, errors]).toEqual([1, 3, expect.stringContaining("ECONNREFUSED")]);
    github = await startGithubServer();
  });
});

test.each([
  [{ status: 502 }],
  [{ status: 429, headers: { "retry-after": "7" } }],
  [{ status: 403, headers: { "retry-after": "7" } }],
  [{ status: 403, headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(now / 1000 + 7) } }],
  [{ status: 502, afterwards: true as const }],
])("%j passes: there is one comment in the end", async (fault) => {
  for (const wanted of ["GET", "POST"]) {
    github.comments = [];
    let left = 2;
    github.before = ({ method }) => (method === wanted && left-- > 0 ? fault : undefined);
    expect((await plan()).code).toBe(0);
    expect(bodies().length).toBe(1);
  }
  if ("headers" in fault) expect(new Set(slept)).toEqual(new Set([7000]));
});

test("a plan that is too long is cut between rows: what alarms first, with where the rest is", async () => {
  const many = Array.from({ length: 600 }, (_, index) => ({
    ...spec,
    name: `cron-${index}`,
    input: { text: "ä".repeat(200) },
  }));
  await plan({ "many.cron.json": [...many, { ...spec, name: "zzz", schedule: "61 * * * *" }] });
  const [body = ""] = bodies();
  expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536);
  const rows = body.split("\n").filter((line) => line.startsWith("| "));
  expect(rows[2]).toMatch(/^\| `zzz` \| \*\*invalid\*\*/);
  expect(rows.every((row) => row.endsWith(" |"))).toBe(true);
  expect(body).toContain(`\nAnd ${601 - (rows.length - 2)} more, on the page of the run.\n`);
  expect(body.trimEnd()).toMatch(/actions\/runs\/100\)\.$/);
});

test("texts of files and servers are code: no link, no mention, no HTML, no other comment's beginning", async () => {
  const texts = hostileTexts.map((text) => text.slice(0, 500));
  await plan({
    "all.cron.json": texts.flatMap((text, index) => [
      { ...spec, name: `n${index}`, input: { text } },
      { ...spec, name: text },
    ]),
  });
  const [, ...lines] = bodies()[0]?.split("\n") ?? [];
  // Without its code, each line has only words of ours.
  const bare = lines.slice(0, -1).map((line) => line.replace(/(?<!`)(`+)(?!`)(.*?)(?<!`)\1(?!`)/g, "CODE"));
  for (const line of bare)
    expect(line.replaceAll("<br>", "").replace(/ -> \d+ \|$/, "")).not.toMatch(/[<>@[\]`]|\]\(|https?:/);
  expect(lines.length).toBeGreaterThan(texts.length);
});
