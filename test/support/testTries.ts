import { randomUUID } from "node:crypto";
import { expect, test, vi } from "vitest";
import type { RawArguments } from "../../src/core/arguments/cronArguments";
import { systemClock } from "../../src/core/base/clock";
import { overlay } from "../../src/core/known/overlay";
import { removeLeftScratch } from "../../src/core/lifecycle/actions/leftScratch";
import type { AgentServer } from "../../src/core/server/agentServer";
import { ServerFailure } from "../../src/core/server/problems/serverProblem";
import { tryRequest } from "../../src/core/server/requests/tryRequest";
import { metadataKeys } from "../../src/core/server/stored/ownMetadata";
import { TryRun } from "../../src/features/cronForm/controller/try/tryRun";
import type { TryView } from "../../src/protocol/tryView";
import { problemOf } from "./failureOf";
import { connectionTo, englishWords } from "./formParts";

const patience = { timeout: 60_000 };

/** In what servers differ. */
interface TryFacts {
  /** `cron`: it can't write a run that is asked for by a request (langgraph-runtime-pg 0.11.1.post1). */
  readonly startsBy: "request" | "cron";
  /** The class of an error. */
  readonly keyError: "KeyError" | "Error";
  /** Whether the answers about a run have its metadata. */
  readonly marksRuns: boolean;
}

/** What a try gives on one kind of server. The server needs the graphs of `test/fixtures/graphs`. */
export function testTries(open: () => AgentServer, facts: TryFacts): void {
  /** `onView`: may cancel. The ids are a key, and that of the thread. */
  async function tryIt(
    raw: RawArguments,
    over: Partial<AgentServer> = {},
    onView?: (view: TryView, it: TryRun) => void,
  ) {
    const server = overlay(open(), over);
    const info = await server.info();
    const ids: string[] = [];
    const noted = new Set<string>();
    const ports = {
      words: englishWords,
      clock: systemClock,
      newId: () => {
        ids.push(randomUUID());
        return ids.at(-1) ?? "";
      },
      isTrusted: () => true,
      doubt: () => 3_000,
      server: async () => server,
      checkOptions: () => ({ now: Date.now(), minimumMinutes: 5, server: info }),
      placeholders: async () => () => undefined,
      confirmTry: async () => true,
      scratch: {
        begin: async (_connection: unknown, { threadId }: { readonly threadId: string }) => void noted.add(threadId),
        end: async (threadId: string, isGone: boolean) => void (isGone && noted.delete(threadId)),
      },
    };
    const destination = { kind: "known", connection: connectionTo("dev") } as const;
    const tries: TryRun = new TryRun(ports, { destination }, (view) => onView?.(view, tries));
    await tries.start({ arguments: raw, unreadable: [], onThread: raw.thread_id !== null });
    const { view } = tries;
    if (view.kind !== "ended") throw new Error(view.kind);
    const [, scratch = ""] = ids;
    expect([...noted]).toEqual([]);
    return { server, view, scratch };
  }

  test.concurrent("a try with an assistant that is not there says so, and leaves no thread", patience, async () => {
    const { scratch, server, view } = await tryIt({ thread_id: null, assistant_id: "nobody", input: {} });
    expect(view).toMatchObject({ tone: "error", message: expect.stringContaining("nobody") });
    expect((await problemOf(server.getThread(scratch))).kind).toBe("notFound");
  });

  if (facts.startsBy === "cron") {
    test.concurrent("a try on a server that can't start a run says so, and leaves no thread", patience, async () => {
      const { scratch, server, view } = await tryIt({ thread_id: null, assistant_id: "chat", input: {} });
      expect(view).toMatchObject({
        tone: "error",
        message: expect.stringMatching(/^No answer came, and no run has appeared\. .*500/),
        notes: ["The thread that was made for it is deleted."],
      });
      expect((await problemOf(server.getThread(scratch))).kind).toBe("notFound");
    });
    return;
  }

  test.concurrent("a try: answer, time and tokens, and its thread is gone", patience, async () => {
    const input = { messages: [{ role: "user", content: "hello!" }] };
    const { server, scratch, view } = await tryIt({
      thread_id: null,
      assistant_id: "chat",
      input,
      stream_mode: "values",
    });
    expect(view).toMatchObject({ tone: "done", text: "Good morning", isAnswer: true });
    expect(view.message).toMatch(/^Answered after .* sec\. 23 tokens \(20 in, 3 out\)\.$/);
    expect((await problemOf(server.getThread(scratch))).kind).toBe("notFound");
  });

  test.concurrent("a try that fails, and one that waits for a person", patience, async () => {
    const failed = await tryIt({ thread_id: null, assistant_id: "needy", input: {} });
    expect(failed.view).toMatchObject({ tone: "error", text: `${facts.keyError}: 'topic'` });
    expect(failed.view.message).toMatch(/at the node need\.$/);
    const waits = await tryIt({ thread_id: null, assistant_id: "ask", input: { topic: "news" } });
    expect(waits.view).toMatchObject({ tone: "warning", text: expect.stringContaining("Publish?") });
    for (const { scratch, server } of [failed, waits]) {
      expect((await problemOf(server.getThread(scratch))).kind).toBe("notFound");
    }
  });

  test.concurrent("a try on a thread whose answer is lost runs once, and stays there", patience, async () => {
    const { thread_id } = await open().createThread();
    const createRun: AgentServer["createRun"] = async (request) => {
      await open().createRun(request);
      throw new ServerFailure({ kind: "timeout", milliseconds: 20_000 }, { method: "POST", path: request.path });
    };
    const args = { assistant_id: "look", input: {}, context: { team: "red" } };
    const { server, view } = await tryIt({ ...args, thread_id }, { createRun });
    const told = { tone: "done", text: expect.stringContaining('"team": "red"') };
    const untold = { tone: "error", message: expect.stringMatching(/^No answer came, and this server does not tell/) };
    expect(view).toMatchObject(facts.marksRuns ? told : untold);
    const readRuns = () => server.runs(thread_id, { limit: 10, offset: 0 });
    const cron_id = facts.marksRuns ? null : undefined;
    await vi.waitFor(async () => expect(await readRuns()).toMatchObject([{ status: "success", cron_id }]), patience);
    const own = await tryIt({ ...args, thread_id: null }, { createRun });
    expect(own.view).toMatchObject(told);
    expect((await problemOf(server.getThread(own.scratch))).kind).toBe("notFound");
  });

  test.concurrent(
    "the thread of a try that nobody follows any more is deleted, unless others use it",
    patience,
    async () => {
      const server = open();
      const [{ thread_id: other }, now] = [await server.createThread(), Date.now()];
      const leave = async () => {
        const note = { threadId: randomUUID(), key: randomUUID(), begunAt: now };
        await server.claimThread(note.threadId, { [metadataKeys.try]: note.key });
        const start = () => server.createRun(tryRequest({ assistant_id: "slow", input: {} }, note.threadId, note.key));
        return { note, start, remove: () => removeLeftScratch(note, { server, crons: [], now: Date.now() }) };
      };
      const [running, used] = [await leave(), await leave()];
      await running.start();
      expect(await running.remove()).toBe("deleted");
      expect((await problemOf(server.getThread(running.note.threadId))).kind).toBe("notFound");
      await used.start();
      await server.createRun({
        method: "POST",
        path: `/threads/${used.note.threadId}/runs`,
        body: { assistant_id: "chat", input: {}, multitask_strategy: "interrupt" },
      });
      expect(await used.remove()).toBe("kept");
      const mistaken = { threadId: other, key: "k", begunAt: now };
      expect(await removeLeftScratch(mistaken, { server, crons: [], now })).toBe("kept");
      expect(await server.getThread(used.note.threadId)).toMatchObject({ thread_id: used.note.threadId });
    },
  );

  test.concurrent("a try is cancelled while it runs", patience, async () => {
    const cancel = ({ kind, ...rest }: TryView, tries: TryRun) => {
      if (kind === "busy" && "message" in rest && rest.message.includes("at work")) tries.cancel();
    };
    const { scratch, server, view } = await tryIt({ thread_id: null, assistant_id: "slow", input: {} }, {}, cancel);
    expect(view).toMatchObject({ tone: "info", message: expect.stringMatching(/^Cancelled after/) });
    expect((await problemOf(server.getThread(scratch))).kind).toBe("notFound");
  });
}
