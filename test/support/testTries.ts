import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import type { RawArguments } from "../../src/core/arguments/cronArguments";
import { systemClock } from "../../src/core/base/clock";
import { overlay } from "../../src/core/known/overlay";
import type { AgentServer } from "../../src/core/server/agentServer";
import { ServerFailure } from "../../src/core/server/problems/serverProblem";
import { TryRun } from "../../src/features/cronForm/controller/try/tryRun";
import type { TryView } from "../../src/protocol/tryView";
import { problemOf } from "./failureOf";
import { connectionTo, englishWords } from "./formParts";

const patience = { timeout: 60_000 };

/** What a try gives on one kind of server. The server needs the graphs of `test/fixtures/graphs`. */
export function testTries(open: () => AgentServer): void {
  /** `onView`: may cancel. The ids are a key, and that of the thread. */
  async function tryIt(
    raw: RawArguments,
    over: Partial<AgentServer> = {},
    onView?: (view: TryView, it: TryRun) => void,
  ) {
    const server = overlay(open(), over);
    const ids: string[] = [];
    const ports = {
      words: englishWords,
      clock: systemClock,
      newId: () => {
        ids.push(randomUUID());
        return ids.at(-1) ?? "";
      },
      isTrusted: () => true,
      doubt: () => 25_000,
      server: async () => server,
      checkOptions: () => ({ now: Date.now(), minimumMinutes: 5 }),
      placeholders: async () => () => undefined,
      confirmTry: async () => true,
    };
    const destination = { kind: "known", connection: connectionTo("dev") } as const;
    const tries: TryRun = new TryRun(ports, { destination }, (view) => onView?.(view, tries));
    await tries.start({ arguments: raw, unreadable: [], onThread: raw.thread_id !== null });
    const { view } = tries;
    if (view.kind !== "ended") throw new Error(view.kind);
    const [, scratch = ""] = ids;
    return { server, view, scratch };
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
    expect(failed.view).toMatchObject({ tone: "error", text: "KeyError: 'topic'" });
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
    const { server, view } = await tryIt(
      { thread_id, assistant_id: "look", input: {}, context: { team: "red" } },
      { createRun },
    );
    expect(view).toMatchObject({ tone: "done", text: expect.stringContaining('"team": "red"') });
    const runs = await server.runs(thread_id, { limit: 10, offset: 0 });
    expect(runs).toMatchObject([{ status: "success", cron_id: null, isByHand: false }]);
  });

  test.concurrent("a try is cancelled while it runs", patience, async () => {
    const cancel = ({ kind, ...rest }: TryView, tries: TryRun) => {
      if (kind === "busy" && "message" in rest && rest.message.includes("at work")) tries.cancel();
    };
    const { scratch, server, view } = await tryIt({ thread_id: null, assistant_id: "slow", input: {} }, {}, cancel);
    expect(view).toMatchObject({ tone: "info", message: expect.stringMatching(/^Cancelled after/) });
    expect((await problemOf(server.getThread(scratch))).kind).toBe("notFound");
  });

  test.concurrent("a try with an assistant that is not there says so, and leaves no thread", patience, async () => {
    const { scratch, server, view } = await tryIt({ thread_id: null, assistant_id: "nobody", input: {} });
    expect(view).toMatchObject({ tone: "error", message: expect.stringContaining("nobody") });
    expect((await problemOf(server.getThread(scratch))).kind).toBe("notFound");
  });
}
