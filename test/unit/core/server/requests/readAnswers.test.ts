import { describe, expect, test } from "vitest";
import type { JsonObject, JsonValue } from "../../../../../src/core/base/json";
import { readRun, readThread } from "../../../../../src/core/server/requests/readAnswers";
import { ShapeFault } from "../../../../../src/core/server/requests/readShape";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";

const times = { created_at: "2026-11-26T10:54:01+00:00", updated_at: "2026-11-26T10:54:02+00:00" };
const thread = { thread_id: "t", ...times, metadata: {}, status: "idle" };
const kwargs = { config: { configurable: { cron_id: "c" }, metadata: { run_attempt: 2 } } };
const run = { run_id: "r", thread_id: "t", assistant_id: "a", ...times, status: "success" };

function faultOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return error instanceof ShapeFault ? error.place : `no ShapeFault: ${error}`;
  }
}

describe("a thread", () => {
  test("as an Agent Server sends it whole", () => {
    const error = { error: "KeyError", message: "'topic'" };
    const asked = { id: "5e5d", value: { question: "Publish?" } };
    const interrupts = { task: [asked], other: [{ value: "older", when: "during" }, {}] };
    expect(readThread({ ...thread, status: "error", values: { a: 1 }, error, interrupts }, "answer")).toEqual({
      ...thread,
      status: "error",
      error,
      interrupts: [asked, { id: undefined, value: "older" }, { id: undefined, value: null }],
    });
  });

  test("says that it had no error, or nothing about one", () => {
    expect(readThread({ ...thread, error: null, interrupts: {} }, "answer")).toMatchObject({ error: null });
    expect(readThread(thread, "answer")).toEqual({ ...thread, error: undefined, interrupts: [] });
  });

  test("in a state of a newer server's is still a thread", () => {
    expect(readThread({ ...thread, status: "hibernating" }, "answer").status).toBe("unknown");
  });

  test.each<[string, JsonObject]>([
    ["answer.status", { status: 5 }],
    ["answer.status", { status: null }],
    ["answer.error", { error: "KeyError" }],
    ["answer.error", { error: [] }],
    ["answer.error.error", { error: { message: "x" } }],
    ["answer.error.message", { error: { error: "KeyError", message: 5 } }],
    ["answer.interrupts", { interrupts: [] }],
    ["answer.interrupts", { interrupts: "x" }],
    ["answer.interrupts.task", { interrupts: { task: {} } }],
    ["answer.interrupts.task[1]", { interrupts: { task: [{ value: 1 }, 5] } }],
    ["answer.interrupts.task[0].id", { interrupts: { task: [{ id: 5, value: 1 }] } }],
  ])("with a wrong %s is none", (place, change) => {
    expect(faultOf(() => readThread({ ...thread, ...change }, "answer"))).toBe(place);
  });
});

describe("a run", () => {
  test("as an Agent Server sends it", () => {
    expect(readRun({ ...run, kwargs, multitask_strategy: "enqueue" }, "answer")).toEqual({
      ...run,
      attempt: 2,
      multitask_strategy: "enqueue",
      cron_id: "c",
      isByHand: false,
    });
  });

  test("that somebody started by hand has our mark", () => {
    const metadata = { [metadataKeys.cron]: "d" };
    expect(readRun({ ...run, metadata }, "answer")).toMatchObject({ cron_id: "d", isByHand: true });
    expect(readRun({ ...run, kwargs, metadata }, "answer")).toMatchObject({ cron_id: "c", isByHand: true });
  });

  test("as Aegra sends it", () => {
    expect(readRun({ ...run, config: {}, error_message: "'topic'" }, "answer")).toEqual({
      ...run,
      attempt: undefined,
      multitask_strategy: undefined,
      cron_id: undefined,
      isByHand: false,
    });
  });

  test("in a state of a newer server's is still a run", () => {
    expect(readRun({ ...run, status: "postponed" }, "answer").status).toBe("unknown");
  });

  const withAttempt = (run_attempt: JsonValue) => ({ kwargs: { config: { metadata: { run_attempt } } } });
  test.each<[string, JsonObject]>([
    ["answer.status", { status: {} }],
    ["answer.updated_at", { updated_at: null }],
    ["answer.multitask_strategy", { multitask_strategy: 1 }],
    ["answer.kwargs.config.metadata.run_attempt", withAttempt("2")],
    ["answer.kwargs.config.metadata.run_attempt", withAttempt(-1)],
    ["answer.cron_id", { kwargs: { config: { configurable: { cron_id: 5 } } } }],
  ])("with a wrong %s is none", (place, change) => {
    expect(faultOf(() => readRun({ ...run, ...change }, "answer"))).toBe(place);
  });
});
