import { describe, expect, test } from "vitest";
import type { AgentServer, ThreadQuery } from "../../../../src/core/server/agentServer";
import { findBeyondIndex } from "../../../../src/platform/servers/findThreads";
import { readThreadIndex } from "../../../../src/platform/servers/threadIndex";
import { ThreadList } from "../../../../src/platform/servers/threadList";
import { threadWith } from "../../support/memoryServer";

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
  test("begins with those that have crons, in their order, then all others once", async () => {
    const { server } = serverWith(5);
    const list = new ThreadList([idOf(3), idOf(1)]);
    await list.load(server, 100);
    expect(ids(list)).toEqual([3, 1, 0, 2, 4].map(idOf));
    expect(list.hasMore).toBe(false);
  });

  test("reads its first page with one request where enough threads have crons", async () => {
    const { server, asked } = serverWith(10_000);
    const list = new ThreadList(Array.from({ length: 10_000 }, (_, number) => idOf(number)));
    await list.load(server, 100);
    expect(list.threads).toHaveLength(100);
    expect(asked).toHaveLength(1);
    expect(list.hasMore).toBe(true);
  });

  test("is complete after a few large pages", async () => {
    const { server, asked } = serverWith(10_000);
    const list = new ThreadList([idOf(9_999)]);
    await list.load(server, 100);
    await list.load(server, 20_000);
    expect(new Set(ids(list)).size).toBe(10_000);
    expect(list.hasMore).toBe(false);
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  test("loads no page twice when it is asked twice at once", async () => {
    const { server, asked } = serverWith(250);
    const list = new ThreadList([]);
    await Promise.all([list.load(server, 100), list.load(server, 100)]);
    expect(ids(list)).toEqual(Array.from({ length: 200 }, (_, number) => idOf(number)));
    expect(asked.map(({ offset }) => offset)).toEqual([0, 100]);
  });

  test("shows a thread that is known only from its crons", async () => {
    const { server } = serverWith(0);
    const list = new ThreadList([idOf(7)]);
    await list.load(server, 100);
    expect(ids(list)).toEqual([idOf(7)]);
  });

  test("puts a new thread on top without requesting the known ones again", async () => {
    const { server, asked } = serverWith(3);
    const list = new ThreadList([idOf(0)]);
    await list.load(server, 100);
    asked.length = 0;
    expect(list.unseen([idOf(0), idOf(9)])).toEqual([idOf(9)]);
    await list.pin(server, [idOf(9), idOf(0)]);
    expect(ids(list)[0]).toBe(idOf(9));
    expect(asked).toEqual([{ ids: [idOf(9)], limit: 1, offset: 0 }]);
  });

  test("pins existing threads without a request, and at most a thousand", async () => {
    const { server, asked } = serverWith(2_000);
    const list = new ThreadList([]);
    await list.load(server, 3);
    asked.length = 0;
    const before = ids(list);
    await list.pin(server, [idOf(1)]);
    expect(asked).toEqual([]);
    expect(ids(list)).toEqual(before);
    await list.pin(
      server,
      Array.from({ length: 1_500 }, (_, number) => idOf(number + 500)),
    );
    expect(asked.map(({ limit }) => limit)).toEqual([1_000]);
    expect(ids(list).slice(1_000)).toEqual(before);
    expect(list.get(idOf(500))).toEqual(threadOf(idOf(500)));
    expect(list.get("nowhere")).toBeUndefined();
  });

  test("treats neither existing nor planned threads as new", async () => {
    const { server } = serverWith(3);
    const list = new ThreadList([idOf(7)]);
    expect(list.unseen([idOf(7), idOf(0)])).toEqual([idOf(0)]);
    await list.load(server, 100);
    expect(list.unseen([idOf(7), idOf(0), idOf(9)])).toEqual([idOf(9)]);
  });

  test("shows the threads of its crons if the server gives no threads", async () => {
    const list = new ThreadList([idOf(1), idOf(2)]);
    const { server } = serverWith(2);
    await list.pin(server, [idOf(1)]);
    const known = list.get(idOf(1));
    list.showByCrons();
    expect(list.get(idOf(1))).toBe(known);
    expect(list.threads).toEqual([threadOf(idOf(1)), threadOf(idOf(2))]);
    expect(list.hasMore).toBe(false);
  });

  test("has more as long as threads with crons or others are left", async () => {
    const { server } = serverWith(0);
    const list = new ThreadList(Array.from({ length: 150 }, (_, number) => idOf(number)));
    await list.load(server, 100);
    expect([list.threads.length, list.hasMore]).toEqual([100, true]);
    await list.load(server, 100);
    expect([list.threads.length, list.hasMore]).toEqual([150, false]);
  });

  test("continues after a failed page", async () => {
    const { server } = serverWith(10);
    let failures = 1;
    const flaky = {
      searchThreads: (query: ThreadQuery) =>
        failures-- > 0 ? Promise.reject(new Error("reset")) : server.searchThreads(query),
    } as AgentServer;
    const list = new ThreadList([]);
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

  test("has no more threads than those, also after some of them are known by their crons", async () => {
    const { server } = repeating(1_000);
    const list = new ThreadList(Array.from({ length: 100 }, (_, number) => idOf(number)));
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
    const list = new ThreadList(Array.from({ length: 10_000 }, (_, number) => idOf(number)));
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
