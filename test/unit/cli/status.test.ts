import { afterEach, describe, expect, test } from "vitest";
import { commandTable } from "../../../src/cli/commandTable";
import { nameUuid } from "../../../src/core/base/nameUuid";
import { attentionOf } from "../../../src/core/health/attention";
import type { Health } from "../../../src/core/health/health";
import { healthKindTexts } from "../../../src/core/health/healthTexts";
import type { Cron, Thread } from "../../../src/core/server/cron";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../fixtures/cronWith";
import { hostileTexts } from "../../fixtures/hostileTexts";
import { ownRunWith } from "../../fixtures/runWith";
import { threadWith } from "../../fixtures/threadWith";
import { cliRun } from "../../support/cliRun";
import type { ScriptedServer } from "../../support/scriptedServer";
import { startMemoryHttp } from "../support/memoryHttp";
import { MemoryServer } from "../support/memoryServer";

const minute = 60_000;
const start = Date.parse("2026-11-30T12:30:30Z");
const hour = start - 30.5 * minute;
const iso = (moment: number) => new Date(moment).toISOString();
const clock = { now: () => start, sleep: async () => undefined };
const idOf = (name: string) => nameUuid("6ba7b821-9dad-11d1-80b4-00c04fd430c8", name);
const hourly = { schedule: "0 * * * *", next_run_date: iso(start + 29.5 * minute) };

let http: ScriptedServer | undefined;
afterEach(async () => {
  await http?.close();
  http = undefined;
});

/** Runs a command on a server. */
async function run(memory: MemoryServer, command: string, args: readonly string[], env = {}) {
  http ??= await startMemoryHttp(memory);
  const { url } = http;
  const ended = await cliRun([command, ...args, "--url", url], { clock, env });
  return { ...ended, text: ended.out.join("\n").replaceAll(url, "URL"), errors: ended.err.join("\n") };
}

function add(memory: MemoryServer, name: string, cron: Partial<Cron>, thread?: Partial<Thread>) {
  const cron_id = idOf(name);
  const thread_id = thread === undefined ? null : idOf(`thread of ${name}`);
  const metadata = { [metadataKeys.name]: name };
  memory.crons.set(cron_id, cronWith({ ...hourly, cron_id, thread_id, metadata, ...cron }));
  const updated_at = iso(hour + 5_000);
  if (thread_id !== null) memory.threads.push(threadWith({ thread_id, updated_at, ...thread }));
  const runOf = (at: number, status: "success" | "error") =>
    ownRunWith({ cron_id, thread_id: thread_id ?? "", created_at: iso(at), updated_at: iso(at + 5_000), status });
  return {
    cron_id,
    runs: (...all: readonly ReturnType<typeof runOf>[]) => memory.runs.set(thread_id ?? "", [...all]),
    runOf,
  };
}

/** One of each health that shows without a wait. */
function oneOfEach(): MemoryServer {
  const memory = new MemoryServer();
  add(memory, "well", {}, {});
  const failed = add(
    memory,
    "failed",
    {},
    { status: "error", error: { error: "KeyError", message: "'topic'\n::error::x" } },
  );
  failed.runs(failed.runOf(hour, "error"), failed.runOf(hour - 60 * minute, "error"), failed.runOf(0, "success"));
  add(memory, "asks", {}, { status: "interrupted", interrupts: [{ id: "1", value: "Publish?" }] });
  memory.runs.set(idOf("thread of asks"), [
    ownRunWith({
      cron_id: idOf("asks"),
      thread_id: idOf("thread of asks"),
      created_at: iso(hour),
      updated_at: iso(hour + 5_000),
    }),
  ]);
  add(memory, "late", { next_run_date: iso(start - 10 * minute) });
  const missed = add(memory, "missed", {}, { updated_at: iso(hour - 59 * minute) });
  missed.runs(missed.runOf(hour - 60 * minute, "success"));
  add(memory, "never", { next_run_date: null });
  add(memory, "twice", {});
  memory.crons.set(idOf("other"), { ...cronWith({ ...memory.crons.get(idOf("twice")) }), cron_id: idOf("other") });
  add(memory, "paused", { enabled: false });
  add(memory, "over", { end_time: iso(start - minute) });
  add(memory, "endless", { schedule: "0 0 1 1 * 0 2025", next_run_date: iso(start - 5_000) });
  return memory;
}

describe("status", () => {
  test("prints each cron that is not well with its reason, and fails", async () => {
    const { code, errors, text } = await run(oneOfEach(), "status", []);
    expect([code, errors]).toEqual([1, ""]);
    expect(text.split("\n")).toEqual([
      "endless: Its schedule has ended, so the server starts it every few seconds. Pause or delete it. [endless]",
      "failed: Its last 2 runs failed, the first 2026-11-30T11:00:00Z. KeyError: 'topic' ::error::x. [failed]",
      "late: It was due 2026-11-30T12:20:30Z, and the server has not started it. The server's scheduler may have stopped. [late]",
      "missed: The server let its last time pass without a run, 2026-11-30T12:00:00Z. [missed]",
      "never: The server knows no next run for it. [never]",
      "asks: Its last run stopped to ask a person and has waited since 2026-11-30T12:00:05Z. [waits]",
      "twice (4633b562-2f9d-55de-98e8-ed387a92a863): Another cron of the same spec is also enabled, so each run costs twice. [duplicate]",
      "twice (8d2fdf5d-7331-5702-b419-c34f4de91ad4): Another cron of the same spec is also enabled, so each run costs twice. [duplicate]",
      "11 checked at URL: 1 starts every few seconds, 1 failed, 1 late, 1 missed, 1 never runs, 1 waits for a person, 2 duplicate, 1 scheduled, 1 paused, 1 ended. Failures: 8.",
      "Crons whose runs the server deletes when they end, so that nobody can see here whether these fail: 6.",
    ]);
  });

  test("with one that is well it is done", async () => {
    const memory = new MemoryServer();
    add(memory, "well", {}, {});
    const { code, text } = await run(memory, "status", []);
    expect([code, text]).toEqual([0, "1 checked at URL: 1 scheduled. Failures: 0."]);
  });

  test("without crons it is done, and says so", async () => {
    expect(await run(new MemoryServer(), "status", [])).toMatchObject({ code: 0, text: "There is no cron at URL." });
  });

  test.each<[failOn: string, failing: readonly string[]]>([
    ["failed,late,missed,never,duplicate", ["failed", "late", "missed", "never", "other", "twice"]],
    ["failed", ["failed"]],
    ["waits, ended", ["asks", "over"]],
    ["paused", ["paused"]],
    ["skipped", []],
    ["none", []],
  ])("--fail-on %s decides what counts", async (failOn, failing) => {
    const { code, text } = await run(oneOfEach(), "status", ["--json", "--fail-on", failOn]);
    const { crons, ok } = JSON.parse(text) as { crons: readonly Record<string, unknown>[]; ok: boolean };
    const found = crons
      .filter(({ fails }) => fails)
      .map(({ cron_id, name }) => (cron_id === idOf("other") ? "other" : name));
    expect([code, ok, found.toSorted()]).toEqual([failing.length === 0 ? 0 : 1, failing.length === 0, failing]);
  });

  test.each<[since: string, failing: readonly string[]]>([
    ["24h", ["failed", "late", "missed"]],
    ["10m", ["late"]],
    ["2026-11-30T12:00:05Z", ["failed", "late"]],
    ["2026-11-30T13:00:06+01:00", ["late"]],
  ])("--since %s leaves out what is older", async (since, failing) => {
    const { text } = await run(oneOfEach(), "status", ["--json", "--fail-on", "failed,missed,late", "--since", since]);
    const { crons } = JSON.parse(text) as { crons: readonly Record<string, unknown>[] };
    const found = crons.filter(({ fails }) => fails).map(({ name }) => name);
    expect(found.toSorted()).toEqual(failing);
  });

  test.each([
    [
      "--fail-on",
      "failed,mised",
      /^--fail-on takes words from this list.*failed.*“mised” is not one\. Did you mean missed\?$/,
    ],
    ["--fail-on", "", /“” is not one\.$/],
    ["--since", "yesterday", /^--since takes a time before now/],
    ["--since", "2026-11-30T12:00:05", /^--since/],
    ["--format", "xml", /^--format is human, json, github or markdown/],
  ])("%s %j is refused before anything is asked", async (option, value, message) => {
    const memory = oneOfEach();
    const { code, errors } = await run(memory, "status", [option, value]);
    expect([code, errors]).toEqual([2, expect.stringMatching(message)]);
    expect(memory.requests).toEqual([]);
  });

  test("of one cron, by its name or id", async () => {
    const memory = oneOfEach();
    expect(await run(memory, "status", ["late"])).toMatchObject({
      code: 1,
      text: expect.stringContaining("1 checked"),
    });
    expect(await run(memory, "status", [idOf("well")])).toMatchObject({ code: 0 });
    const { code, errors } = await run(memory, "status", ["lat"]);
    expect([code, errors]).toEqual([2, expect.stringMatching(/^There is no cron “lat” at .* Did you mean late\?$/)]);
  });

  test("as JSON has all that the words rest on", async () => {
    const { text } = await run(oneOfEach(), "status", ["failed", "--json"]);
    expect(JSON.parse(text)).toEqual({
      url: "URL",
      server: { product: "agentServer", version: "0.16.7" },
      asked_at: "2026-11-30T12:30:30Z",
      ok: false,
      counts: { failed: 1 },
      crons: [
        {
          cron_id: idOf("failed"),
          name: "failed",
          assistant_id: "fe096781-5601-53d2-b2f6-0d3403f7e9ca",
          thread_id: idOf("thread of failed"),
          schedule: "0 * * * *",
          timezone: null,
          enabled: true,
          health: "failed",
          attention: "attention",
          fails: true,
          words: "failed 2 in a row",
          details: "Its last 2 runs failed, the first 2026-11-30T11:00:00Z. KeyError: 'topic' ::error::x.",
          evidence: {
            in_a_row: 2,
            at_least: false,
            certain: true,
            since: "2026-11-30T11:00:00Z",
            error: { error: "KeyError", message: "'topic'\n::error::x" },
          },
          next_run: "2026-11-30T13:00:00Z",
          last_run: {
            run_id: expect.any(String),
            thread_id: idOf("thread of failed"),
            result: "failed",
            created_at: "2026-11-30T12:00:00.000Z",
            slot: "2026-11-30T12:00:00Z",
          },
          known_by: "runs",
          unread: false,
        },
      ],
    });
  });

  test("for GitHub annotates each, and adds a table to the summary", async () => {
    const memory = oneOfEach();
    const env = { GITHUB_STEP_SUMMARY: "/tmp/summary" };
    const { appended, out } = await run(memory, "status", ["--format", "github", "--fail-on", "failed"], env);
    expect(out[1]).toBe(
      "::error title=failed%3A failed 2 in a row::failed: Its last 2 runs failed, the first 2026-11-30T11:00:00Z. KeyError: 'topic' ::error::x.",
    );
    expect(out.filter((line) => line.startsWith("::error "))).toHaveLength(1);
    expect(out.find((line) => line.includes("title=late"))).toMatch(/^::warning /);
    expect(appended).toEqual([["/tmp/summary", expect.stringContaining("| `failed` | **failed 2 in a row** |")]]);
  });

  test("as Markdown is a table of all crons, in which texts of the server are code", async () => {
    const { text } = await run(oneOfEach(), "status", ["--format", "markdown"]);
    expect(text.split("\n").filter((line) => line.startsWith("|"))).toHaveLength(2 + 11);
    expect(text).toContain("| `well` | scheduled | Nothing is wrong. | `0 * * * *` | 2026-11-30T13:00:00Z |");
  });

  test("says whose runs nobody can see, and which were not read", async () => {
    const memory = new MemoryServer();
    for (let n = 0; n < 40; n += 1) add(memory, `n${n}`, {}, { status: "error" });
    add(memory, "fleeting", {});
    const { text } = await run(memory, "status", []);
    expect(text).toMatch(/^Crons whose runs were not read.*: \d+\./m);
    expect(text).toMatch(/^Crons whose runs the server deletes.*: 1\.$/m);
  });

  test("says if none of the threads is there that a cron keeps, and does not call it missed", async () => {
    const memory = new MemoryServer();
    add(memory, "kept", { on_run_completed: "keep" });
    const { text } = await run(memory, "status", []);
    expect(text).toMatch(/^Crons whose threads the server does not show.*: 1\.$/m);
    expect(text).toMatch(/1 scheduled/);
  });

  test("says if the server does not show threads, because failures are seen only there", async () => {
    const memory = oneOfEach();
    memory.fails = (method) => (method === "searchThreads" ? { kind: "notFound", detail: "no" } : undefined);
    const { code, text } = await run(memory, "status", ["--fail-on", "failed"]);
    expect([code, text]).toEqual([0, expect.stringMatching(/^Crons whose threads the server does not show.*: 4\.$/m)]);
  });

  test("names all words in its help, and first those that need attention", () => {
    const { help } = commandTable.status.options["fail-on"];
    const words = Object.keys(healthKindTexts);
    for (const word of words) expect(help).toContain(word);
    const named = help.replace(/^[^:]*: /, "").split(/, |; /);
    const level = (kind: string) => attentionOf({ kind } as Health);
    expect(named.slice(0, 8).map(level)).toEqual(Array.from({ length: 8 }, () => "attention"));
    expect(words.filter((kind) => level(kind) === "attention")).toHaveLength(8);
  });

  test("a server that is gone is exit 3, one that refuses exit 1", async () => {
    const memory = oneOfEach();
    await run(memory, "status", []);
    await http?.close();
    expect(await run(memory, "status", [])).toMatchObject({ code: 3, text: "" });
    http = undefined;
    memory.info = { ...memory.info, hasCrons: false };
    expect(await run(memory, "status", [])).toMatchObject({ code: 1, errors: expect.stringContaining("no cron") });
  });

  test("takes 25 requests over HTTP for 5,000 crons at most", async () => {
    const memory = new MemoryServer();
    for (let n = 0; n < 5_000; n += 1) add(memory, `n${n}`, {}, { status: n % 3 === 0 ? "error" : "idle" });
    const { code, text } = await run(memory, "status", []);
    expect([code, http?.seen.length]).toEqual([1, expect.any(Number)]);
    expect(http?.seen.length).toBeLessThanOrEqual(25);
    expect(text).toContain("5000 checked at URL");
  });
});

describe("texts of a server", () => {
  const hostile = hostileTexts.map((text) => text.slice(0, 2_000));

  function memoryWith(texts: readonly string[]): MemoryServer {
    const memory = new MemoryServer();
    for (const [n, text] of texts.entries()) {
      const error = { error: text, message: text };
      const { runs, runOf } = add(
        memory,
        `n${n}`,
        { metadata: { [metadataKeys.name]: `${n} ${text}` } },
        { status: "error", error },
      );
      runs(runOf(hour, "error"));
    }
    return memory;
  }

  test.each(["human", "github", "markdown", "json"])("are no commands, and steer no terminal: %s", async (format) => {
    for (let from = 0; from < hostile.length; from += 10) {
      const { out } = await run(memoryWith(hostile.slice(from, from + 10)), "status", ["--format", format]);
      await http?.close();
      http = undefined;
      for (const line of out.flatMap((text) => text.split("\n"))) {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
        expect(line).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|##\[/);
        if (format !== "github") expect(line).not.toMatch(/^\s*::/);
        else expect(line).toMatch(/^(::(error|warning|notice) title=[^,:]*::|\d|Crons )/);
      }
    }
  });
});

describe("list", () => {
  test("has a row for each cron, the worst first", async () => {
    const { code, out } = await run(oneOfEach(), "list", []);
    expect([code, out.length]).toEqual([0, 1 + 11]);
    expect(out[0]).toMatch(/^NAME +HEALTH +NEXT RUN +SCHEDULE +ID$/);
    expect(out[1]).toMatch(/^endless +starts every few seconds +- +0 0 1 1 \* 0 2025 +[\w-]+$/);
    expect(out[2]).toMatch(/^failed +failed 2 in a row +2026-11-30T13:00:00Z +0 \* \* \* \* +[\w-]+$/);
  });

  test("as JSON is a list", async () => {
    const { text } = await run(oneOfEach(), "list", ["--json"]);
    const all = JSON.parse(text) as readonly Record<string, unknown>[];
    expect(all).toHaveLength(11);
    expect(all[0]).toMatchObject({ name: "endless", health: "endless" });
    expect(all[0]).not.toHaveProperty("fails");
  });
});

describe("runs", () => {
  test("shows the newest, with what became of them", async () => {
    const { code, errors, out } = await run(oneOfEach(), "runs", ["failed"]);
    expect([code, errors]).toEqual([0, ""]);
    expect(out[0]).toMatch(/^STARTED +FOR +RESULT +TOOK +RUN +ERROR$/);
    expect(out[1]).toMatch(
      /^2026-11-30T12:00:00Z +2026-11-30T12:00:00Z +failed +5\.0s +run of .* +KeyError: 'topic' ::error::x$/,
    );
    expect(out).toHaveLength(4);
  });

  test("of a run that waits for a person says so", async () => {
    expect((await run(oneOfEach(), "runs", [idOf("asks")])).out[1]).toMatch(/ waits +5\.0s /);
  });

  test("has as many as are asked for, and says if there are more", async () => {
    const { errors, out } = await run(oneOfEach(), "runs", ["failed", "--count", "1"]);
    expect([out.length, errors]).toEqual([2, "There are older ones: --count shows more."]);
    const { text } = await run(oneOfEach(), "runs", ["failed", "--count", "2", "--json"]);
    expect(JSON.parse(text)).toMatchObject({
      cron_id: idOf("failed"),
      name: "failed",
      deletes_runs: false,
      complete: false,
      runs: [{ result: "failed", took_seconds: 5, late_seconds: 0, slot: "2026-11-30T12:00:00Z" }, {}],
    });
  });

  test("reads on for more than a page", async () => {
    const memory = new MemoryServer();
    const { runOf, runs } = add(memory, "many", { schedule: "* * * * *" }, {});
    runs(...Array.from({ length: 250 }, (_, n) => runOf(hour - n * minute, "success")));
    expect((await run(memory, "runs", ["many", "--count", "240"])).out).toHaveLength(241);
  });

  test("are told by a server that can't search threads", async () => {
    const memory = oneOfEach();
    memory.fails = (method) => (method === "searchThreads" ? { kind: "notFound", detail: "Not Found" } : undefined);
    const { code, errors, out } = await run(memory, "runs", ["failed"]);
    expect([code, errors, out[1]]).toEqual([0, "", expect.stringMatching(/ failed +5\.0s /)]);
  });

  test("of a cron that keeps its threads are found by their name", async () => {
    const memory = new MemoryServer();
    const metadata = { [metadataKeys.name]: "kept" };
    memory.crons.set(idOf("k"), cronWith({ ...hourly, cron_id: idOf("k"), metadata, on_run_completed: "keep" }));
    memory.threads.push(threadWith({ thread_id: idOf("t"), metadata, created_at: iso(hour), updated_at: iso(hour) }));
    memory.runs.set(idOf("t"), [
      ownRunWith({ cron_id: idOf("k"), thread_id: idOf("t"), created_at: iso(hour), updated_at: iso(hour) }),
    ]);
    expect((await run(memory, "runs", ["kept"])).out[1]).toMatch(/ succeeded +0\.0s /);
  });

  test.each([
    ["late", 0, /^The server deletes each run of late when it ends/],
    ["never-heard", 2, /^There is no cron “never-heard”/],
    ["twice", 2, /^There are 2 crons “twice” at .* Give the id of one: [\w-]+, [\w-]+$/],
  ])("of %s there are none to show (exit %d)", async (cron, code, message) => {
    expect(await run(oneOfEach(), "runs", [cron])).toMatchObject({
      code,
      text: "",
      errors: expect.stringMatching(message),
    });
  });
});
