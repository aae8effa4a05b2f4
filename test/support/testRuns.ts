import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { AgentServer, CallOptions } from "../../src/core/server/agentServer";
import type { Run } from "../../src/core/server/cron";
import type { StreamedEvent } from "../../src/core/server/streamedEvent";
import { problemOf } from "./failureOf";
import { runTrials } from "./runTrials";

/** In what servers differ. */
export interface RunFacts {
  readonly startsBy: "request" | "cron";
  /** What a run says that waits for a person. */
  readonly waiting: Run["status"];
  /** The class of an error in the answer of a join. */
  readonly keyError: "KeyError" | "Error";
  /** Whether a thread says its error and what it waits for. */
  readonly threadsTell: boolean;
  /** Whether a run says how often it was tried, and with which versions. */
  readonly runsTell: boolean;
  /** Whether the run has its own values or error, without a join. */
  readonly keepsResult: boolean;
  /** Whose values and error a join returns, for a run that is not the thread's last. */
  readonly joinsEarlier: "the run's" | "the thread's";
  /** Whether the cancel of a run that has ended says that it has. */
  readonly refusesEnded: boolean;
  /** `ends the run`: and sometimes keeps it, as interrupted. */
  readonly rollback: "removes the run" | "ends the run" | "refused";
  /** The message that a stream has for a `KeyError('topic')`. */
  readonly streamedMessage: string;
  /** Whether the stream of a run that has ended still has its events. */
  readonly streamsEnded: boolean;
  readonly metrics: boolean;
  /** Whether the state of a thread that is gone is an empty one. */
  readonly missingStates: boolean;
  readonly goneThread: "notFound" | "no runs";
}

/** For a busy machine. */
const patience = { timeout: 60_000 };
const page = { limit: 100, offset: 0 };

/** What a client can know of runs, on one kind of server. The server needs the graphs of `test/fixtures/graphs`. */
export function testRuns(open: () => AgentServer, facts: RunFacts): void {
  const trials = () => runTrials(open(), facts.startsBy);
  const topicError = { error: facts.keyError, message: "'topic'" };

  test.concurrent("a run that failed: what it says, its thread and its state", async () => {
    const server = open();
    const { run_id, thread_id, ...run } = await trials().run("needy");
    expect(run).toMatchObject({ status: "error", attempt: facts.runsTell ? 1 : undefined });
    expect(Date.parse(run.updated_at)).toBeGreaterThan(Date.parse(run.created_at));
    expect(run.result).toEqual(facts.keepsResult ? { kind: "error", error: topicError } : undefined);
    expect(await server.joinRun(thread_id, run_id)).toEqual({ kind: "error", error: topicError });
    const ids = [thread_id];
    const error = facts.threadsTell ? { error: "KeyError", message: "'topic'" } : undefined;
    expect(await server.searchThreads({ ...page, ids })).toMatchObject([{ status: "error", error: undefined }]);
    expect(await server.searchThreads({ ...page, ids, withError: true })).toMatchObject([{ status: "error", error }]);
    expect(await server.getThread(thread_id)).toMatchObject({ status: "error", error, interrupts: [] });
    const task = { name: "need", error: "KeyError('topic')", interrupts: [] };
    expect(await server.threadState(thread_id)).toMatchObject({ next: ["need"], tasks: [task], metadata: { run_id } });
    expect(await server.runState(thread_id, run_id)).toMatchObject({ tasks: [task] });
  });

  test.concurrent("a run that asks a person", async () => {
    const server = open();
    const { run_id, status, thread_id } = await trials().run("ask", { topic: "news" });
    const asked = { id: expect.any(String), value: { question: "Publish?", topic: "news" } };
    expect(status).toBe(facts.waiting);
    const interrupts = facts.threadsTell ? [asked] : [];
    expect(await server.getThread(thread_id)).toMatchObject({ status: "interrupted", interrupts });
    expect(await server.searchThreads({ ...page, ids: [thread_id] })).toMatchObject([
      { status: "interrupted", interrupts },
    ]);
    const task = { name: "approve", error: null, interrupts: [asked] };
    expect(await server.threadState(thread_id)).toMatchObject({ next: ["approve"], tasks: [task] });
    const result = await server.joinRun(thread_id, run_id);
    expect(result).toMatchObject({ kind: "values", values: { __interrupt__: [asked] } });
    if (facts.startsBy === "cron") return;

    const answer = await server.resumeRun(await server.getRun(thread_id, run_id), { approved: true });
    expect(await trials().untilEnded(answer)).toMatchObject({ status: "success" });
    expect(await server.getThread(thread_id)).toMatchObject({ status: "idle", interrupts: [] });
    expect(await server.threadState(thread_id)).toMatchObject({
      values: { seen: { answer: { approved: true } } },
      next: [],
    });
  });

  test.concurrent("a run that answers: its values, and what it was given", async () => {
    const server = open();
    const { run_id, thread_id, ...run } = await trials().run("chat", { messages: [{ role: "user", content: "hi" }] });
    const usage_metadata = { input_tokens: 20, output_tokens: 3, total_tokens: 23 };
    const messages = [
      { type: "human", content: "hi" },
      { type: "ai", content: "Good morning", usage_metadata },
    ];
    const result = { kind: "values", values: { messages } };
    expect(await server.joinRun(thread_id, run_id)).toMatchObject(result);
    expect(await server.runState(thread_id, run_id)).toMatchObject({ values: { messages }, next: [], tasks: [] });
    if (facts.keepsResult) expect(run.result).toMatchObject(result);
    else expect(run.result).toBeUndefined();
    expect(run).toMatchObject({ status: "success", input: { messages: [{ role: "user", content: "hi" }] } });
    expect(run.command).toBeNull();
    const { configurable = {} } = run.config;
    const given = [...Object.keys(configurable as object), ...Object.keys(run.context)];
    expect(given.filter((key) => /auth|^__/.test(key))).toEqual([]);
    const version = facts.runsTell ? expect.stringMatching(/^\d+\.\d+/) : undefined;
    expect(run.versions).toEqual({ server: version, langgraph: version });
  });

  test.concurrent("runs of a thread: the newest first, some of them, those of a status", async () => {
    const server = open();
    const { start, untilEnded, run: whole } = trials();
    const first = await whole("needy");
    const { thread_id } = first;
    const second = await whole("needy", { topic: "x" }, thread_id);
    const third = await untilEnded(await start("needy", { topic: "y" }, thread_id));
    const ids = [third, second, first].map(({ run_id }) => run_id);
    const idsOf = async (query: object) =>
      (await server.runs(thread_id, { ...page, ...query })).map(({ run_id }) => run_id);
    expect(await idsOf({})).toEqual(ids);
    expect(await idsOf({ limit: 1, offset: 1 })).toEqual(ids.slice(1, 2));
    expect(await idsOf({ status: "success" })).toEqual(ids.slice(0, 2));
    expect(await idsOf({ status: "error" })).toEqual(ids.slice(2));
    expect(await idsOf({ status: "timeout" })).toEqual([]);

    const earlier = await server.joinRun(thread_id, first.run_id);
    if (facts.joinsEarlier === "the run's") expect(earlier).toEqual({ kind: "error", error: topicError });
    else expect(earlier).toMatchObject({ kind: "values", values: { topic: "Y" } });
    const states = await Promise.all(ids.map((id) => server.runState(thread_id, id)));
    expect(states.map((state) => state?.tasks.map(({ error }) => error))).toEqual([[], [], ["KeyError('topic')"]]);
    expect(states).toMatchObject([{ values: { topic: "Y" } }, { values: { topic: "X" } }, { values: {} }]);

    // A server makes the tasks with the graph that ran last.
    await whole("look", {}, thread_id);
    expect(await server.runState(thread_id, first.run_id)).toMatchObject({ tasks: [] });
    ids.unshift((await server.runs(thread_id, { limit: 1, offset: 0 }))[0]?.run_id ?? "");

    const history = await server.threadHistory(thread_id, { limit: 100 });
    expect(history.length).toBeGreaterThan(6);
    expect(new Set(history.map(({ metadata }) => metadata.run_id))).toEqual(new Set(ids));
    const [newest, ...older] = history;
    expect(newest).toEqual(await server.threadState(thread_id));
    const before = newest?.checkpoint_id ?? "";
    expect(await server.threadHistory(thread_id, { limit: 2, before })).toEqual(older.slice(0, 2));
  });

  describe("stream", () => {
    const followed = async (run: Run, options?: CallOptions) => {
      const events: StreamedEvent[] = [];
      await open().streamRun(run.thread_id, run.run_id, (event) => events.push(event), options);
      return events;
    };

    test.concurrent("a run that runs, to its end", async () => {
      const { start, untilEnded, untilRunning } = trials();
      const run = await start("ticking");
      await untilRunning(run);
      expect((await followed(run)).at(-1)).toEqual({ event: "values", data: { topic: "ticked" } });
      expect((await untilEnded(run)).status).toBe("success");
    });

    test.concurrent("a run that fails", async () => {
      const run = await trials().start("late", {});
      const error = { error: "KeyError", message: facts.streamedMessage };
      expect((await followed(run)).at(-1)).toEqual({ event: "error", data: error });
    });

    test.concurrent("a run that has ended", async () => {
      const events = await followed(await trials().run("look", { topic: "x" }));
      expect(events.length > 0).toBe(facts.streamsEnded);
    });

    test.concurrent("a run, and leave it: it goes on", async () => {
      const { start, untilEnded, untilRunning } = trials();
      const run = await start("ticking");
      await untilRunning(run);
      const leaving = new AbortController();
      const following = followed(run, { signal: leaving.signal });
      leaving.abort();
      expect(await problemOf(following)).toEqual({ kind: "cancelled" });
      expect((await untilEnded(run)).status).toBe("success");
    });
  });

  describe("cancel", () => {
    // `expect.poll` has to know which of the tests at the same time it is in.
    test.concurrent("a run that runs", async ({ expect }) => {
      const server = open();
      const { start, untilEnded } = trials();
      const run = await start("slow");
      const next = async () => (await server.runState(run.thread_id, run.run_id))?.next;
      // A run that is cancelled before its first step leaves no state.
      await expect.poll(next, patience).toEqual(["dawdle"]);
      expect((await server.getThread(run.thread_id)).status).toBe("busy");
      expect(await server.cancelRun(run.thread_id, run.run_id, "interrupt")).toBe(true);
      expect((await untilEnded(run)).status).toBe("interrupted");
      expect(await next()).toEqual(["dawdle"]);
    });

    test.concurrent("a run that runs, and what it did", async ({ expect }) => {
      const server = open();
      const { start, untilRunning } = trials();
      const run = await start("slow");
      await untilRunning(run);
      const cancel = server.cancelRun(run.thread_id, run.run_id, "rollback");
      if (facts.rollback === "refused") {
        expect(await problemOf(cancel)).toMatchObject({ kind: "rejected", status: 422 });
        await server.cancelRun(run.thread_id, run.run_id, "interrupt");
        return;
      }
      expect(await cancel).toBe(true);
      const left = async () => (await server.runs(run.thread_id, page)).map(({ status }) => status);
      if (facts.rollback === "removes the run") await expect.poll(left, patience).toEqual([]);
      else await expect.poll(left, patience).not.toContain("running");
    });

    test.concurrent("a run that has ended", async () => {
      const server = open();
      const run = await trials().run("look");
      expect(await server.cancelRun(run.thread_id, run.run_id, "interrupt")).toBe(!facts.refusesEnded);
      expect(await server.getRun(run.thread_id, run.run_id)).toEqual(run);
    });
  });

  test.concurrent("a run or thread that is not there", async () => {
    const server = open();
    const { thread_id } = await server.createThread();
    const [nobody, nowhere] = [randomUUID(), randomUUID()];
    expect((await problemOf(server.getRun(thread_id, nobody))).kind).toBe("notFound");
    expect((await problemOf(server.joinRun(thread_id, nobody))).kind).toBe("notFound");
    expect(await server.cancelRun(thread_id, nobody, "interrupt")).toBe(false);
    expect((await problemOf(server.streamRun(thread_id, nobody, () => undefined))).kind).toBe("notFound");
    expect(await server.runState(thread_id, nobody)).toBeNull();
    const none = { next: [], tasks: [], metadata: {}, created_at: null, checkpoint_id: null };
    expect(await server.threadState(thread_id)).toMatchObject(none);
    expect(await server.threadHistory(thread_id, { limit: 1 })).toEqual([]);
    expect((await problemOf(server.threadHistory(nowhere, { limit: 1 }))).kind).toBe("notFound");
    if (facts.goneThread === "no runs") expect(await server.runs(nowhere, page)).toEqual([]);
    else expect((await problemOf(server.runs(nowhere, page))).kind).toBe("notFound");
    if (facts.missingStates) expect(await server.threadState(nowhere)).toMatchObject(none);
    else expect((await problemOf(server.threadState(nowhere))).kind).toBe("notFound");
  });

  test.concurrent("threads by status, by what changed last", async () => {
    const server = open();
    const { run } = trials();
    const { thread_id } = await run("look");
    const other = await run("look");
    await run("look", {}, thread_id);
    const ids = [thread_id, other.thread_id];
    const found = async (query: object) =>
      (await server.searchThreads({ limit: 1000, offset: 0, ...query }))
        .map((thread) => thread.thread_id)
        .filter((id) => ids.includes(id));
    expect(await found({ sortBy: "updated_at" })).toEqual(ids);
    expect(await found({ sortBy: "created_at" })).toEqual(ids.toReversed());
    expect((await found({ status: "idle" })).toSorted()).toEqual(ids.toSorted());
    expect(await found({ status: "error" })).toEqual([]);
  });

  test.concurrent("the queue and its workers", async () => {
    const server = open();
    const told = await server.metrics();
    if (!facts.metrics) expect(told).toBeNull();
    else {
      expect(told).toMatchObject({ pending: expect.any(Number), running: expect.any(Number) });
      expect(told?.workers?.max).toBeGreaterThan(0);
    }
  });
}
