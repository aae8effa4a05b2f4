import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { ServerProblem } from "../../../../src/core/server/problems/serverProblem";
import type { ServerChange } from "../../../../src/platform/servers/serverRecord";
import { ThreadList } from "../../../../src/platform/servers/threadList";
import { cronWith } from "../../../fixtures/cronWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { createGate, settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";

beforeEach(resetStub);

const unreachable: ServerProblem = { kind: "unreachable", reason: "ECONNREFUSED" };
const twoCrons = () => new MemoryServer([cronWith({ cron_id: "a" }), cronWith({ cron_id: "b" })]);

function open(server: MemoryServer, others: Readonly<Record<string, MemoryServer>> = {}) {
  const parts = createServers({ dev: server, ...others });
  const events: ServerChange[] = [];
  parts.store.onDidChange((change) => events.push(change));
  return { ...parts, dev: parts.connection("dev"), events };
}

describe("events", () => {
  test("name the crons that came, went and changed, and whether the state did", async () => {
    const server = twoCrons();
    const { dev, events, store } = open(server);
    await store.refresh(dev);
    expect(events.map(({ state, added }) => [state, added])).toEqual([
      [true, []],
      [true, ["a", "b"]],
    ]);
    events.length = 0;
    server.crons.delete("a");
    server.change("b", { schedule: "1 1 * * *" });
    server.crons.set("c", cronWith({ cron_id: "c" }));
    await store.refresh(dev);
    expect(events).toEqual([{ connection: dev, state: false, added: ["c"], removed: ["a"], changed: ["b"] }]);
  });

  test("a new version of the server is a change of its state", async () => {
    const server = twoCrons();
    const { dev, events, store } = open(server);
    await store.refresh(dev);
    events.length = 0;
    server.info = { ...server.info, version: "0.17.0" };
    await store.refresh(dev);
    expect(events).toEqual([{ connection: dev, state: true, added: [], removed: [], changed: [] }]);
  });

  test("the time of the list is that of its beginning, and moves with each refresh", async () => {
    const { dev, store } = open(twoCrons());
    expect(store.snapshot(dev)).toEqual({ state: { kind: "unknown" }, asOf: undefined, crons: [], isComplete: false });
    const before = Date.now();
    await store.refresh(dev);
    const { asOf, isComplete, state } = store.snapshot(dev);
    expect([state.kind, isComplete]).toEqual(["ready", true]);
    expect(asOf).toBeGreaterThanOrEqual(before);
  });

  test("writes through any server of the store are known, including deleted crons", async () => {
    const server = twoCrons();
    const { dev, events, store } = open(server);
    await store.refresh(dev);
    events.length = 0;
    const api = await store.server(dev);
    const enabled = () => store.crons(dev).map((cron) => [cron.cron_id, cron.enabled]);
    await api.patchCron("a", { enabled: false });
    expect(enabled()).toEqual([
      ["a", false],
      ["b", true],
    ]);
    expect(events.map(({ changed }) => changed)).toEqual([["a"]]);
    server.crons.delete("b");
    await expect(api.patchCron("b", { enabled: false })).rejects.toThrow();
    expect(enabled()).toEqual([["a", false]]);
    server.crons.delete("a");
    await expect(api.getCron("a")).rejects.toThrow();
    expect(events.map(({ removed }) => removed)).toEqual([[], ["b"], ["a"]]);
    expect(enabled()).toEqual([]);
    server.crons.set("c", cronWith({ cron_id: "c", payload: { input: {} } }));
    await api.searchCrons({ limit: 10, offset: 0, withPayload: true });
    // A search may give everything: its payloads are not kept.
    expect(store.crons(dev).map(({ cron_id, payload }) => [cron_id, payload])).toEqual([["c", undefined]]);
    expect(events.at(-1)?.added).toEqual(["c"]);
    await api.getCron("c");
    expect(store.cron(dev, "c")?.payload).toEqual({ input: {} });
  });

  test("changes made elsewhere can be added, and what belongs together is one change", async () => {
    const { dev, events, store } = open(twoCrons());
    await store.refresh(dev);
    events.length = 0;
    await store.together(dev, async () => {
      store.apply(dev, { kind: "written", cron: cronWith({ cron_id: "a", enabled: false }) });
      store.apply(dev, { kind: "gone", cronId: "b" });
      expect(events).toEqual([]);
    });
    expect(events.map(({ changed, removed }) => [changed, removed])).toEqual([[["a"], ["b"]]]);
  });
});

describe("a server that stops answering", () => {
  test("is marked at the first request without an answer, keeps its rows, and is back with the next answer", async () => {
    const server = twoCrons();
    const { dev, events, store } = open(server);
    await store.refresh(dev);
    const { asOf } = store.snapshot(dev);
    events.length = 0;
    server.fails = () => unreachable;
    const api = await store.server(dev);
    await expect(api.searchAssistants({ limit: 1, offset: 0 })).rejects.toThrow();
    expect(store.snapshot(dev)).toMatchObject({ state: { kind: "problem", problem: unreachable }, asOf });
    expect(store.crons(dev)).toHaveLength(2);
    await expect(api.searchAssistants({ limit: 1, offset: 0 })).rejects.toThrow();
    expect(events.map(({ state }) => state)).toEqual([true]);
    server.fails = () => undefined;
    await api.searchAssistants({ limit: 1, offset: 0 });
    expect(store.state(dev).kind).toBe("ready");
    expect(events.map(({ state }) => state)).toEqual([true, true]);
  });

  test("a refusal is an answer too", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    await store.refresh(dev);
    const api = await store.server(dev);
    server.fails = () => ({ kind: "timeout", milliseconds: 1 });
    await expect(api.getCron("a")).rejects.toThrow();
    expect(store.state(dev).kind).toBe("problem");
    server.fails = () => ({ kind: "rejected", status: 422, detail: "", parameter: null });
    await expect(api.getCron("a")).rejects.toThrow();
    expect(store.state(dev).kind).toBe("ready");
  });

  test("a refusal, or a caller who leaves, is no silence", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    await store.refresh(dev);
    const api = await store.server(dev);
    server.fails = () => ({ kind: "serverError", status: 500, detail: "" });
    await expect(api.getCron("a")).rejects.toThrow();
    await expect(api.getCron("a", { signal: AbortSignal.abort() })).rejects.toThrow();
    await expect(api.patchCron("a", {})).rejects.toThrow();
    expect(store.state(dev).kind).toBe("ready");
    expect(store.crons(dev)).toHaveLength(2);
    server.fails = () => undefined;
    server.crons.delete("a");
    await expect(api.getCron("a")).rejects.toThrow();
    expect(store.crons(dev).map(({ cron_id }) => cron_id)).toEqual(["b"]);
  });

  test("a request that began before the last answered one does not count any more", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    await store.refresh(dev);
    const api = await store.server(dev);
    const gate = createGate();
    server.pause = async (method) => {
      if (method === "graphNodes") await gate.opened;
    };
    server.fails = (method) => (method === "graphNodes" ? unreachable : undefined);
    const old = api.graphNodes("agent");
    await api.getCron("a");
    gate.open();
    await expect(old).rejects.toThrow();
    expect(store.state(dev).kind).toBe("ready");
  });

  test("is read again when it is back, if somebody watches it", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    const watch = store.watch(dev, "crons");
    await settle();
    const fall = async () => {
      server.fails = () => unreachable;
      await expect((await store.server(dev)).getCron("a")).rejects.toThrow();
      server.fails = () => undefined;
      server.requests.length = 0;
      await (await store.server(dev)).getCron("a");
      await settle();
      return server.requests;
    };
    expect(await fall()).toEqual(["getCron", "info", "searchCrons"]);
    watch.dispose();
    expect(await fall()).toEqual(["getCron"]);
  });

  test("from the start is known after the first answer: it is read then", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    server.fails = () => unreachable;
    await store.refresh(dev);
    expect(store.snapshot(dev)).toMatchObject({ state: { kind: "problem" }, asOf: undefined });
    server.fails = () => undefined;
    await (await store.server(dev)).searchAssistants({ limit: 1, offset: 0 });
    await settle();
    expect(store.snapshot(dev)).toMatchObject({ state: { kind: "ready" }, isComplete: true });
  });

  test.each([
    ["unauthorized", { kind: "unauthorized", status: 401, detail: "", keySent: true }, 0],
    ["notAgentServer", { kind: "notAgentServer", reason: "HTML" }, 0],
    ["serverError", { kind: "serverError", status: 500, detail: "" }, 2],
    ["timeout", { kind: "timeout", milliseconds: 1 }, 2],
    ["busy", { kind: "busy", status: 503, retryAfterSeconds: null, detail: "" }, 2],
  ] as const)("a refresh that ends with %s leaves %s", async (_name, problem, crons) => {
    const server = twoCrons();
    const { dev, store } = open(server);
    await store.refresh(dev);
    server.fails = () => problem;
    expect(await store.refresh(dev)).toEqual({ kind: "problem", problem });
    expect(store.crons(dev)).toHaveLength(crons);
    expect(store.snapshot(dev).asOf === undefined).toBe(crons === 0);
    server.fails = () => undefined;
    expect((await store.refresh(dev)).kind).toBe("ready");
    expect(store.crons(dev)).toHaveLength(2);
  });

  test.each([
    ["unauthorized", { kind: "unauthorized", status: 401, detail: "", keySent: true }],
    ["busy", { kind: "busy", status: 503, retryAfterSeconds: null, detail: "" }],
    ["serverError", { kind: "serverError", status: 500, detail: "" }],
    ["notAgentServer", { kind: "notAgentServer", reason: "HTML" }],
  ] as const)("after %s only a request that is done brings it back", async (_name, problem) => {
    const server = twoCrons();
    const { dev, store } = open(server);
    server.fails = () => problem;
    await store.refresh(dev);
    const api = await store.server(dev);
    await expect(api.searchAssistants({ limit: 1, offset: 0 })).rejects.toThrow();
    server.fails = (method) => (method === "graphNodes" ? problem : undefined);
    server.requests.length = 0;
    await expect(api.graphNodes("agent")).rejects.toThrow();
    await settle();
    expect(server.requests).toEqual(["graphNodes"]);
    await api.searchAssistants({ limit: 1, offset: 0 });
    await settle();
    expect(store.state(dev).kind).toBe("ready");
  });

  test("what was learnt about it while somebody edits is asked again when it is back", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    await store.refresh(dev);
    await store.facts.assistants(dev);
    await store.facts.assistants(dev);
    expect(server.count("searchAssistants")).toBe(1);
    server.fails = () => unreachable;
    await expect((await store.server(dev)).getCron("a")).rejects.toThrow();
    server.fails = () => undefined;
    await (await store.server(dev)).getCron("a");
    await store.facts.assistants(dev);
    expect(server.count("searchAssistants")).toBe(2);
  });

  test("says so in the log, with only the address", async () => {
    const server = twoCrons();
    const { dev, lines, store } = open(server);
    server.fails = () => unreachable;
    await store.refresh(dev);
    expect(lines).toEqual([expect.stringContaining("http://dev.test: ")]);
  });

  test("a server without crons says so", async () => {
    const server = twoCrons();
    server.info = { ...server.info, hasCrons: false };
    const { dev, store } = open(server);
    expect(await store.refresh(dev)).toEqual({
      kind: "problem",
      problem: { kind: "noCrons", version: server.info.version },
    });
    expect(server.count("searchCrons")).toBe(0);
  });
});

describe("what earlier submits have left", () => {
  test("is finished after the list was shown, and each write is shown when it is done", async () => {
    const server = twoCrons();
    const seen: (readonly string[])[] = [];
    const { connection, store } = createServers(
      { dev: server },
      {
        cleanUp: async (api, _connection, _journal, _log, crons) => {
          seen.push(crons().map(({ cron_id }) => cron_id));
          await api.patchCron("a", { enabled: false });
          await api.deleteCron("b");
        },
      },
    );
    const events: ServerChange[] = [];
    store.onDidChange((change) => events.push(change));
    await store.refresh(connection("dev"));
    await settle();
    expect(seen).toEqual([["a", "b"]]);
    expect(events.map(({ added, changed, removed }) => [added, changed, removed])).toEqual([
      [[], [], []],
      [["a", "b"], [], []],
      [[], ["a"], []],
      [[], [], ["b"]],
    ]);
  });

  test("and what tries have left is deleted by a refresh, of this connection alone", async () => {
    const server = twoCrons();
    const { connection, scratch, store } = createServers({ dev: server, other: new MemoryServer() });
    const begunAt = Date.now();
    const note = (threadId: string) => ({ threadId, key: `key of ${threadId}`, begunAt });
    for (const [id, thread_id] of [
      ["dev", "left"],
      ["dev", "busy"],
      ["other", "elsewhere"],
    ] as const) {
      await scratch.begin(connection(id), note(thread_id));
      const metadata = { langgraph_crons_try: note(thread_id).key };
      server.threads.push(threadWith({ thread_id, metadata }));
      if (thread_id !== "busy") await scratch.end(thread_id, false);
    }
    await store.refresh(connection("dev"));
    await expect.poll(() => scratch.left(connection("dev"))).toEqual([]);
    expect(server.threads.map(({ thread_id }) => thread_id)).toEqual(["busy", "elsewhere"]);
    expect(scratch.left(connection("other"))).toEqual([note("elsewhere")]);
  });

  test("removes nothing from the list if it can't be finished", async () => {
    const { connection, lines, store } = createServers(
      { dev: twoCrons() },
      {
        cleanUp: async () => {
          throw new Error("no journal");
        },
      },
    );
    expect((await store.refresh(connection("dev"))).kind).toBe("ready");
    await settle();
    expect(store.crons(connection("dev"))).toHaveLength(2);
    expect(lines).toEqual(["http://dev.test: Error: no journal"]);
  });
});

test("if a server can't be asked at all, the reason is shown as its problem", async () => {
  const { connection, store } = createServers(
    { dev: twoCrons() },
    {
      openServer: () => {
        throw new Error("no secrets");
      },
    },
  );
  expect(await store.refresh(connection("dev"))).toEqual({
    kind: "problem",
    problem: { kind: "notAgentServer", reason: "Error: no secrets" },
  });
});

describe("a first list of several pages", () => {
  test("is shown page by page, a later one as a whole", async () => {
    const server = new MemoryServer(Array.from({ length: 2_500 }, (_, n) => cronWith({ cron_id: `c${n}` })));
    const { dev, events, store } = open(server);
    await store.refresh(dev);
    expect(events.map(({ added }) => added.length)).toEqual([0, 1_000, 950, 550]);
    events.length = 0;
    for (let n = 0; n < 2_500; n += 1) server.change(`c${n}`, {});
    await store.refresh(dev);
    expect(events.map(({ changed }) => changed.length)).toEqual([2_500]);
  });

  test("has its threads with the pages, and no change of their own for each thousand", async () => {
    const crons = Array.from({ length: 2_500 }, (_, n) => cronWith({ cron_id: `c${n}`, thread_id: `t${n}` }));
    const server = new MemoryServer(crons);
    server.threads.push(...crons.map((_, n) => threadWith({ thread_id: `t${n}` })));
    const { dev, events, store } = open(server);
    await store.refresh(dev);
    expect(server.count("searchThreads")).toBe(3);
    expect(events.filter(({ added }) => added.length > 0)).toHaveLength(3);
    expect(events.length).toBeLessThanOrEqual(5);
    expect(store.thread(dev, "t2499")).toBeDefined();
  });

  test("may be waited for until its first rows are there; it is read once", async () => {
    const server = new MemoryServer(Array.from({ length: 1_500 }, (_, n) => cronWith({ cron_id: `c${n}` })));
    const gate = createGate();
    server.pause = async (method, moment) => {
      if (method === "searchCrons" && moment === "answer" && server.count("searchCrons") > 1) await gate.opened;
    };
    const { dev, store } = open(server);
    expect((await store.load(dev)).kind).toBe("ready");
    expect(store.snapshot(dev)).toMatchObject({ isComplete: false, crons: { length: 1_000 } });
    gate.open();
    await store.refresh(dev);
    await store.load(dev);
    expect(server.count("info")).toBe(1);
    expect(store.snapshot(dev).isComplete).toBe(true);
  });

  test("that fails on its way leaves what has come, and the next refresh reads it all", async () => {
    const server = new MemoryServer(Array.from({ length: 1_500 }, (_, n) => cronWith({ cron_id: `c${n}` })));
    const { dev, store } = open(server);
    server.fails = (method) =>
      method === "searchCrons" && server.count("searchCrons") > 1 ? { kind: "timeout", milliseconds: 1 } : undefined;
    expect((await store.load(dev)).kind).toBe("ready");
    await store.refresh(dev);
    expect(store.snapshot(dev)).toMatchObject({
      state: { kind: "problem" },
      isComplete: false,
      crons: { length: 1_000 },
    });
    expect((await store.load(dev)).kind).toBe("problem");
    server.fails = () => undefined;
    await store.refresh(dev);
    expect(store.snapshot(dev)).toMatchObject({ state: { kind: "ready" }, isComplete: true, crons: { length: 1_500 } });
  });

  test.each<[ServerProblem, string]>([
    [{ kind: "timeout", milliseconds: 1 }, "problem"],
    [{ kind: "rejected", status: 422, detail: "no", parameter: null }, "ready"],
  ])("is shown without its threads, and that the server does not answer for them: %o", async (problem, state) => {
    const server = new MemoryServer([cronWith({ cron_id: "a", thread_id: "t" })]);
    const { dev, store } = open(server);
    server.fails = (method) => (method === "searchThreads" ? problem : undefined);
    await store.refresh(dev);
    expect(store.snapshot(dev)).toMatchObject({ state: { kind: state }, isComplete: true, crons: { length: 1 } });
  });
});

describe("connections", () => {
  test("after the end there are no events, and open requests are aborted", async () => {
    const server = twoCrons();
    const { connections, dev, events, store } = open(server);
    const gate = createGate();
    server.pause = async () => gate.opened;
    const refresh = store.refresh(dev);
    await settle();
    events.length = 0;
    store.dispose();
    expect((await refresh).kind).toBe("problem");
    gate.open();
    await connections.update("dev", {});
    expect(events).toEqual([]);
  });

  test("a caller may leave at once, or while it waits", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    const gate = createGate();
    server.pause = async () => gate.opened;
    const leaving = new AbortController();
    const waits = store.refresh(dev, leaving.signal);
    expect((await store.refresh(dev, AbortSignal.abort())).kind).toBe("connecting");
    leaving.abort();
    expect((await waits).kind).toBe("connecting");
    gate.open();
    expect((await store.refresh(dev, new AbortController().signal)).kind).toBe("ready");
  });

  test("one that was removed learns nothing, and nothing is known about it", async () => {
    const server = twoCrons();
    const { connections, dev, events, store } = open(server);
    await connections.remove("dev");
    const api = await store.server(dev);
    await api.patchCron("a", { enabled: false });
    await store.readNamed(dev, ["x"]);
    store.apply(dev, { kind: "gone", cronId: "a" });
    store.apply(dev, { kind: "written", cron: cronWith({ cron_id: "a" }) });
    store.keep(dev, { assistants: [] });
    expect(await store.together(dev, async () => 7)).toBe(7);
    expect(await store.runs(dev, cronWith({ cron_id: "a", thread_id: "t" }))).toBeUndefined();
    expect([store.cron(dev, "a"), store.threads(dev)]).toEqual([undefined, undefined]);
    expect([store.crons(dev), store.named(dev, "x"), store.assistants(dev)]).toEqual([[], [], []]);
    expect(events).toEqual([]);
  });

  test("those that have not changed keep what is known about them", async () => {
    const [dev, prod] = [twoCrons(), twoCrons()];
    const { connection, connections, store } = open(dev, { prod });
    await store.refresh(connection("prod"));
    await connections.update("dev", {});
    expect(store.crons(connection("prod"))).toHaveLength(2);
  });

  test("a second watcher keeps a first one's interest alive", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    const [one, other] = [store.watch(dev, "crons"), store.watch(dev, "crons")];
    await settle();
    expect(server.count("info")).toBe(1);
    one.dispose();
    const fall = async () => {
      server.fails = () => unreachable;
      await expect((await store.server(dev)).getCron("a")).rejects.toThrow();
      server.fails = () => undefined;
      await (await store.server(dev)).getCron("a");
      await settle();
    };
    await fall();
    expect(server.count("info")).toBe(2);
    other.dispose();
    await fall();
    expect(server.count("info")).toBe(2);
  });

  test("an answer that comes after its connection was changed is dropped", async () => {
    const server = twoCrons();
    const { connections, dev, events, store } = open(server);
    const gate = createGate();
    server.pause = async (method, moment) => {
      if (method === "searchCrons" && moment === "answer") await gate.opened;
    };
    const refresh = store.refresh(dev);
    await settle();
    events.length = 0;
    await connections.update("dev", { url: "http://other.test" });
    gate.open();
    await refresh;
    const changed = connections.get("dev") as typeof dev;
    expect(store.snapshot(changed).state.kind).toBe("unknown");
    expect(store.snapshot(dev).state.kind).toBe("unknown");
    expect(events).toEqual([]);
    // A form that still holds the old one learns nothing, and hurts nothing.
    expect(await store.refresh(dev)).toEqual({ kind: "unknown" });
  });

  test("nothing is asked without trust", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    stubState.isTrusted = false;
    expect(await store.refresh(dev)).toEqual({ kind: "unknown" });
    expect(await store.load(dev)).toEqual({ kind: "unknown" });
    expect(server.requests).toEqual([]);
  });

  test("each is read on its own", async () => {
    const [dev, prod] = [twoCrons(), new MemoryServer([cronWith({ cron_id: "p" })])];
    dev.fails = () => unreachable;
    const { connection, store } = open(dev, { prod });
    await Promise.all([store.refresh(connection("dev")), store.refresh(connection("prod"))]);
    expect(store.state(connection("dev")).kind).toBe("problem");
    expect(store.crons(connection("prod")).map(({ cron_id }) => cron_id)).toEqual(["p"]);
  });
});

describe("what is read on demand", () => {
  test("runs of a cron are asked once until the next refresh, or a run by hand", async () => {
    const server = new MemoryServer([cronWith({ cron_id: "a", thread_id: "thread", payload: {} })]);
    const { actions, dev, refs, store } = open(server);
    await store.refresh(dev);
    const cron = store.cron(dev, "a") as never;
    await Promise.all([store.runs(dev, cron), store.runs(dev, cron)]);
    expect(server.count("runs")).toBe(1);
    expect(await actions.runNow(refs("dev", "a")[0] as never)).toMatchObject({ kind: "started" });
    await store.runs(dev, cron);
    expect(server.count("runs")).toBe(2);
    await store.refresh(dev);
    await store.runs(dev, cron);
    expect(server.count("runs")).toBe(3);
  });

  test("crons of a spec's name come with their payloads; deleted ones are removed", async () => {
    const named = (id: string, name: string) =>
      cronWith({ cron_id: id, metadata: { langgraph_crons_name: name }, payload: { input: id } });
    const server = new MemoryServer([named("a", "x"), named("b", "y")]);
    const { dev, events, store } = open(server);
    await store.refresh(dev);
    await store.readNamed(dev, ["x"]);
    expect(store.named(dev, "x").map(({ payload }) => payload)).toEqual([{ input: "a" }]);
    expect(store.named(dev, "y").map(({ payload }) => payload)).toEqual([undefined]);
    server.crons.delete("a");
    await store.readNamed(dev, ["x"]);
    expect(events.at(-1)?.removed).toEqual(["a"]);
    expect(store.crons(dev).map(({ cron_id }) => cron_id)).toEqual(["b"]);
  });

  test("more than twenty names are one search", async () => {
    const server = twoCrons();
    const { dev, store } = open(server);
    await store.readNamed(
      dev,
      Array.from({ length: 20 }, (_, n) => `n${n}`),
    );
    expect(server.count("searchCrons")).toBe(20);
    await store.readNamed(
      dev,
      Array.from({ length: 21 }, (_, n) => `n${n}`),
    );
    expect(server.count("searchCrons")).toBe(21);
  });

  test("threads that are locks are in no list of threads", async () => {
    const server = twoCrons();
    server.threads.push(threadWith({ thread_id: "x", metadata: { langgraph_crons_lock: "n" } }));
    server.threads.push(threadWith({ thread_id: "y" }));
    const { dev, store } = open(server);
    expect((await store.facts.findThreads(dev, "")).threads.map(({ thread_id }) => thread_id)).toEqual(["y"]);
    const { complete, threads } = await store.facts.threadIndex(dev);
    expect([complete, threads.map(({ thread_id }) => thread_id)]).toEqual([true, ["y"]]);
  });
});

const request = fc.record({
  kind: fc.constantFrom("refresh", "pause", "patch", "delete", "read", "named", "otherClient"),
  id: fc.constantFrom("a", "b"),
});

test("in any order of refreshes, actions and answers a row is never older than an action that has ended, and events report all", async () => {
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), fc.array(request, { minLength: 1, maxLength: 8 }), async (s, requests) => {
      resetStub();
      const mine = { langgraph_crons_name: "x" };
      const server = new MemoryServer(["a", "b"].map((id) => cronWith({ cron_id: id, metadata: mine })));
      const { actions, dev, refs, store } = open(server);
      await store.refresh(dev);
      const replica = new Map(store.crons(dev).map((cron) => [cron.cron_id, cron]));
      store.onDidChange(({ added, changed, removed }) => {
        for (const id of [...added, ...changed]) replica.set(id, store.cron(dev, id) as never);
        for (const id of removed) replica.delete(id);
      });
      server.pause = (method, moment) => s.schedule(Promise.resolve(), `${method} ${moment}`);
      const newest = new Map<string, string>();
      const end = (id: string, updated: string) => {
        if (updated > (newest.get(id) ?? "")) newest.set(id, updated);
      };
      const api = await store.server(dev);
      const act = async ({ kind, id }: (typeof requests)[number]) => {
        await s.schedule(Promise.resolve(), `${kind} begins`);
        if (kind === "refresh") await store.refresh(dev);
        if (kind === "read") await api.getCron(id).catch(() => undefined);
        if (kind === "named") await store.readNamed(dev, ["x"]);
        if (kind === "otherClient" && server.crons.has(id)) server.change(id, { schedule: "1 1 * * *" });
        if (kind === "delete") {
          await actions.delete(refs("dev", id));
          end(id, "deleted");
        }
        if (kind === "pause") {
          const [outcome] = await actions.setEnabled(refs("dev", id), false);
          if (outcome?.kind === "gone") end(id, "deleted");
          if (outcome?.kind === "switched") end(id, outcome.cron.updated_at);
        }
        if (kind === "patch") {
          const patched = await api.patchCron(id, { schedule: "2 2 * * *" }).catch(() => undefined);
          end(id, patched?.updated_at ?? "deleted");
        }
        for (const [known, updated] of newest) {
          const shown = store.cron(dev, known)?.updated_at;
          if (updated === "deleted") expect(shown).toBeUndefined();
          else if (shown !== undefined) expect(shown >= updated).toBe(true);
        }
      };
      await s.waitFor(Promise.all(requests.map(act)));
      server.pause = async () => undefined;
      await store.refresh(dev);
      const listed = [...server.crons.values()].map(({ payload: _payload, ...cron }) => cron);
      expect(
        store
          .crons(dev)
          .map(({ payload: _payload, ...cron }) => cron)
          .sort(byId),
      ).toEqual(listed.sort(byId));
      expect([...replica.keys()].sort()).toEqual(listed.map(({ cron_id }) => cron_id).sort());
      expect([...replica.values()].map(({ updated_at }) => updated_at).sort()).toEqual(
        listed.map(({ updated_at }) => updated_at).sort(),
      );
      store.dispose();
    }),
    { numRuns: 300 },
  );
});

function byId(one: { readonly cron_id: string }, other: { readonly cron_id: string }): number {
  return one.cron_id < other.cron_id ? -1 : 1;
}

test("what was read for one view is kept for all, of a connection that is there", async () => {
  const { connections, dev, store } = open(twoCrons());
  const threadList = new ThreadList();
  const assistants = [{ assistant_id: "x", graph_id: "agent", name: "X" }];
  expect([store.threads(dev), store.assistants(dev)]).toEqual([undefined, []]);
  store.keep(dev, { threadList });
  store.keep(dev, { assistants });
  expect(store.threads(dev)).toBe(threadList);
  expect(store.assistants(dev)).toBe(assistants);
  await connections.remove("dev");
  store.keep(dev, { threadList });
  expect(store.threads(dev)).toBeUndefined();
});

test("a server that is known to have a problem is not asked once more to show it", async () => {
  const server = twoCrons();
  const { dev, store } = open(server);
  server.fails = () => unreachable;
  expect((await store.load(dev)).kind).toBe("problem");
  const asked = server.requests.length;
  expect((await store.load(dev)).kind).toBe("problem");
  expect(server.requests).toHaveLength(asked);
});

test("a new watcher of known data requests nothing", async () => {
  const server = twoCrons();
  const { dev, store } = open(server);
  await store.refresh(dev);
  const asked = server.requests.length;
  store.watch(dev, "crons").dispose();
  await settle();
  expect(server.requests).toHaveLength(asked);
});
