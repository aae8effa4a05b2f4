import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { RawArguments } from "../../../../../../src/core/arguments/cronArguments";
import { overlay } from "../../../../../../src/core/known/overlay";
import { removeLeftScratch } from "../../../../../../src/core/lifecycle/actions/leftScratch";
import type { AgentServer } from "../../../../../../src/core/server/agentServer";
import type { Cron } from "../../../../../../src/core/server/cron";
import { ServerFailure, type ServerProblem } from "../../../../../../src/core/server/problems/serverProblem";
import { type TryPorts, TryRun } from "../../../../../../src/features/cronForm/controller/try/tryRun";
import { ScratchThreads } from "../../../../../../src/platform/servers/scratchThreads";
import type { TryView } from "../../../../../../src/protocol/tryView";
import { cronWith } from "../../../../../fixtures/cronWith";
import { threadWith } from "../../../../../fixtures/threadWith";
import { connectionTo, englishWords } from "../../../../../support/formParts";
import { memoryState } from "../../../../support/memoryState";
import { type RunFate, triedServer } from "../../../../support/triedServer";

const threadId = "8f0c2b5e-6f0a-4b53-9a86-0d5f5a1c7e21";
const args: RawArguments = { thread_id: null, assistant_id: "agent", schedule: "", input: { topic: "news" } };
const messages = [
  { type: "human", content: "hello!" },
  {
    type: "ai",
    content: "Good news.",
    usage_metadata: { input_tokens: 1_000, output_tokens: 234, total_tokens: 1_234 },
  },
];
const timeout: ServerProblem = { kind: "timeout", milliseconds: 20_000 };
const refusal: ServerProblem = { kind: "unauthorized", status: 403, detail: "no", keySent: true };
const failure = (problem: ServerProblem) => new ServerFailure(problem, { method: "POST", path: "/threads/x/runs" });

interface Options extends Partial<TryPorts> {
  /** “endless”: it runs on until it is cancelled. */
  readonly fate?: RunFate | "endless";
  readonly production?: boolean;
  readonly over?: (api: AgentServer) => Partial<AgentServer>;
}

const answering: RunFate = { values: { messages } };

function world({ fate = answering, production = false, over = () => ({}), ...change }: Options = {}) {
  const state = memoryState();
  const { api, memory } = triedServer(fate === "endless" ? undefined : fate);
  memory.threads.push(threadWith({ thread_id: threadId }));
  const connection = connectionTo("dev", { production });
  const views: TryView[] = [];
  let time = 0;
  let ids = 0;
  const ports: TryPorts = {
    words: englishWords,
    clock: {
      now: () => time,
      sleep: async (milliseconds, signal) => {
        await new Promise((resolve) => setImmediate(resolve));
        signal?.throwIfAborted();
        time += milliseconds;
      },
    },
    newId: () => `00000000-0000-4000-8000-00000000000${++ids}`,
    isTrusted: () => true,
    doubt: () => 25_000,
    server: async () => overlay(api, over(api)),
    checkOptions: () => ({ now: Date.parse("2026-11-24T10:20:00Z"), minimumMinutes: 5 }),
    placeholders: async () => () => "canary-value",
    confirmTry: async () => true,
    scratch: new ScratchThreads(state),
    ...change,
  };
  const tries = new TryRun(ports, { destination: { kind: "known", connection } }, (view) => views.push(view));
  const press = (raw: RawArguments = args, onThread = false) =>
    tries.start({ arguments: raw, unreadable: [], onThread });
  const scratch = () => memory.threads.filter(({ thread_id }) => thread_id !== threadId);
  /** What another window does at its next refresh, that long after. */
  const refreshLater = async (milliseconds: number, crons: readonly Cron[] = []) => {
    const left = new ScratchThreads(state);
    for (const note of left.left(connection)) {
      const now = time + milliseconds;
      const end = await removeLeftScratch(note, { server: api, crons, now });
      if (end !== "open") await left.end(note.threadId, true);
    }
  };
  return { memory, notes: state.values, press, refreshLater, scratch, tries, views };
}

const endOf = ({ tries }: { readonly tries: TryRun }) => {
  const { view } = tries;
  if (view.kind !== "ended") throw new Error(view.kind);
  return view;
};

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

describe("A try", () => {
  it("runs once with the form's values on a thread that is deleted, and tells answer, time and tokens", async () => {
    const it = world();
    const metadata = { team: "red" };
    const request = { headers: { "x-a": "1" }, params: { a: "b" }, webhook: "https://hooks.example/x" };
    await it.press({ ...args, ...request, metadata, stream_mode: "values", end_time: "2020-01-01T00:00:00Z" });
    expect(endOf(it)).toEqual({
      kind: "ended",
      tone: "done",
      message: "Answered after 3.2 sec. 1,234 tokens (1,000 in, 234 out).",
      text: "Good news.",
      notes: ["It ran on a thread of its own, which is deleted.", "The webhook was not called."],
      isAnswer: true,
    });
    expect([...it.memory.bodies.values()]).toEqual([
      {
        assistant_id: "agent",
        input: { topic: "news" },
        stream_mode: "values",
        metadata: { team: "red", langgraph_crons_try: expect.any(String) },
      },
    ]);
    expect([it.memory.count("createRun"), it.scratch()]).toEqual([1, []]);
  });

  it("on the chosen thread leaves it there", async () => {
    const it = world();
    await it.press({ ...args, thread_id: threadId }, true);
    expect(endOf(it)).toMatchObject({ tone: "done", notes: [`It ran on the thread ${threadId}, where it stays.`] });
    expect([it.memory.runs.get(threadId)?.length, it.memory.count("deleteThread")]).toEqual([1, 0]);
  });

  it("starts one run, however often the button is pressed", async () => {
    const it = world();
    await Promise.all([it.press(), it.press(), it.press()]);
    expect(it.memory.count("createRun")).toBe(1);
    await it.press();
    expect(it.memory.count("createRun")).toBe(2);
  });

  it.each<[string, RunFate, object]>([
    [
      "a failure in full, with its node",
      { status: "error", error: { error: "KeyError", message: "'topic'" } },
      { tone: "error", message: "Failed after 3.2 sec, at the node review.", text: "KeyError: 'topic'" },
    ],
    [
      "what it asks a person",
      { asks: [{ id: "i", value: { question: "Publish?" } }] },
      {
        tone: "warning",
        message: expect.stringContaining("wait for a person"),
        text: expect.stringContaining("Publish?"),
      },
    ],
    ["values without messages", { values: { total: 3 } }, { tone: "done", text: '{\n  "total": 3\n}' }],
    ["that there is nothing", {}, { tone: "done", message: expect.stringContaining("empty state"), text: "" }],
  ])("tells %s", async (_what, fate, told) => {
    const it = world({ fate });
    await it.press();
    expect(endOf(it)).toMatchObject(told);
    expect(it.scratch()).toEqual([]);
  });

  it("whose answer is lost is found again, and not sent again", async () => {
    const lost = (api: AgentServer): Partial<AgentServer> => ({
      createRun: async (request) => {
        await api.createRun(request);
        throw failure(timeout);
      },
    });
    for (const onThread of [false, true]) {
      const it = world({ over: lost });
      await it.press({ ...args, thread_id: threadId }, onThread);
      expect(endOf(it)).toMatchObject({ tone: "done", text: "Good news." });
      expect(it.memory.count("createRun")).toBe(1);
    }
  });

  it("that never reached the server says so, and leaves nothing", async () => {
    const it = world({ over: () => ({ createRun: () => Promise.reject(failure(timeout)) }) });
    await it.press();
    expect(endOf(it)).toMatchObject({ tone: "error", message: expect.stringMatching(/^No answer came, and no run/) });
    expect(it.scratch()).toEqual([]);
  });

  it("that the server refuses says why, and leaves nothing", async () => {
    const detail = "Assistant 'agent' not found";
    const it = world({ over: () => ({ createRun: () => Promise.reject(failure({ kind: "notFound", detail })) }) });
    await it.press();
    expect(endOf(it)).toMatchObject({ tone: "error", message: expect.stringContaining(detail), isAnswer: false });
    expect(it.scratch()).toEqual([]);
  });

  it("is cancelled while it runs", async () => {
    const it = world({ fate: "endless" });
    const pressed = it.press();
    await until(() => it.memory.count("getRun") > 1);
    it.tries.cancel();
    it.tries.cancel();
    expect(it.tries.view).toMatchObject({ kind: "busy", cancelling: true });
    await pressed;
    expect(endOf(it)).toMatchObject({ tone: "info", message: expect.stringContaining("Cancelled") });
    expect([it.memory.count("cancelRun"), it.scratch()]).toEqual([1, []]);
  });

  it("that is cancelled before it was sent starts nothing", async () => {
    const it = world();
    it.memory.pause = async (method) => {
      if (method === "claimThread") it.tries.cancel();
    };
    await it.press();
    expect(endOf(it)).toMatchObject({ tone: "info", message: "Nothing was sent." });
    expect([it.memory.count("createRun"), it.scratch()]).toEqual([0, []]);
  });

  it("whose form is closed is cancelled, and its thread deleted", async () => {
    const it = world({ fate: "endless" });
    const pressed = it.press();
    await until(() => it.memory.count("getRun") > 0);
    it.tries.dispose();
    await pressed;
    expect([it.memory.count("cancelRun"), it.scratch()]).toEqual([1, []]);
    await it.press();
    expect(it.memory.count("createRun")).toBe(1);
  });

  it("is no longer an answer to what the form has once a value that it sent has changed", async () => {
    const it = world();
    await it.press();
    it.tries.outdate(["schedule", "webhook", "name"]);
    expect(endOf(it)).toMatchObject({ isAnswer: true });
    it.tries.outdate(["input"]);
    it.tries.outdate(["input"]);
    const told = {
      isAnswer: false,
      text: "Good news.",
      notes: [expect.any(String), expect.stringContaining("changed")],
    };
    expect(endOf(it)).toMatchObject(told);
    await it.press();
    expect(endOf(it)).toMatchObject({ isAnswer: true });
    const pressed = it.press();
    it.tries.outdate(["metadata"]);
    await pressed;
    expect(endOf(it)).toMatchObject(told);
  });

  it("says which thread it could not delete", async () => {
    const it = world();
    it.memory.fails = (method) => (method === "deleteThread" ? refusal : undefined);
    await it.press();
    const [left] = it.scratch();
    expect(endOf(it)).toMatchObject({ tone: "done", notes: [expect.stringContaining(left?.thread_id ?? "?")] });
  });

  it("asks on a production server, and sends nothing if the user does not want it", async () => {
    const asked: (string | null)[] = [];
    const confirmTry: TryPorts["confirmTry"] = async (_connection, thread) => asked.push(thread) > 1;
    const it = world({ production: true, confirmTry });
    await it.press();
    expect(endOf(it)).toMatchObject({ message: "Nothing was sent." });
    expect(it.memory.requests).toEqual([]);
    await it.press({ ...args, thread_id: threadId }, true);
    expect([asked, it.memory.count("createRun")]).toEqual([[null, threadId], 1]);
  });

  it("needs only what a run gets: neither a schedule nor a webhook that is right", async () => {
    const it = world();
    await it.press({ ...args, schedule: "0 25 * * *", webhook: "ftp://x" });
    expect(endOf(it)).toMatchObject({ tone: "done" });
    await it.press({ input: { a: 1 } });
    expect(endOf(it)).toMatchObject({ tone: "error", message: "Fill in or correct Assistant first." });
    await it.tries.start({ arguments: args, unreadable: ["input", "webhook"], onThread: false });
    expect(endOf(it)).toMatchObject({ message: expect.stringContaining("marked with an error: Input.") });
    expect(it.memory.count("createRun")).toBe(1);
  });

  it("is not sent without trust", async () => {
    const it = world({ isTrusted: () => false });
    await it.press();
    expect(endOf(it)).toMatchObject({ tone: "error", message: expect.stringContaining("until you trust") });
    expect(it.memory.requests).toEqual([]);
  });

  it("fills in the placeholders that a run gets, and never shows their values", async () => {
    const asked: string[] = [];
    const it = world({
      fate: { values: { echo: "canary-value" } },
      placeholders: async (placeholders) => {
        asked.push(...placeholders.map(({ text }) => text));
        return () => "canary-value";
      },
    });
    const webhook = "https://hooks.example/${secret:HOOK}";
    await it.press({ ...args, metadata: { token: "${secret:TOKEN}" }, webhook });
    expect(asked).toEqual(["${secret:TOKEN}"]);
    expect([...it.memory.bodies.values()]).toMatchObject([{ metadata: { token: "canary-value" } }]);
    expect(JSON.stringify(it.views)).not.toContain("canary-value");
  });

  it("is started at most once and leaves no thread unsaid, whatever is lost on the way", async () => {
    const faults = fc.array(fc.constantFrom("well", "well", "lost before", "lost after", "refused"), { maxLength: 14 });
    await fc.assert(
      fc.asyncProperty(faults, fc.boolean(), async (fates, isCancelled) => {
        const left = [...fates];
        const faulty = (api: AgentServer) =>
          new Proxy(api, {
            get: (target, name) => {
              const method: unknown = Reflect.get(target, name);
              return async (...given: unknown[]) => {
                const fate = left.shift() ?? "well";
                if (fate === "lost before") throw failure(timeout);
                if (fate === "refused") throw failure(refusal);
                const answer: unknown = await Reflect.apply(method as () => unknown, target, given);
                if (fate === "lost after") throw failure(timeout);
                return answer;
              };
            },
          });
        const it = world({ over: faulty });
        const pressed = it.press();
        if (isCancelled) it.tries.cancel();
        await pressed;
        const { notes } = endOf(it);
        expect(it.memory.count("createRun")).toBeLessThanOrEqual(1);
        for (const { thread_id } of it.scratch()) {
          expect(notes.join()).toContain(thread_id);
          expect(it.notes.has(`langgraphCrons.try.${thread_id}`)).toBe(true);
        }
        await it.refreshLater(11 * 60_000);
        expect([it.scratch(), it.notes.size]).toEqual([[], 0]);
      }),
      { numRuns: 300 },
    );
  });

  it("leaves nothing for long if its window dies, whichever request was the last", async () => {
    for (let last = 0; last < 8; last += 1) {
      for (const isCarriedOut of [true, false]) {
        let sent = 0;
        const dying = (api: AgentServer) =>
          new Proxy(api, {
            get: (target, name) => {
              const method: unknown = Reflect.get(target, name);
              return async (...given: unknown[]) => {
                sent += 1;
                if (sent > last && !(sent === last + 1 && isCarriedOut)) return new Promise(() => undefined);
                const answer: unknown = await Reflect.apply(method as () => unknown, target, given);
                return sent > last ? new Promise(() => undefined) : answer;
              };
            },
          });
        const it = world({ fate: last > 5 ? answering : "endless", over: dying });
        const pressed = it.press().then(() => "ended");
        await Promise.race([pressed, until(() => sent > last)]);
        await until(() => true);
        await it.refreshLater(11 * 60_000);
        expect([last, isCarriedOut, it.scratch(), it.notes.size]).toEqual([last, isCarriedOut, [], 0]);
      }
    }
  });

  it("whose window died keeps a thread that somebody uses, and one whose request may still arrive is looked for", async () => {
    const lost = () => ({ claimThread: () => new Promise<never>(() => undefined) });
    const it = world({ over: lost });
    void it.press();
    await until(() => it.notes.size > 0);
    await it.refreshLater(1_000);
    expect(it.notes.size).toBe(1);
    const { key, threadId: thread_id } = [...it.notes.values()][0] as { key: string; threadId: string };
    it.memory.threads.push(threadWith({ thread_id, metadata: { langgraph_crons_try: key } }));
    await it.refreshLater(2_000, [cronWith({ thread_id })]);
    expect([it.notes.size, it.scratch().length, it.memory.count("deleteThread")]).toEqual([0, 1, 0]);
  });
});
