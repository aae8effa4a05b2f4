import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { cliRun } from "../../support/cliRun";
import { type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 1 1 *", input: { topic: "CI" } };
const day = 24 * 60 * 60_000;
let server: SmallHttpServer;
let state: string;

beforeEach(async () => {
  state = await mkdtemp(join(tmpdir(), "langgraph-crons-prune-"));
  server = await startSmallHttpServer();
});
afterEach(async () => {
  await server.close();
  await rm(state, { recursive: true, force: true });
});

type Files = Readonly<Record<string, unknown>>;

const environments = (set: string | null = "billing") => ({
  "langgraph-crons.json": { ...(set === null ? {} : { set }), environments: { live: { url: server.url } } },
});
const both: Files = { "daily.cron.json": spec, "weekly.cron.json": { ...spec, schedule: "0 9 2 1 *" } };
const daily: Files = { "daily.cron.json": spec };

/** `later`: so many days after now. */
async function run(command: string, of: Files, args: readonly string[], later = 0) {
  let waited = later * day;
  const clock = {
    now: () => Date.now() + waited,
    sleep: async (milliseconds: number) => {
      waited += milliseconds;
    },
  };
  const ended = await cliRun([command, ...args], { files: of, env: { XDG_STATE_HOME: state, USER: "ann" }, clock });
  const text = (lines: readonly string[]) => lines.join("\n").replaceAll(server.url, "URL");
  return { code: ended.code, text: text(ended.out), errors: text(ended.err), written: ended.written ?? [] };
}

const live = (of: Files) => ({ ...of, ...environments() });
const apply = (of: Files, more: readonly string[] = [], later = 0) =>
  run("apply", live(of), ["--env", "live", "--yes", ...more], later);
const enabledBy = () =>
  Object.fromEntries([...server.crons.values()].map(({ metadata, enabled }) => [nameIn(metadata), enabled]));
const nameIn = (metadata: unknown) => String((metadata as Record<string, unknown>).langgraph_crons_name);
const writes = () =>
  server.seen.filter(({ method, path }) => method !== "GET" && /crons/.test(path) && !/search/.test(path));

test("says what has changed of a cron besides its arguments", async () => {
  await run("apply", daily, ["--url", server.url, "--yes"]);
  expect((await apply(daily)).text).toMatch(/^daily: updated \S+ \(set\), next run/);
  const guarded = { "daily.cron.json": { ...spec, schedule: "0 7 1 1 *", protect: true } };
  expect((await apply(guarded)).text).toMatch(/^daily: updated \S+ \(schedule, protect\), next run/);
});

describe("--prune", () => {
  test("pauses a cron whose spec is gone, and deletes it after the grace", async () => {
    await apply(both);
    const first = await apply(daily, ["--prune"]);
    expect(first).toMatchObject({
      code: 0,
      text: expect.stringMatching(
        /^weekly: paused \S+, because it has no spec any more\. An apply from \S+Z on deletes it\.\nApplied to live \(URL\): 1 done, 1 unchanged, 0 not done\.$/,
      ),
      errors: expect.stringMatching(/^delete {4}weekly \(\S+\)\n {10}It has no spec any more\. It is paused now/m),
    });
    expect(enabledBy()).toEqual({ daily: true, weekly: false });
    const waits = await apply(daily, ["--prune"], 6);
    expect(waits).toMatchObject({
      code: 0,
      text: "Applied to live (URL): 0 done, 2 unchanged, 0 not done.",
      errors: expect.stringMatching(
        /^nothing {3}weekly \(\S+\)\n {10}It has no spec any more, and was paused for that/m,
      ),
    });
    expect(await apply(daily, [], 9)).toMatchObject({ text: expect.stringMatching(/0 done, 1 unchanged/) });
    expect(await apply(daily, ["--prune", "--json"], 8)).toMatchObject({ code: 0 });
    expect(enabledBy()).toEqual({ daily: true });
    expect(await apply(daily, ["--prune"], 8)).toMatchObject({ text: expect.stringMatching(/0 done, 1 unchanged/) });
  });

  test("with --grace 0 deletes at once, and a spec that comes back within the grace runs again", async () => {
    await apply(both);
    await apply(daily, ["--prune"]);
    expect(await apply(both, ["--prune"], 3)).toMatchObject({ errors: expect.stringMatching(/^resume {4}weekly/m) });
    expect(enabledBy()).toEqual({ daily: true, weekly: true });
    const { text } = await apply(daily, ["--prune", "--grace", "0"]);
    expect(text).toMatch(/^weekly: deleted \S+, because it has no spec any more\.$/m);
    expect(enabledBy()).toEqual({ daily: true });
  });

  test("leaves what is protected, changed, switched on again, another set's, or only says it is of this set", async () => {
    const kept = { ...spec, protect: true };
    await apply({ ...both, "kept.cron.json": kept, "edited.cron.json": spec, "on.cron.json": spec });
    await run("apply", { "other.cron.json": spec, ...environments("other") }, ["--env", "live", "--yes"]);
    await apply({ ...both, "kept.cron.json": kept, "edited.cron.json": spec }, ["--prune"]);
    for (const [id, cron] of server.crons) {
      if (nameIn(cron.metadata) === "edited") server.crons.set(id, { ...cron, schedule: "1 1 1 1 *" });
      if (nameIn(cron.metadata) === "on") server.crons.set(id, { ...cron, enabled: true });
    }
    const [some] = server.crons.values();
    const forged = "01a20710-b985-764f-9aa5-6381252c94ea";
    const metadata = { langgraph_crons_name: "forged", langgraph_crons_set: "billing" };
    server.crons.set(forged, { ...some, cron_id: forged, metadata });
    const { code, errors, text } = await apply(both, ["--prune", "--grace", "0"]);
    expect(code).toBe(1);
    expect(errors.split("\n").filter((line) => /^\w/.test(line))).toEqual([
      expect.stringMatching(/^conflict {2}edited /),
      expect.stringMatching(/^conflict {2}forged /),
      expect.stringMatching(/^nothing {3}kept /),
      expect.stringMatching(/^conflict {2}on /),
      expect.stringMatching(/^Plan for live/),
    ]);
    expect(text).toMatch(/0 done, 3 unchanged, 3 not done\.$/);
    expect(Object.keys(enabledBy()).sort()).toEqual(["daily", "edited", "forged", "kept", "on", "other", "weekly"]);
    const clash = await apply({ ...both, "other.cron.json": spec });
    expect(clash.errors).toMatch(/^conflict {2}other [\s\S]*The cron of this name belongs to another set, other:/m);
  });

  test("changes nothing at all if more crons would go than --max-delete allows", async () => {
    const many = Object.fromEntries(Array.from({ length: 7 }, (_, at) => [`c${at}.cron.json`, spec]));
    await apply(many);
    const before = writes().length;
    const changed = { "c0.cron.json": { ...spec, schedule: "0 7 1 1 *" } };
    const refused = await apply(changed, ["--prune"]);
    expect(refused).toMatchObject({
      code: 1,
      errors: expect.stringMatching(
        /^Nothing was changed: 6 crons would be .* at most 5 may be\..* --max-delete 6\.$/m,
      ),
    });
    expect(writes().length).toBe(before);
    expect(await apply(changed, ["--prune", "--max-delete", "6"])).toMatchObject({ code: 0 });
    expect(Object.values(enabledBy()).filter((isOn) => isOn)).toHaveLength(1);
  });

  test("takes crons of no set into its own, which is an update", async () => {
    await run("apply", { ...both, ...environments(null) }, ["--env", "live", "--yes"]);
    const plan = await run("plan", live(both), ["--env", "live"]);
    expect(plan.text).toMatch(/^update {4}daily \(\S+\)\n {10}set: "billing"$/m);
    expect((await apply(both)).text).toMatch(/2 done, 0 unchanged, 0 not done\.$/);
    expect(await run("plan", both, ["--url", server.url])).toMatchObject({
      text: expect.stringMatching(/^conflict {2}daily [\s\S]*belongs to the set billing: plan with the environment/m),
    });
  });

  test.each<[readonly string[], string | null, RegExp]>([
    [["--prune"], null, /^langgraph-crons\.json: there is no “set”/],
    [["--grace", "1d"], "billing", /^--grace says how to prune: add --prune\.$/],
    [["--max-delete", "1"], "billing", /^--max-delete says how to prune: add --prune\.$/],
    [["--prune", "--grace", "soon"], "billing", /^--grace takes a time/],
    [["--prune", "--grace", "366d"], "billing", /^--grace takes a time of at most 365 days/],
    [["--prune", "--max-delete", "x"], "billing", /^--max-delete takes a whole number/],
  ])("%j with the set %j is refused before anything is asked", async (args, set, words) => {
    const { code, errors } = await run("apply", { ...both, ...environments(set) }, ["--env", "live", "--yes", ...args]);
    expect([code, errors]).toEqual([2, expect.stringMatching(words)]);
    expect(server.seen).toEqual([]);
  });

  test("needs an environment, and all files of its folder, whichever are planned", async () => {
    expect(await run("plan", both, ["--url", server.url, "--prune"])).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/^--prune needs --env/),
    });
    await apply(both);
    const one = await run("plan", live(both), ["daily.cron.json", "--env", "live", "--prune"]);
    expect(one.text).not.toContain("weekly");
    const broken = { ...daily, "weekly.cron.json": [{ ...spec, name: 5 }] };
    const refused = await run("plan", live(broken), ["daily.cron.json", "--env", "live", "--prune"]);
    expect([refused.code, refused.errors]).toEqual([2, expect.stringMatching(/^weekly\.cron\.json: it can't be read/)]);
  });
});

describe("apply PLAN.json", () => {
  /** What `plan --out` writes, as the next command reads it. */
  async function planned(of: Files, ...args: readonly string[]): Promise<Files> {
    const { code, written } = await run("plan", live(of), ["--env", "live", "--out", "plan.json", ...args]);
    expect(code).toBe(0);
    return { "plan.json": JSON.parse(written[0]?.[1] ?? "") };
  }
  const applied = (of: Files, saved: Files, more: readonly string[] = [], later = 0) =>
    run("apply", { ...live(of), ...saved }, ["plan.json", "--yes", ...more], later);

  test("does exactly the plan, and what was done already only once", async () => {
    await apply(both);
    const changed = { "daily.cron.json": { ...spec, input: { topic: "news" } }, "new.cron.json": spec };
    const saved = await planned(changed, "--prune");
    expect(saved["plan.json"]).toMatchObject({
      format: 1,
      request: { paths: ["."], dialect: null, grace: "7d" },
      summary: { create: 1, update: 1, delete: 1 },
      changes: [
        { name: "daily", prune: null },
        { name: "new" },
        { name: "weekly", file: null, prune: "pause", spec: null },
      ],
    });
    const { code, text } = await applied(changed, saved, ["--json"]);
    expect([code, JSON.parse(text)]).toMatchObject([
      0,
      {
        results: [
          { name: "daily", outcome: "updated" },
          { name: "new", outcome: "created" },
          { name: "weekly", action: "delete", outcome: "paused", deleteFrom: expect.stringMatching(/Z$/) },
        ],
      },
    ]);
    const before = writes().length;
    expect(await applied(changed, saved)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/0 done, 3 unchanged/),
    });
    // Its grace is over, but that was not planned.
    expect(await applied(changed, saved, [], 9)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/0 done, 2 unchanged/),
    });
    expect(writes().length).toBe(before);
    const next = await planned(changed, "--prune");
    expect(await applied(changed, next, [], 9)).toMatchObject({
      code: 0,
      text: expect.stringMatching(/0 done, 2 unch/),
    });
    expect(writes().length).toBe(before);
  });

  test("leaves what has moved, and does the rest", async () => {
    await apply({ ...both, "gone.cron.json": spec });
    const changed = { ...both, "daily.cron.json": { ...spec, input: { topic: "news" } } };
    const saved = await planned(changed, "--prune");
    for (const [id, cron] of server.crons) {
      if (nameIn(cron.metadata) === "daily") server.crons.set(id, { ...cron, enabled: false });
      if (nameIn(cron.metadata) === "gone") server.crons.set(id, { ...cron, schedule: "1 1 1 1 *" });
    }
    const { code, text } = await applied(changed, saved);
    expect([code, text.split("\n")]).toEqual([
      1,
      [
        expect.stringMatching(/^daily: Left as it is: it has changed on the server since this plan/),
        expect.stringMatching(/^gone: Left as it is/),
        "Applied to live (URL): 0 done, 1 unchanged, 2 not done.",
      ],
    ]);
    expect(enabledBy()).toEqual({ daily: false, weekly: true, gone: true });
  });

  test("refuses specs, servers, sets and versions that are not the plan's", async () => {
    const saved = await planned(both);
    const file = saved["plan.json"] as Record<string, unknown>;
    const other = { ...both, "daily.cron.json": { ...spec, input: { topic: "news" } } };
    expect(await applied(other, saved)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/: daily\. Plan again\.$/),
    });
    expect(await applied({ ...both, "x.cron.json": spec }, saved)).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/: x\. Plan again\.$/),
    });
    const protect = { ...both, "daily.cron.json": { ...spec, protect: true } };
    expect(await applied(protect, saved)).toMatchObject({ code: 1 });
    const refusals: readonly (readonly [Files, readonly string[], RegExp])[] = [
      [{ "plan.json": { ...file, format: 2 } }, [], /made by another version/],
      [{ "plan.json": { ...file, changes: [{ name: 1 }] } }, [], /not a plan as plan --out writes it/],
      [{ "plan.json": { ...file, target: { url: "http://127.0.0.1:1", environment: "live" } } }, [], /not for URL/],
      [
        { "plan.json": { ...file, target: { url: "http://a.example", environment: null } } },
        [],
        /Give that with --url/,
      ],
      [{ "plan.json": { ...file, set: "theirs" } }, [], /another set of crons/],
      [saved, ["--prune"], /leave out --prune/],
    ];
    for (const [of, args, words] of refusals) {
      expect(await applied(both, of, args)).toMatchObject({ code: 2, errors: expect.stringMatching(words) });
    }
    expect(writes()).toEqual([]);
  });

  test("holds no value of a placeholder, of a header and of a parameter", async () => {
    const secret = "sk-abcdefghijklmnopqrstuvwxyz0123456789";
    const with$ = (value: string) => ({
      "daily.cron.json": { ...spec, headers: { "x-key": value }, params: { k: value } },
    });
    const saved = await planned(with$(secret));
    expect(JSON.stringify(saved)).not.toContain(secret);
    const specsOf = (of: Files) =>
      (of["plan.json"] as { changes: readonly { spec: string }[] }).changes.map(({ spec: hash }) => hash);
    expect(specsOf(await planned(with$("x")))).toEqual(specsOf(saved));
  });
});
