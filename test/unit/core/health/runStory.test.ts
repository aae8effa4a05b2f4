import { describe, expect, it } from "vitest";
import type { JsonValue } from "../../../../src/core/base/json";
import { type RunEnd, readRunStory, tellRun } from "../../../../src/core/health/runStory";
import type { Run, Thread } from "../../../../src/core/server/cron";
import type { ThreadState, ThreadTask } from "../../../../src/core/server/threadState";
import { runDetailWith, runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";

const moment = "2026-11-01T00:00:00Z";
const idle = threadWith({ created_at: moment, updated_at: moment });
const question = { id: "i1", value: { question: "Publish?" } };
const waiting: Thread = { ...idle, status: "interrupted", interrupts: [question] };
const error = { error: "KeyError", message: "'topic'" };

function task(given: Partial<ThreadTask>): ThreadTask {
  return { id: "t1", name: "need", error: null, interrupts: [], ...given };
}

function stateWith(given: Partial<ThreadState>): ThreadState {
  return { values: {}, next: [], tasks: [], metadata: {}, created_at: null, checkpoint_id: "c1", ...given };
}

describe("The end of a run", () => {
  const failedTask = stateWith({ next: ["need"], tasks: [task({ error: "KeyError('topic')" })] });
  const askingTask = stateWith({ next: ["approve"], tasks: [task({ name: "approve", interrupts: [question] })] });

  it.each<[string, Run["status"], Thread, boolean, ThreadState | null, RunEnd]>([
    ["is open while it is queued", "pending", idle, true, null, { kind: "queued" }],
    ["is open while it runs", "running", { ...idle, status: "busy" }, true, null, { kind: "running" }],
    ["is a success", "success", idle, true, stateWith({}), { kind: "succeeded" }],
    ["is a cancel", "interrupted", idle, true, stateWith({ next: ["dawdle"] }), { kind: "cancelled" }],
    [
      "is a cancel between two nodes, of which the thread says the same as of a stop (0.16.7)",
      "interrupted",
      { ...idle, status: "interrupted" },
      true,
      stateWith({ next: ["count"], tasks: [task({ name: "count" })] }),
      { kind: "cancelled" },
    ],
    [
      "is the thread's error for its newest run, with the node of the state",
      "error",
      { ...idle, status: "error", error },
      true,
      failedTask,
      { kind: "failed", error, node: "need" },
    ],
    [
      "is the state's error for an older run: the thread tells of a later one",
      "error",
      { ...idle, status: "error", error: { error: "Other", message: "later" } },
      false,
      failedTask,
      { kind: "failed", error: { error: "", message: "KeyError('topic')" }, node: "need" },
    ],
    ["is a failure without words", "timeout", idle, false, null, { kind: "failed", error: undefined, node: undefined }],
    [
      "is a question, though the server says success",
      "success",
      waiting,
      true,
      askingTask,
      { kind: "waits", asks: [question], next: ["approve"], isAnswered: false },
    ],
    [
      "is a question that a later run has answered",
      "success",
      idle,
      false,
      askingTask,
      { kind: "waits", asks: [question], next: ["approve"], isAnswered: true },
    ],
    [
      "is a question that Aegra calls interrupted",
      "interrupted",
      waiting,
      true,
      null,
      { kind: "waits", asks: [question], next: [], isAnswered: false },
    ],
    [
      "is a stop before a node, without a question",
      "success",
      { ...waiting, interrupts: [] },
      true,
      stateWith({ next: ["send"], tasks: [task({ name: "send" })] }),
      { kind: "waits", asks: [], next: ["send"], isAnswered: false },
    ],
    ["is unknown for a word that we don't know", "unknown", idle, true, null, { kind: "unknown" }],
  ])("%s", (_, status, thread, isNewest, state, end) => {
    expect(tellRun(runDetailWith({ status }), { thread, isNewest, state }).end).toEqual(end);
  });

  it.each(["interrupt_before", "interrupt_after"])(
    "is a stop that %s wanted, which Aegra calls interrupted",
    (name) => {
      const run = runDetailWith({ status: "interrupted", [name]: ["send"] });
      const state = stateWith({ next: ["send"], tasks: [task({ name: "send" })] });
      const { end } = tellRun(run, { thread: { ...waiting, interrupts: [] }, isNewest: true, state });
      expect(end).toMatchObject({ kind: "waits", next: ["send"] });
    },
  );
});

describe("The answer of a run", () => {
  const before = { id: "1", type: "ai", content: "earlier", usage_metadata: { total_tokens: 99 } };
  const human = { id: "2", type: "human", content: "Good morning?" };
  const usage_metadata = { input_tokens: 20, output_tokens: 3, total_tokens: 23 };
  const answer = { id: "3", type: "ai", content: "Good morning", usage_metadata };
  const tell = (values: JsonValue) =>
    tellRun(runDetailWith({}), { thread: idle, isNewest: true, state: stateWith({ values }) });

  it("is what the model wrote after the last human message, with the tokens of that", () => {
    const story = tell({ messages: [before, human, answer] });
    expect(story.answer).toEqual({ kind: "text", text: "Good morning" });
    expect(story.tokens).toEqual({ input: 20, output: 3, total: 23 });
  });

  it("is not an earlier run's", () => {
    const story = tell({ messages: [before, human] });
    expect(story.answer).toEqual({ kind: "values", values: { messages: [before, human] } });
    expect(story.tokens).toBeUndefined();
  });

  it.each<[string, JsonValue]>([
    ["an empty state", {}],
    ["no state", null],
  ])("is nothing for %s", (_, values) => {
    expect(tell(values).answer).toBeUndefined();
  });

  it("is the run's own result where the server keeps it", () => {
    const run = runDetailWith({ result: { kind: "values", values: { topic: "X" } } });
    const { answer: own } = tellRun(run, {
      thread: idle,
      isNewest: true,
      state: stateWith({ values: { topic: "Y" } }),
    });
    expect(own).toEqual({ kind: "values", values: { topic: "X" } });
  });
});

describe("Reading a run", () => {
  function server() {
    const memory = new MemoryServer();
    memory.threads.push(idle);
    memory.runs.set("thread", [runWith({ run_id: "newer" }), runWith({ run_id: "run", status: "error" })]);
    return memory;
  }

  it("takes four requests", async () => {
    const memory = server();
    const { end } = await readRunStory(memory.api, runWith({}));
    expect(end.kind).toBe("failed");
    expect(memory.requests.toSorted()).toEqual(["getRun", "getThread", "runState", "runs"]);
  });

  it("reads the thread again if the run has ended after that was read", async () => {
    const memory = new MemoryServer();
    const ended = "2026-11-01T00:00:09Z";
    memory.threads.push({ ...idle, thread_id: "thread", status: "busy" });
    memory.runs.set("thread", [runWith({ updated_at: ended })]);
    memory.pause = async (method, at) => {
      const isFirst = method === "getThread" && at === "answer" && memory.count("getThread") === 1;
      if (isFirst) memory.threads[0] = { ...waiting, thread_id: "thread", updated_at: ended };
    };
    const { end } = await readRunStory(memory.api, runWith({}));
    expect([end.kind, memory.count("getThread")]).toEqual(["waits", 2]);
  });

  it("goes without a state that is too large", async () => {
    const memory = server();
    memory.fails = (method) => (method === "runState" ? { kind: "tooLarge", megabytes: 32 } : undefined);
    expect((await readRunStory(memory.api, runWith({}))).answer).toBeUndefined();
  });

  it("fails for a run that is gone", async () => {
    await expect(readRunStory(server().api, runWith({ run_id: "other" }))).rejects.toMatchObject({
      problem: { kind: "notFound" },
    });
  });
});
