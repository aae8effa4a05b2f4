import { describe, expect, test } from "vitest";
import type { AgentServer, ThreadQuery } from "../../../../src/core/server/agentServer";
import { findBeyondIndex } from "../../../../src/platform/servers/findThreads";
import { readThreadIndex } from "../../../../src/platform/servers/threadIndex";
import { ThreadList } from "../../../../src/platform/servers/threadList";
import { threadWith } from "../../../fixtures/threadWith";

const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

/** As a list has it: without the error. */
const threadOf = (id: string) => threadWith({ thread_id: id, error: undefined });

/** Threads 0 to `count` - 1 as the server orders them, and what it was asked. */
function serverWith(count: number) {
  const asked: ThreadQuery[] = [];
  const all = Array.from({ length: count }, (_, number) => idOf(number));
  const server: Pick<AgentServer, "searchThreads"> = {
    searchThreads: async (query) => {
      asked.push(query);
      const found = query.ids === undefined ? all : all.filter((id) => query.ids?.includes(id));
      return found.slice(query.offset, query.offset + query.limit).map(threadOf);
    },
  };
  return { server: server as AgentServer, asked };
}

const ids = (list: ThreadList) => list.threads.map(({ thread_id }) => thread_id);

describe("the list of threads", () => {
  test("begins with one page, and is complete after a few large ones", async () => {
    const { server, asked } = serverWith(10_000);
    const list = new ThreadList();
    await list.load(server, 100);
    expect([list.threads.length, asked.length, list.hasMore]).toEqual([100, 1, true]);
    await list.load(server, 20_000);
    expect(new Set(ids(list)).size).toBe(10_000);
    expect(list.hasMore).toBe(false);
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  test("loads on until there is something to show", async () => {
    const { server, asked } = serverWith(2_500);
    const list = new ThreadList();
    await list.load(server, 100);
    asked.length = 0;
    await list.loadMore(server, ({ thread_id }) => thread_id >= idOf(1_500));
    expect(asked.map(({ limit, offset }) => [limit, offset])).toEqual([
      [100, 100],
      [1_000, 200],
      [1_000, 1_200],
    ]);
  });

  test("gives up after ten requests that brought nothing to show", async () => {
    const { server, asked } = serverWith(20_000);
    const list = new ThreadList();
    await list.loadMore(server, () => false);
    expect([asked.length, list.hasMore]).toEqual([10, true]);
  });

  test("has no more of a server that can't list them", () => {
    const list = new ThreadList();
    list.close();
    expect(list.hasMore).toBe(false);
  });

  test("shows each thread as it was read last", async () => {
    const { server } = serverWith(2);
    const newer = threadWith({ thread_id: idOf(1), status: "error" });
    const list = new ThreadList((id) => (id === idOf(1) ? newer : undefined));
    await list.load(server, 100);
    expect(list.threads).toEqual([threadOf(idOf(0)), newer]);
    expect([list.get(idOf(1)), list.get("nowhere")]).toEqual([newer, undefined]);
  });

  test("loads no page twice when it is asked twice at once", async () => {
    const { server, asked } = serverWith(250);
    const list = new ThreadList();
    await Promise.all([list.load(server, 100), list.load(server, 100)]);
    expect(ids(list)).toEqual(Array.from({ length: 200 }, (_, number) => idOf(number)));
    expect(asked.map(({ offset }) => offset)).toEqual([0, 100]);
  });

  test("continues after a failed page", async () => {
    const { server } = serverWith(10);
    let failures = 1;
    const flaky = {
      searchThreads: (query: ThreadQuery) =>
        failures-- > 0 ? Promise.reject(new Error("reset")) : server.searchThreads(query),
    } as AgentServer;
    const list = new ThreadList();
    await expect(list.load(flaky, 100)).rejects.toThrow("reset");
    await list.load(flaky, 100);
    expect(list.threads).toHaveLength(10);
  });
});

describe("a server that returns the same page again and again", () => {
  const repeating = (count: number) => {
    const { asked, server } = serverWith(count);
    const searchThreads = (query: ThreadQuery) =>
      asked.length < 20
        ? server.searchThreads({ ...query, offset: 0 })
        : Promise.reject(new Error("too many requests"));
    return { asked, server: { searchThreads } as AgentServer };
  };

  test("has no more threads than those", async () => {
    const { server } = repeating(1_000);
    const list = new ThreadList();
    await list.load(server, 100);
    expect(list.hasMore).toBe(true);
    await list.load(server, 100);
    expect([list.threads.length, list.hasMore]).toEqual([100, false]);
  });

  test("is searched as far as it can be, which may not be all", async () => {
    const { asked, server } = repeating(5_000);
    const { complete, threads } = await readThreadIndex(server);
    expect([threads.length, complete, asked.length]).toEqual([1_000, false, 2]);
  });
});

describe("searching a server", () => {
  test("10,000 threads and 10,000 crons are read with at most 25 requests in all", async () => {
    const { server, asked } = serverWith(10_000);
    const list = new ThreadList();
    await list.load(server, 100);
    const index = await readThreadIndex(server);
    expect(index.threads).toHaveLength(10_000);
    // Besides: /info, the assistants, and the crons in ten full pages and an empty one.
    expect(asked.length + 1 + 1 + 11).toBeLessThanOrEqual(25);
  });

  test("says if it has not searched all of them, and asks the server for other ids", async () => {
    const { server, asked } = serverWith(10_001);
    expect((await readThreadIndex(server)).complete).toBe(false);
    expect(await findBeyondIndex(server, idOf(10_000))).toEqual([threadOf(idOf(10_000))]);
    await findBeyondIndex(server, "team=a b");
    expect(asked.at(-1)).toEqual({ metadata: { team: "a b" }, limit: 1000, offset: 0 });
    asked.length = 0;
    expect(await findBeyondIndex(server, "two words")).toEqual([]);
    expect(asked).toEqual([]);
  });
});
