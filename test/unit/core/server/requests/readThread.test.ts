import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../../../src/core/base/json";
import { readState } from "../../../../../src/core/server/requests/readState";
import { readThread } from "../../../../../src/core/server/requests/readThread";
import { faultOf } from "./faultOf";

const times = { created_at: "2026-11-26T10:54:01+00:00", updated_at: "2026-11-26T10:54:02+00:00" };
const thread = { thread_id: "t", ...times, metadata: {}, status: "idle" };

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

describe("a state", () => {
  const task = { id: "1", name: "need", path: ["x"], error: "KeyError('topic')", interrupts: [] };
  const state = { values: { a: 1 }, next: ["need"], tasks: [task], metadata: { run_id: "r" }, created_at: "now" };

  test("as a server sends it", () => {
    const { path: _, ...read } = task;
    expect(readState({ ...state, checkpoint: { checkpoint_id: "c" }, interrupts: [] }, "answer")).toEqual({
      ...state,
      tasks: [read],
      checkpoint_id: "c",
    });
  });

  test("of a thread without runs", () => {
    const empty = { values: {}, next: [], tasks: [], metadata: null, created_at: null, checkpoint: null };
    const { checkpoint: _, ...read } = empty;
    expect(readState(empty, "answer")).toEqual({ ...read, metadata: {}, checkpoint_id: null });
  });

  test.each<[string, JsonObject]>([
    ["answer.next", { next: null }],
    ["answer.next[0]", { next: [5] }],
    ["answer.tasks", { tasks: {} }],
    ["answer.tasks[0].name", { tasks: [{ ...task, name: null }] }],
    ["answer.tasks[0].error", { tasks: [{ ...task, error: { kind: "x" } }] }],
    ["answer.tasks[0].interrupts", { tasks: [{ ...task, interrupts: {} }] }],
    ["answer.metadata", { metadata: [] }],
    ["answer.checkpoint", { checkpoint: "c" }],
    ["answer.checkpoint.checkpoint_id", { checkpoint: { checkpoint_id: 5 } }],
  ])("with a wrong %s is none", (place, change) => {
    expect(faultOf(() => readState({ ...state, ...change }, "answer"))).toBe(place);
  });
});
