import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CronArguments, RawArguments } from "../../../../src/core/arguments/cronArguments";
import { readCronArguments } from "../../../../src/core/checks/checkArguments";
import { cronToArguments } from "../../../../src/core/compare/cronToArguments";
import { planUpdate } from "../../../../src/core/compare/planUpdate";
import type { Cron } from "../../../../src/core/server/cron";
import { goodChanges, plainSpec, specWith, threadId } from "../../../fixtures/specs/goodSpecs";

const agentId = "1282c32e-6e26-5a84-bb5f-8fd282da81a9";
const cronId = "01a20710-b985-764f-9aa5-6381252c94ea";

/** A cron as Agent Server 0.16.7 answered the plain spec's create, submitted as “daily”. */
const cron: Cron = {
  cron_id: cronId,
  assistant_id: agentId,
  thread_id: threadId,
  schedule: "27 15 * * *",
  timezone: null,
  next_run_date: "2026-11-23T15:27:00+00:00",
  end_time: null,
  enabled: true,
  created_at: "2026-11-23T06:21:06.310389+00:00",
  updated_at: "2026-11-23T06:21:06.310389+00:00",
  metadata: { langgraph_crons_name: "daily", langgraph_crons_submission: "s" },
  on_run_completed: null,
  payload: {
    assistant_id: agentId,
    schedule: "27 15 * * *",
    input: { messages: [{ role: "user", content: "hello!" }] },
    enabled: false,
    metadata: { langgraph_crons_name: "daily" },
    config: { configurable: { cron_id: cronId } },
  },
};

function argumentsOf(raw: RawArguments): CronArguments {
  const read = readCronArguments(raw);
  if (!read.ok) throw new Error(JSON.stringify(read.failure));
  return read.value;
}

const plan = (change: Parameters<typeof specWith>[0], on: Cron = cron) => planUpdate(argumentsOf(specWith(change)), on);

describe("planUpdate", () => {
  test.each([
    [{}],
    [{ assistant_id: agentId.toUpperCase() }],
    [{ thread_id: threadId.toUpperCase() }],
    [{ timezone: "UTC" }],
    [{ enabled: true }],
    [{ stream_mode: "values" }],
    [{ stream_mode: ["values"] }],
    [{ stream_subgraphs: false, stream_resumable: false }],
    [{ durability: "async" }],
    [{ multitask_strategy: "enqueue" }],
    [{ interrupt_before: [] }],
    [{ config: {}, context: {}, metadata: {} }],
    [{ config: { configurable: {} } }],
    [{ metadata: { run_id: "the server drops it" } }],
    [{ headers: { a: "b" }, params: { c: "d" } }],
  ])("has nothing to do for %j, which the server stored for the plain spec", (change) => {
    expect(plan(change)).toEqual({ kind: "none" });
  });

  test.each([
    [{ schedule: "0 9 * * *" }, { schedule: "0 9 * * *" }],
    [{ timezone: "Europe/Berlin" }, { timezone: "Europe/Berlin" }],
    [{ end_time: "2030-01-01T00:00:00Z" }, { end_time: "2030-01-01T00:00:00+00:00" }],
    [{ enabled: false }, { enabled: false }],
    [{ input: { messages: [] } }, { input: { messages: [] } }],
    [{ context: { a: 1 } }, { context: { a: 1 } }],
    [{ config: { tags: ["x"] } }, { config: { tags: ["x"] } }],
    [{ webhook: "https://example.com/" }, { webhook: "https://example.com/" }],
    [{ interrupt_before: "*" }, { interrupt_before: "*" }],
    [{ stream_mode: ["updates"] }, { stream_mode: ["updates"] }],
    [{ stream_resumable: true }, { stream_resumable: true }],
    [{ durability: "exit" }, { durability: "exit" }],
  ])("patches %j", (change, body) => {
    expect(plan(change)).toEqual({ kind: "patch", body, changed: Object.keys(body) });
  });

  test.each([
    [{ thread_id: null }, ["thread_id"]],
    [{ assistant_id: "other" }, ["assistant_id"]],
    [{ assistant_id: "0e096781-5601-53d2-b2f6-0d3403f7e9ca", schedule: "0 9 * * *" }, ["assistant_id"]],
    [{ multitask_strategy: "reject" }, ["multitask_strategy"]],
    [{ checkpoint_during: true }, ["checkpoint_during"]],
    [{ input: undefined }, ["input"]],
  ])("needs a new cron for %j", (change, because) => {
    expect(plan(change)).toEqual({ kind: "recreate", because });
  });

  test("removes what the spec no longer has, by the value that means not set", () => {
    const full: Cron = {
      ...cron,
      timezone: "Europe/Berlin",
      end_time: "2030-01-01T00:00:00+00:00",
      enabled: false,
      payload: {
        ...cron.payload,
        context: { a: 1 },
        config: { tags: ["x"], configurable: { cron_id: cronId } },
        interrupt_before: ["say"],
        interrupt_after: "*",
        stream_mode: ["updates"],
        stream_subgraphs: true,
        stream_resumable: true,
        durability: "exit",
      },
    };
    const body = {
      timezone: "UTC",
      end_time: null,
      enabled: true,
      context: {},
      config: {},
      durability: "async",
      interrupt_before: [],
      interrupt_after: [],
      stream_mode: ["values"],
      stream_subgraphs: false,
      stream_resumable: false,
    };
    expect(plan({}, full)).toEqual({
      kind: "patch",
      // Beside enabled: true, so that a date that passed while it was paused isn't caught up at once.
      body: { ...body, schedule: "27 15 * * *" },
      changed: Object.keys(body),
    });
  });

  test("leaves paused what a person has paused, unless the spec enables it", () => {
    const paused = { ...cron, enabled: false };
    const byHand: Cron = { ...paused, metadata: { ...cron.metadata, langgraph_crons_hash: "of the last submit" } };
    const elsewhere: Cron = { ...paused, metadata: {} };
    const on = { kind: "patch", body: { enabled: true, schedule: "27 15 * * *" }, changed: ["enabled"] };
    expect([byHand, elsewhere, paused].map((each) => plan({}, each))).toEqual([{ kind: "none" }, { kind: "none" }, on]);
    expect(plan({ enabled: true }, byHand)).toEqual(on);
    expect(plan({ enabled: false }, byHand)).toEqual({ kind: "none" });
    expect(plan({ schedule: "0 9 * * *" }, byHand)).toMatchObject({ body: { schedule: "0 9 * * *" } });
  });

  test("needs a new cron to remove a webhook", () => {
    const withHook: Cron = { ...cron, payload: { ...cron.payload, webhook: "https://example.com/" } };
    expect(plan({}, withHook)).toEqual({ kind: "recreate", because: ["webhook"] });
  });

  test("sets removed metadata keys to null, keeps ours, and then has nothing to do", () => {
    const langgraph_crons_keys = '{"a":"set","b":"set"}';
    const tagged: Cron = { ...cron, metadata: { ...cron.metadata, a: 1, b: 2, langgraph_crons_keys } };
    expect(plan({ metadata: { a: 1 } }, tagged)).toEqual({
      kind: "patch",
      body: {
        metadata: {
          langgraph_crons_name: "daily",
          langgraph_crons_submission: "s",
          langgraph_crons_keys: '{"a":"set"}',
          a: 1,
          b: null,
        },
      },
      changed: ["metadata"],
    });
    expect(plan({ metadata: { a: 1 } }, { ...tagged, metadata: { ...tagged.metadata, b: null } })).toEqual({
      kind: "none",
    });
  });

  test("compares moments and keys, not their spelling", () => {
    const later: Cron = {
      ...cron,
      end_time: "2030-01-01T01:00:00+01:00",
      payload: { ...cron.payload, input: { b: [1, { y: 1, x: 2 }], a: 1 } },
    };
    expect(plan({ end_time: "2030-01-01T00:00:00Z", input: { a: 1, b: [1, { x: 2, y: 1 }] } }, later)).toEqual({
      kind: "none",
    });
  });

  test("on_run_completed counts only without a thread", () => {
    const threadless: Cron = { ...cron, thread_id: null, on_run_completed: "delete" };
    expect(plan({ thread_id: null }, threadless)).toEqual({ kind: "none" });
    expect(plan({ thread_id: null, on_run_completed: "keep" }, threadless)).toMatchObject({
      kind: "patch",
      body: { on_run_completed: "keep" },
    });
  });

  test("the result does not depend on the order of keys", () => {
    fc.assert(
      fc.property(fc.constantFrom(...goodChanges), fc.constantFrom(...goodChanges), (one, other) => {
        const spec = specWith({ ...one, ...other });
        const reversed = Object.fromEntries(Object.entries(spec).reverse());
        expect(planUpdate(argumentsOf(reversed), cron)).toEqual(planUpdate(argumentsOf(spec), cron));
      }),
    );
  });
});

describe("cronToArguments", () => {
  test("gives back the plain spec, with the assistant's id", () => {
    expect(cronToArguments(cron)).toEqual({ name: "daily", arguments: { ...plainSpec, assistant_id: agentId } });
  });

  test("leaves nothing to update, whatever the cron", () => {
    const payload = fc.record(
      {
        input: fc.object(),
        context: fc.object(),
        config: fc.constantFrom({}, { tags: ["a"] }, { configurable: { cron_id: cronId, model: "x" } }),
        webhook: fc.constant("https://example.com/"),
        interrupt_before: fc.constantFrom("*", [], ["a"]),
        stream_mode: fc.constantFrom("values", ["values"], ["updates"]),
        durability: fc.constantFrom("async", "exit", null),
        multitask_strategy: fc.constantFrom("enqueue", "reject"),
        checkpoint_during: fc.boolean(),
        end_time: fc.constant(null),
      },
      { requiredKeys: ["input"] },
    );
    const top = fc.record({
      timezone: fc.constantFrom(null, "UTC", "Asia/Tokyo"),
      end_time: fc.constantFrom(null, "2030-01-01T00:00:00+00:00"),
      enabled: fc.boolean(),
      metadata: fc.dictionary(fc.string(), fc.jsonValue()),
      thread_id: fc.constantFrom(null, threadId),
      on_run_completed: fc.constantFrom("keep", "delete"),
    });
    fc.assert(
      fc.property(top, payload, (columns, stored) => {
        const made: Cron = JSON.parse(JSON.stringify({ ...cron, ...columns, payload: stored }));
        expect(planUpdate(argumentsOf(cronToArguments(made).arguments), made)).toEqual({ kind: "none" });
      }),
      { numRuns: 300 },
    );
  });
});
