import { beforeEach, describe, expect, test, vi } from "vitest";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub } from "../../support/vscode";

beforeEach(resetStub);

function open(server: MemoryServer) {
  const { connection, connections, store } = createServers({ dev: server });
  return { connections, dev: connection("dev"), facts: store.facts };
}

describe("what a server says while somebody edits", () => {
  test("is asked once for each question, until all is forgotten or the connection is another", async () => {
    const server = new MemoryServer();
    server.assistants = [{ assistant_id: "a", graph_id: "agent", name: "Agent" }];
    server.nodes = [{ id: "plan" }];
    server.threads.push(threadWith({ thread_id: "x" }), threadWith({ thread_id: "y" }));
    const { connections, dev, facts } = open(server);
    const askAll = async (connection = dev) => {
      const questions = facts.questions(connection);
      expect(await questions.assistants()).toEqual(server.assistants);
      expect((await questions.threads(["y"])).map(({ thread_id }) => thread_id)).toEqual(["y"]);
      expect((await questions.threads(["x"])).map(({ thread_id }) => thread_id)).toEqual(["x"]);
      expect(await questions.nodes("agent")).toEqual(["plan"]);
      expect(await questions.nodes("other")).toEqual(["plan"]);
      expect(await questions.schemas("a")).toMatchObject({ input_schema: null });
      return server.requests.length;
    };
    expect(await askAll()).toBe(6);
    expect(await askAll()).toBe(6);
    facts.forget();
    expect(await askAll()).toBe(12);
    await connections.update("dev", {});
    expect(await askAll(connections.get("dev") as typeof dev)).toBe(18);
  });

  test("is requested in pages that servers accept, and can be cancelled", async () => {
    const server = new MemoryServer();
    const { dev, facts } = open(server);
    const options = { signal: expect.any(AbortSignal) };
    const assistants = vi.spyOn(server.api, "searchAssistants");
    const threads = vi.spyOn(server.api, "searchThreads");
    await facts.assistants(dev);
    expect(assistants).toHaveBeenCalledWith({ limit: 1_000, offset: 0 }, options);
    await facts.findThreads(dev, " ");
    expect(threads).toHaveBeenLastCalledWith({ limit: 101, offset: 0 }, options);
    await facts.findThreads(dev, "word");
    expect(threads).toHaveBeenLastCalledWith({ limit: 1_000, offset: 0 }, options);
    expect(threads).toHaveBeenCalledTimes(2);
  });

  test("beyond the newest threads is asked with the caller's own signal", async () => {
    const server = new MemoryServer();
    server.threads.push(...Array.from({ length: 10_000 }, (_, n) => threadWith({ thread_id: `thread-${n}` })));
    const { dev, facts } = open(server);
    const threads = vi.spyOn(server.api, "searchThreads");
    const { signal } = new AbortController();
    await facts.findThreads(dev, "team=blue", signal);
    const query = { metadata: { team: "blue" }, limit: 1_000, offset: 0 };
    expect(threads).toHaveBeenLastCalledWith(query, { signal });
    await facts.findThreads(dev, "team=blue");
    expect(threads).toHaveBeenLastCalledWith(query, {});
  });

  test("a caller's signal ends the request that nobody else waits for", async () => {
    const server = new MemoryServer();
    server.pause = () => new Promise(() => undefined);
    const { dev, facts } = open(server);
    const leaving = new AbortController();
    const asked = facts.assistants(dev, leaving.signal);
    leaving.abort(new Error("typed on"));
    await expect(asked).rejects.toThrow("typed on");
    await expect(facts.findThreads(dev, "x", AbortSignal.abort(new Error("gone")))).rejects.toThrow("gone");
  });

  test.each([
    ["", 100, 100, false],
    ["  ", 101, 100, true],
    ["thread", 100, 100, false],
    ["thread", 101, 100, true],
    ["thread-7 idle", 10, 1, false],
    ["nowhere", 10, 0, false],
  ])("of %j in %i threads %i are found, cut: %s", async (text, count, found, cut) => {
    const server = new MemoryServer();
    server.threads.push(...Array.from({ length: count }, (_, n) => threadWith({ thread_id: `thread-${n}` })));
    const { dev, facts } = open(server);
    const { isCut, threads } = await facts.findThreads(dev, text);
    expect([threads.length, isCut]).toEqual([found, cut]);
  });

  test("a list of more than 10,000 is always cut, and the server is asked for one id or value beyond", async () => {
    const server = new MemoryServer();
    const id = "00000000-0000-4000-8000-000000000001";
    server.threads.push(...Array.from({ length: 10_000 }, (_, n) => threadWith({ thread_id: `thread-${n}` })));
    server.threads.push(threadWith({ thread_id: id, metadata: { team: "light blue" } }));
    const { dev, facts } = open(server);
    const find = async (text: string) => {
      const { isCut, threads } = await facts.findThreads(dev, text);
      return [isCut, ...threads.map(({ thread_id }) => thread_id)];
    };
    expect(await find(` ${id} `)).toEqual([true, id]);
    expect(await find("team=light blue")).toEqual([true, id]);
    expect(await find("team=light")).toEqual([true]);
    expect(await find("thread-77 idle")).toHaveLength(1 + 100);
  });
});
