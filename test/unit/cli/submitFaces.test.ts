import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/base/json";
import { cliRun } from "../../support/cliRun";
import { type Quirks, reportId, type SmallHttpServer, startSmallHttpServer } from "../../support/smallHttpServer";

/** How a submit ends that meets a server with ways of its own, as scripts and people see it. */
const spec = { thread_id: null, assistant_id: "report", schedule: "27 15 1 1 *", input: { topic: "CI" } };
let server: SmallHttpServer;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-faces-"));
  server = await startSmallHttpServer();
});

afterEach(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

function submit(file: unknown, ...more: readonly string[]) {
  return submitOf({ "a.cron.json": file }, "a.cron.json", ...more);
}

/** Of a folder with these files. */
function submitOf(files: Readonly<Record<string, unknown>>, file: string, ...more: readonly string[]) {
  return cliRun(["submit", file, "--url", server.url, ...more], { files, env: { XDG_STATE_HOME: folder } });
}

const quirks = (change: Quirks) => {
  server.quirks = change;
};

test("a good server: created, unchanged, updated, and nothing on standard error", async () => {
  expect(await submit(spec)).toMatchObject({
    code: 0,
    err: [],
    out: [expect.stringMatching(/^a: created .*, next run 20/)],
  });
  expect(await submit(spec)).toMatchObject({ code: 0, err: [], out: [expect.stringMatching(/^a: unchanged /)] });
  const changed = { ...spec, schedule: "0 9 1 1 *" };
  expect(await submit(changed)).toMatchObject({
    code: 0,
    out: [expect.stringMatching(/^a: updated .* \(schedule\), /)],
  });
  expect(server.crons.size).toBe(1);
});

describe("a server that is busy for an hour", () => {
  const busy = { status: 429, json: { detail: "slow down" }, headers: { "retry-after": "3600" } };

  test.each([
    ["when it is asked who it is", "/info"],
    ["when its crons are looked for", "/runs/crons/search"],
    ["when a cron is to be created", "/runs/crons"],
  ])("%s: this is printed at once, without a wait", async (_, path) => {
    quirks({ before: (request) => (request.path === path ? busy : undefined) });
    const { code, err } = await submit(spec);
    expect([code, err.join("\n")]).toEqual([1, expect.stringMatching(/busy \(429\) and asks to wait 60 minutes\./)]);
    expect(server.seen.filter((request) => request.path === path).length).toBe(1);
  });
});

test("warnings that only the server can know are printed, and stop nothing", async () => {
  quirks({
    before: ({ path }) =>
      path === `/assistants/${reportId}/schemas`
        ? { status: 200, json: { input_schema: { type: "object", properties: { topic: { type: "number" } } } } }
        : undefined,
  });
  const { code, err } = await submit(spec);
  expect([code, err]).toEqual([
    0,
    [expect.stringMatching(/^a\.cron\.json:\d+:\d+: warning: .*\[server\.wrong-type\]$/)],
  ]);
});

test("an unknown assistant is refused by the server itself, once", async () => {
  quirks({
    before: ({ method, path }) =>
      method === "POST" && path === "/runs/crons"
        ? { status: 404, json: { detail: "Assistant 'nobody' not found" } }
        : undefined,
  });
  const { code, err, out } = await submit({ ...spec, assistant_id: "nobody" }, "--format", "github");
  expect([code, err.length]).toEqual([1, 1]);
  expect(out).toEqual([expect.stringMatching(/^::error file=a\.cron\.json,line=3,.*title=a::/)]);
});

describe("a spec file that was renamed", () => {
  const names = () => [...server.crons.values()].map(({ metadata }) => (metadata as JsonObject).langgraph_crons_name);

  beforeEach(async () => {
    await submitOf({ "old.cron.json": spec }, "old.cron.json");
  });

  test("leaves a cron behind that keeps running, which is reported with advice", async () => {
    const { code, err, out } = await submitOf({ "new.cron.json": spec }, "new.cron.json");
    const [old] = server.crons.keys();
    expect([code, out]).toEqual([0, [expect.stringMatching(/^new: created /)]]);
    expect(err).toEqual([
      expect.stringMatching(new RegExp(`^new: .*“old” \\(${old}\\).*without a spec file here.*--adopt`)),
    ]);
    expect(names()).toEqual(["old", "new"]);
  });

  test("as JSON too", async () => {
    const { out } = await submitOf({ "new.cron.json": spec }, "new.cron.json", "--json");
    expect(JSON.parse(out.join(""))).toMatchObject([{ outcome: "created", same_as: [{ name: "old" }] }]);
  });

  test("with --adopt the cron gets the new name, and stays the only one", async () => {
    const { code, err, out } = await submitOf({ "new.cron.json": spec }, "new.cron.json", "--adopt");
    expect([code, names()]).toEqual([0, ["new"]]);
    expect(err).toEqual([expect.stringMatching(/^new: .*“old” before.* has the new name now/)]);
    expect(out).toEqual([expect.stringMatching(/^new: unchanged /)]);
  });

  test.each([[[]], [["--adopt"]]])("another identical spec that still exists is not an old name: %j", async (more) => {
    const files = { "new.cron.json": spec, "old.cron.json": spec };
    expect(await submitOf(files, "new.cron.json", ...more)).toMatchObject({ code: 0, err: [] });
    expect(names()).toEqual(["old", "new"]);
  });

  test("nothing is reported for a different cron, or for one that was changed since", async () => {
    const other = { ...spec, schedule: "0 9 1 1 *" };
    expect(await submitOf({ "new.cron.json": other }, "new.cron.json")).toMatchObject({ code: 0, err: [] });
    const [id = "", cron] = [...server.crons][0] ?? [];
    server.crons.set(id, { ...cron, schedule: "5 5 5 5 *" });
    expect(await submitOf({ "newer.cron.json": spec }, "newer.cron.json", "--adopt")).toMatchObject({
      code: 0,
      err: [],
    });
  });
});

describe("a cron that a script created, without a name", () => {
  const body = { assistant_id: reportId, schedule: spec.schedule, input: spec.input };
  const create = () => fetch(`${server.url}/runs/crons`, { method: "POST", body: JSON.stringify(body) });

  beforeEach(async () => {
    await create();
  });

  test("gets no second one beside it: it is reported, with the way to take it over", async () => {
    const [id] = server.crons.keys();
    const { code, out } = await submit(spec);
    expect([code, server.crons.size]).toEqual([1, 1]);
    expect(out).toEqual([expect.stringMatching(new RegExp(`^a: Not created: .*\\(${id}\\)\\. Submit with --adopt`))]);
    const json = await submit(spec, "--json");
    expect(JSON.parse(json.out.join(""))).toEqual([{ name: "a", outcome: "needsAdopt", cron_ids: [id] }]);
  });

  test("with --adopt it gets the name, and the next submit finds it", async () => {
    const [id] = server.crons.keys();
    const { code, out } = await submit(spec, "--adopt");
    expect([code, [...server.crons.keys()]]).toEqual([0, [id]]);
    expect(out.join("")).toMatch(new RegExp(`^a: \\w+ ${id}.*now has this name`));
    expect((await submit(spec)).out).toEqual([expect.stringMatching(/^a: unchanged /)]);
  });
});

describe("a server that does not apply all of a change", () => {
  test("is reported with what it did not apply, and with advice; exit 1", async () => {
    await submit({ ...spec, end_time: "2099-01-01T00:00:00Z" });
    quirks({ ignoresInPatch: ["end_time"] });
    const { code, out } = await submit(spec);
    expect(code).toBe(1);
    expect(out).toEqual([expect.stringMatching(/^a: updated .*The server did not apply end_time.*Only a new cron/)]);
    const json = await submit(spec, "--json");
    expect([json.code, JSON.parse(json.out.join(""))]).toMatchObject([1, [{ notTaken: ["end_time"] }]]);
  });
});

describe("a server with other time-zone data", () => {
  const zoned = { ...spec, timezone: "America/Vancouver" };
  const hourLater = { nextRun: (right: number) => right + 3_600_000 };

  test("leaves the cron paused, with both times, the cause and the way to accept them", async () => {
    quirks(hourLater);
    const { code, out } = await submit(zoned);
    expect(code).toBe(1);
    expect(out).toEqual([
      expect.stringMatching(/^a: Left paused.*next run .* there, .*time-zone data differs.*--accept-server-times/),
    ]);
    expect([...server.crons.values()]).toMatchObject([{ enabled: false }]);
  });

  test("with --accept-server-times it is switched on, and stays on at the next submit", async () => {
    quirks(hourLater);
    expect(await submit(zoned, "--accept-server-times")).toMatchObject({ code: 0 });
    expect([...server.crons.values()]).toMatchObject([{ enabled: true }]);
    expect(await submit(zoned)).toMatchObject({ code: 0, out: [expect.stringMatching(/^a: unchanged /)] });
  });
});

test("a server that can't pause crons leads to a warning before the submit, which goes on", async () => {
  quirks({ version: "0.7.20" });
  const { code, err } = await submit(spec);
  expect([code, err[0]]).toEqual([0, expect.stringMatching(/^a: This server \(version 0\.7\.20\) can't pause crons/)]);
});

test("a create that fails each time prints its waits, and ends soon", async () => {
  quirks({
    before: ({ method, path }) =>
      method === "POST" && path === "/runs/crons" ? { status: 500, json: { detail: "boom" } } : undefined,
  });
  const { code, err } = await submit(spec);
  const creates = server.seen.filter(({ method, path }) => method === "POST" && path === "/runs/crons");
  expect([code, creates.length <= 3]).toEqual([1, true]);
  expect(err[0]).toMatch(/^a: The server failed \(500\): boom\. Waiting 25 seconds, .*\(try 1\)…$/);
}, 120_000);
