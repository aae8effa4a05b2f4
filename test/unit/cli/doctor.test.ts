import { afterEach, describe, expect, test } from "vitest";
import { nameUuid } from "../../../src/core/base/nameUuid";
import type { Cron, Run, Thread } from "../../../src/core/server/cron";
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
const lastHour = start - 30.5 * minute;
const iso = (moment: number) => new Date(moment).toISOString();
const clock = { now: () => start, sleep: async () => undefined };
const idOf = (name: string) => nameUuid("6ba7b821-9dad-11d1-80b4-00c04fd430c8", name);
const canary = "canary-of-a-key";

let http: ScriptedServer | undefined;
afterEach(async () => {
  await http?.close();
  http = undefined;
});

async function doctor(memory: MemoryServer, args: readonly string[], date?: number) {
  http = await startMemoryHttp(memory, date);
  const { url } = http;
  const env = { LANGGRAPH_API_KEY: canary };
  const ended = await cliRun(["doctor", ...args, "--url", url], { clock, env });
  expect(JSON.stringify(ended)).not.toContain(canary);
  return { ...ended, text: ended.out.join("\n").replaceAll(url, "URL"), requests: http.seen.length };
}

function add(
  memory: MemoryServer,
  name: string,
  cron: Partial<Cron>,
  thread: Partial<Thread>,
  runs: readonly Partial<Run>[],
) {
  const [cron_id, thread_id] = [idOf(name), idOf(`thread of ${name}`)];
  const metadata = { [metadataKeys.name]: name };
  const hourly = { schedule: "0 * * * *", next_run_date: iso(lastHour + 60 * minute), payload: { input: { name } } };
  memory.crons.set(cron_id, cronWith({ ...hourly, cron_id, thread_id, metadata, ...cron }));
  memory.threads.push(threadWith({ thread_id, updated_at: iso(lastHour + 5_000), ...thread }));
  const own = { cron_id, thread_id, created_at: iso(lastHour + 2_000), updated_at: iso(lastHour + 5_000) };
  memory.runs.set(
    thread_id,
    runs.map((run) => ownRunWith({ ...own, ...run })),
  );
}

const error = { error: "KeyError", message: "'topic' of Ms. Smith" };

function someServer(): MemoryServer {
  const memory = new MemoryServer();
  memory.metrics = { pending: 0, running: 0, longestWait: null, longestUnblockedWait: null, workers: null };
  memory.assistants = [{ assistant_id: cronWith({}).assistant_id, graph_id: "look", name: "look" }];
  add(memory, "well", {}, {}, [{}]);
  add(memory, "failed", {}, { status: "error", error }, [{ status: "error" }]);
  add(memory, "empty", { payload: {} }, { status: "error", error: { ...error, error: "EmptyInputError" } }, [
    { status: "error" },
  ]);
  add(memory, "paused", { enabled: false }, {}, []);
  return memory;
}

describe("doctor", () => {
  test("says of one cron why it does not run: an issue's text, without ids, arguments and what a graph has said", async () => {
    const { code, requests, text } = await doctor(someServer(), ["failed"]);
    expect([code, requests]).toEqual([1, expect.any(Number)]);
    expect(requests).toBeLessThanOrEqual(7);
    expect(text.split("\n")).toEqual([
      "Agent Server 0.16.7, 2026-11-30T12:30:30Z, crons examined: 1. Found: 1 error.",
      "",
      "## `failed` (`678c…bd0e09`), `0 * * * *`",
      "",
      "- **error** (failed): Its last run failed.",
      "  - Seen: 1 of its last 1 known runs failed.",
      "  - Seen: The error: `KeyError`.",
      "  - To do: Look at its runs: `langgraph-crons runs 678c…bd0e09 --url …`",
    ]);
  });

  test("--details quotes the server, with whole ids", async () => {
    const { text } = await doctor(someServer(), ["failed", "--details"]);
    expect(text).toContain("Said: `KeyError`: `'topic' of Ms. Smith`.");
    expect(text).toContain(`\`langgraph-crons runs ${idOf("failed")} --url URL\``);
  });

  test("says that nothing was found", async () => {
    const { code, text } = await doctor(someServer(), ["well"]);
    expect([code, text.split("\n")]).toEqual([
      0,
      [
        "Agent Server 0.16.7, 2026-11-30T12:30:30Z, crons examined: 1. Found: nothing wrong.",
        "",
        "## `well` (`c93f…900379`), `0 * * * *`",
        "",
        "- Nothing is wrong. Next run: 2026-11-30T13:00:00Z.",
      ],
    ]);
  });

  test("of all crons as JSON, with the requests that help", async () => {
    const { code, text } = await doctor(someServer(), ["--json"]);
    const { found, ...rest } = JSON.parse(text) as { readonly found: readonly Record<string, unknown>[] };
    expect([code, rest]).toEqual([
      1,
      {
        url: "URL",
        server: { product: "agentServer", version: "0.16.7" },
        asked_at: "2026-11-30T12:30:30Z",
        ok: false,
        examined: 4,
        unknown: [],
      },
    ]);
    expect(found.map(({ cause, name }) => [name, cause]).toSorted()).toEqual([
      ["empty", "badInput"],
      ["empty", "failed"],
      ["failed", "failed"],
    ]);
    expect(found.find(({ name }) => name === "failed")).toEqual({
      cause: "failed",
      severity: "error",
      cron_id: idOf("failed"),
      name: "failed",
      message: "Its last run failed.",
      evidence: ["1 of its last 1 known runs failed.", "The error: KeyError."],
      unknown: [],
      remedies: [{ action: "openRun", run_id: expect.any(String), thread_id: idOf("thread of failed") }],
    });
  });

  test("a paused cron is told to whoever asks about it, with the request that switches it on", async () => {
    const { code, text } = await doctor(someServer(), ["paused", "--json"]);
    expect([code, JSON.parse(text).found]).toMatchObject([
      0,
      [
        {
          cause: "paused",
          severity: "info",
          remedies: [
            {
              action: "resume",
              request: {
                method: "PATCH",
                path: `/runs/crons/${idOf("paused")}`,
                body: { enabled: true, schedule: "0 * * * *" },
              },
            },
          ],
        },
      ],
    ]);
  });

  const hours = (...ago: readonly number[]) =>
    ago.map((hour) => {
      const created = lastHour - hour * 60 * minute + 2_000;
      return { run_id: `run ${hour}`, created_at: iso(created), updated_at: iso(created + 3_000) };
    });

  test.each<[cause: string, evidence: RegExp, runs: readonly Partial<Run>[]]>([
    [
      "firedTwice",
      /^For 2026-11-30T11:00:00Z there are 2 runs: again, run 1\.$/,
      [...hours(0), { ...hours(1)[0], run_id: "again" }, ...hours(1, 2)],
    ],
    ["everySecond", /^Without a run: .*2026-11-30T11:00:00Z\. With one: .*2026-11-30T12:00:00Z\.$/, hours(0, 2, 4, 6)],
  ])("a server that starts crons in the wrong order is found: %s", async (cause, evidence, runs) => {
    const memory = someServer();
    add(memory, "astray", {}, {}, runs);
    const { code, text } = await doctor(memory, ["astray", "--json"]);
    expect([code, JSON.parse(text).found]).toMatchObject([1, [{ cause, evidence: [expect.stringMatching(evidence)] }]]);
    memory.runs.set(idOf("thread of astray"), memory.runs.get(idOf("thread of astray"))?.slice(0, 1) ?? []);
    await http?.close();
    expect((await doctor(memory, ["astray"])).code).toBe(0);
  });

  /** No server that can be installed does these any more, or only after minutes: `docs/doctor.md` says why. */
  test.each<[causes: readonly string[], title: string, stage: (memory: MemoryServer) => void]>([
    [
      ["schedulerLags"],
      "each start is five minutes late",
      (memory) => {
        memory.crons.clear();
        const late = [0, 1, 2].map((hour) => lastHour - hour * 60 * minute + 5 * minute);
        add(
          memory,
          "lags",
          {},
          {},
          late.map((at) => ({ run_id: `run ${at}`, created_at: iso(at), updated_at: iso(at) })),
        );
      },
    ],
    [
      ["zoneIgnored"],
      "a server older than time zones",
      (memory) => {
        memory.crons.clear();
        memory.info = { ...memory.info, version: "0.7.60" };
        add(memory, "zoned", { timezone: "Europe/Berlin", created_at: iso(start), updated_at: iso(start) }, {}, []);
      },
    ],
    [
      ["never"],
      "a date that never comes",
      (memory) => add(memory, "never", { schedule: "0 0 31 2 *", next_run_date: null }, {}, []),
    ],
    [
      ["webhookBlocked"],
      "a webhook that is never called",
      (memory) => add(memory, "hook", { payload: { input: {}, webhook: "http://169.254.169.254/" } }, {}, [{}]),
    ],
    [
      ["assistantGone"],
      "an assistant that is not there",
      (memory) => add(memory, "orphan", { assistant_id: idOf("gone") }, {}, [{}]),
    ],
    [
      ["threadGone"],
      "a thread that is not there",
      (memory) => {
        add(memory, "homeless", { created_at: iso(start), updated_at: iso(start) }, {}, []);
        memory.threads.pop();
      },
    ],
  ])("a scripted server shows %j: %s", async (causes, _title, stage) => {
    const memory = someServer();
    for (const name of ["failed", "empty"]) memory.crons.delete(idOf(name));
    expect(JSON.parse((await doctor(memory, ["--json"])).text).found).toEqual([]);
    await http?.close();
    stage(memory);
    const { found } = JSON.parse((await doctor(memory, ["--json"])).text) as { found: { cause: string }[] };
    expect(found.map(({ cause }) => cause)).toEqual(causes);
  });

  test("a server whose clock is behind is told so, from its answers", async () => {
    const { code, text } = await doctor(someServer(), ["well"], start - 10 * minute);
    expect([code, text]).toEqual([0, expect.stringMatching(/\(clocks\): The server's clock is 59\d seconds behind/)]);
  });

  test("a name that no cron has is a mistake", async () => {
    const { code, err } = await doctor(someServer(), ["faild"]);
    expect([code, err]).toEqual([2, [expect.stringMatching(/no cron “faild”.*Did you mean failed\?/)]]);
  });

  test("a refused key, no crons and no server are causes, too", async () => {
    const refused = someServer();
    refused.fails = (method) =>
      method === "searchCrons" ? { kind: "unauthorized", status: 403, detail: "no", keySent: true } : undefined;
    const { code, text } = await doctor(refused, ["failed"]);
    expect([code, text]).toEqual([1, expect.stringMatching(/\(keyRefused\): .*refused the key.*\n.*--api-key-env/)]);
    const none = someServer();
    none.info = { ...none.info, hasCrons: false };
    expect(await doctor(none, ["--json"])).toMatchObject({ code: 1, text: expect.stringContaining('"noCrons"') });
    const { url = "" } = http ?? {};
    await http?.close();
    const gone = await cliRun(["doctor", "--url", url], { clock });
    expect([gone.code, gone.out.join("\n")]).toEqual([3, expect.stringContaining("(unread)")]);
  });

  test("sends 27 requests for 5,000 crons at most, and says whose runs it has not read", async () => {
    const memory = someServer();
    for (let n = 0; n < 5_000; n += 1) add(memory, `n${n}`, {}, { status: n % 3 === 0 ? "error" : "idle" }, [{}]);
    const { requests, text } = await doctor(memory, []);
    expect(requests).toBeLessThanOrEqual(27);
    expect(text).toMatch(/^- Crons whose runs were not read.*: \d+\.$/m);
  });

  test.each(["--json", "--details"])("texts of a server are no commands, and steer no terminal: %s", async (option) => {
    const memory = someServer();
    for (const [n, long] of hostileTexts.entries()) {
      const text = long.slice(0, 2_000);
      const metadata = { [metadataKeys.name]: `${n} ${text}` };
      const told = { status: "error", error: { error: text, message: text } } as const;
      add(memory, `n${n}`, { metadata, schedule: text }, told, [{ status: "error" }]);
    }
    const { out } = await doctor(memory, [option]);
    for (const line of out.flatMap((text) => text.split("\n"))) {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there.
      expect(line).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|##\[|^\s*::/);
    }
  });
});
