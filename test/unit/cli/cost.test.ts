import { afterEach, describe, expect, test } from "vitest";
import type { JsonObject } from "../../../src/core/base/json";
import { nameUuid } from "../../../src/core/base/nameUuid";
import type { Run } from "../../../src/core/server/cron";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../fixtures/cronWith";
import { ownRunWith } from "../../fixtures/runWith";
import { threadWith } from "../../fixtures/threadWith";
import { cliRun } from "../../support/cliRun";
import type { ScriptedServer } from "../../support/scriptedServer";
import { startMemoryHttp } from "../support/memoryHttp";
import { MemoryServer } from "../support/memoryServer";

const start = Date.parse("2026-11-30T12:30:30Z");
const clock = { now: () => start, sleep: async () => undefined };
const idOf = (name: string) => nameUuid("6ba7b821-9dad-11d1-80b4-00c04fd430c8", name);
const canary = "canary-of-a-key";
const prices = [{ model: "model-*", input: 10, output: 50 }];

let http: ScriptedServer | undefined;
afterEach(async () => {
  await http?.close();
  http = undefined;
});

async function cost(memory: MemoryServer, args: readonly string[], files: Readonly<Record<string, unknown>> = {}) {
  http = await startMemoryHttp(memory);
  const { url } = http;
  const env = { LANGGRAPH_API_KEY: canary };
  const ended = await cliRun(["cost", ...args, "--url", url], { clock, env, files });
  expect(JSON.stringify(ended)).not.toContain(canary);
  const histories = http.seen.filter(({ path }) => path.endsWith("/history")).length;
  return { ...ended, text: ended.out.join("\n").replaceAll(url, "URL"), histories, requests: http.seen.length };
}

/** Runs of one thread after each other, whose messages stay there: of each only what follows its question counts. */
function add(memory: MemoryServer, name: string, schedule: string, totals: readonly (number | null)[]) {
  const [cron_id, thread_id] = [idOf(`cron of ${name}`), idOf(`thread of ${name}`)];
  const metadata = { [metadataKeys.name]: name };
  const payload = { input: { name } };
  memory.crons.set(cron_id, cronWith({ cron_id, thread_id, schedule, metadata, payload, next_run_date: null }));
  memory.threads.push(threadWith({ thread_id }));
  const messages: JsonObject[] = [];
  const runs: Run[] = [];
  for (const [at, total] of totals.entries()) {
    const run_id = idOf(`${name} ${at}`);
    const usage =
      total === null ? {} : { usage_metadata: { input_tokens: total - 10, output_tokens: 10, total_tokens: total } };
    messages.push(
      { type: "human", content: "?" },
      { type: "ai", response_metadata: { model_name: "model-1" }, ...usage },
    );
    const created_at = new Date(start - (9 - at) * 3_600_000).toISOString();
    runs.unshift(ownRunWith({ run_id, cron_id, thread_id, created_at }));
    const state = { next: [], tasks: [], metadata: { run_id }, created_at, checkpoint_id: run_id };
    const before = memory.states.get(thread_id) ?? [];
    memory.states.set(thread_id, [{ ...state, values: { messages: [...messages] } }, ...before]);
  }
  memory.runs.set(thread_id, runs);
}

function someServer(): MemoryServer {
  const memory = new MemoryServer();
  add(memory, "daily", "0 9 * * *", [100, null, 300]);
  add(memory, "hourly", "0 * * * *", []);
  memory.crons.set("deleted", cronWith({ cron_id: "deleted", metadata: { name: "fleeting" } }));
  return memory;
}

describe("cost", () => {
  test("counts runs, measures tokens, and says from what; how many requests that takes is said before", async () => {
    const { code, err, text } = await cost(someServer(), []);
    expect([code, err]).toEqual([0, ["Measuring the tokens of 2 crons: at most 28 requests."]]);
    expect(text.split("\n")).toEqual([
      "CRON         RUNS/24H  RUNS/30D  TOKENS/RUN    TOKENS/30D",
      "daily        1         30        200 (2 of 3)  6000",
      "hourly       24        720       -             -",
      "fleeting     1         30        -             -",
      "All 3 crons  26        780                     6000",
      "Counted from the fields of its schedule, for the 30 days from now.",
      "Tokens: The sum of 1 of 3 crons; of the others it is not known.",
      "Its tokens can't be measured: the server keeps no run of it that has ended (1).",
      "Its tokens can't be measured: the server deletes its runs when they end (1).",
      "It has no end (3).",
    ]);
  });

  test("money comes from the user's own prices alone", async () => {
    const { text } = await cost(someServer(), ["daily", "--prices", "prices.json", "--json"], {
      "prices.json": prices,
    });
    const { crons } = JSON.parse(text) as { readonly crons: readonly Record<string, unknown>[] };
    expect(crons).toEqual([
      expect.objectContaining({
        name: "daily",
        runs_in_30_days: {
          value: 30,
          from: "Counted from the fields of its schedule, for the 30 days from now.",
        },
        tokens_a_run: {
          value: 200,
          measured: 2,
          of: 3,
          from: "Median of 2 of the 3 runs that the server keeps and that have ended.",
        },
        // (190 x 10 + 10 x 50) / 1,000,000 dollars, euros or what else the prices are in, thirty times.
        money_in_30_days: { value: expect.closeTo(0.072), from: expect.stringContaining("by your prices") },
        not_known: [],
      }),
    ]);
  });

  test("--runs 0 measures nothing; the table is also Markdown, in which names are code", async () => {
    const memory = someServer();
    add(memory, "a | b [x](y)", "0 9 1 1 *", []);
    const { err, histories, text } = await cost(memory, ["--runs", "0", "--format", "markdown"]);
    expect([err, histories]).toEqual([[], 0]);
    expect(text).toContain("| CRON | RUNS/24H | RUNS/30D | TOKENS/RUN | TOKENS/30D |");
    expect(text).toContain("`a \\| b [x](y)` | 0 | 0 | - | - |");
    expect(text).toContain("- Its tokens were not measured yet (3).");
  });

  test("many crons are measured as far as a round's requests suffice, those first that run most", async () => {
    const memory = new MemoryServer();
    for (let at = 0; at < 40; at += 1) add(memory, `c${at}`, at === 39 ? "* * * * *" : "0 9 * * *", [10]);
    const { err, histories, requests, text } = await cost(memory, []);
    expect(err).toEqual([
      "Measuring the tokens of 35 crons: at most 490 requests.",
      "5 more crons are not measured: that would take too many requests. Name one to measure it.",
    ]);
    expect([histories, requests < 490 + 25]).toEqual([35, true]);
    expect(text.split("\n")[1]).toMatch(/^c39 +1440 +43200 +10 \(1 of 1\) +432000$/);
  });

  test.each<[string, readonly string[], Readonly<Record<string, unknown>>, string]>([
    ["--runs", ["--runs", "11"], {}, "--runs takes a whole number from 0 to 10."],
    ["no file", ["--prices", "no.json"], {}, "no.json: can't be read (ENOENT)."],
    ["no list", ["--prices", "p.json"], { "p.json": {} }, "p.json can't be used: The prices are no list."],
    [
      "an entry",
      ["--prices", "p.json"],
      { "p.json": [{ model: "a", input: 1 }] },
      "p.json can't be used: Price 1 does not count: “output” is not a number",
    ],
    ["no cron", ["hourl"], {}, "Did you mean hourly?"],
  ])("wrong input says what is wrong: %s", async (_title, args, files, message) => {
    const { code, err, out } = await cost(someServer(), args, files);
    expect([code, out]).toEqual([2, []]);
    expect(err.join("\n")).toContain(message);
  });

  test("a server that refuses or is gone: the exit codes of all commands", async () => {
    const memory = someServer();
    memory.fails = () => ({ kind: "unauthorized", status: 401, detail: "no", key: "sent" }) as never;
    expect((await cost(memory, [])).code).toBe(1);
    const url = http?.url ?? "";
    await http?.close();
    http = undefined;
    expect((await cliRun(["cost", "--url", url], { clock })).code).toBe(3);
  });
});
