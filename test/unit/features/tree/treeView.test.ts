import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CronTreeView } from "../../../../src/features/tree/treeView";
import type { TreeNode } from "../../../../src/platform/app/treeNode";
import { cronWith } from "../../../fixtures/cronWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { openTree } from "../../support/openTree";
import { createGate, settle } from "../../support/settle";
import { resetStub, stubEvents, stubState } from "../../support/vscode";

let view: CronTreeView | undefined;
beforeEach(resetStub);
afterEach(() => view?.dispose());

function open(server: MemoryServer, others: Readonly<Record<string, MemoryServer>> = {}) {
  const opened = openTree({ dev: server, ...others });
  view = opened.view;
  return opened;
}

function twoCrons() {
  const server = new MemoryServer([
    cronWith({ cron_id: "a", metadata: { name: "needle" } }),
    cronWith({ cron_id: "b", metadata: { name: "hay" } }),
  ]);
  return server;
}

describe("rows found by a search (B8)", () => {
  test("change with a pause and disappear with a delete", async () => {
    const server = twoCrons();
    const { view, crons: rows, actions, refs } = open(server);
    await view.find("needle");
    expect((await rows()).map(({ cron }) => [cron.cron_id, cron.enabled])).toEqual([["a", true]]);
    await actions.setEnabled(refs("dev", "a"), false);
    expect((await rows()).map(({ cron }) => [cron.cron_id, cron.enabled])).toEqual([["a", false]]);
    await actions.delete(refs("dev", "a"));
    expect(await rows()).toEqual([]);
  });

  test("do not come back when the search ends after it was cleared", async () => {
    const server = twoCrons();
    const { crons, view } = open(server);
    await crons();
    const gate = createGate();
    server.pause = async (method, moment) => {
      if (method === "searchThreads" && moment === "answer") await gate.opened;
    };
    const search = view.find("needle");
    await settle();
    view.clearSearch();
    gate.open();
    await search;
    expect(view.search.text).toBeUndefined();
    expect(await crons()).toHaveLength(2);
  });

  test("are those of the newest text, whichever search ends last", async () => {
    const server = twoCrons();
    const { crons, view } = open(server);
    await crons();
    const gate = createGate();
    // Beyond the 10,000 newest the server itself is asked for one value.
    server.threads.push(...Array.from({ length: 10_000 }, (_, n) => threadWith({ thread_id: `t${n}` })));
    server.pause = async (_method, moment, query) => {
      if (query?.metadata !== undefined && moment === "answer") await gate.opened;
    };
    const old = view.find("name=hay");
    await settle();
    await view.find("needle");
    gate.open();
    await old;
    expect(view.search.text).toBe("needle");
    expect((await crons()).map(({ cron }) => cron.cron_id)).toEqual(["a"]);
  });
});

describe("a search without hits (C7)", () => {
  test("leaves the welcome text, which has the way to clear it, visible", async () => {
    const { view } = open(twoCrons());
    await view.find("no such thing");
    expect(await view.tree.getChildren()).toEqual([]);
    expect(view.state).toBe("noHits");
    // VS Code shows no welcome text in a tree view that has a message.
    expect(stubState.treeViews[0]?.message).toBeFalsy();
  });
});

test("threads whose first read failed are read again with the next change", async () => {
  const server = twoCrons();
  const { actions, connection, crons, refs, store } = open(server);
  server.pause = async (method) => {
    if (method === "searchThreads") throw new TypeError("ours");
  };
  await crons();
  expect(store.threads(connection)).toBeUndefined();
  server.pause = async () => undefined;
  await actions.setEnabled(refs("dev", "a"), false);
  await settle();
  expect(store.threads(connection)).toBeDefined();
});

describe("a refresh while another one waits", () => {
  type Opened = ReturnType<typeof open>;

  test.each([
    [
      "crons",
      "searchCrons",
      (server: MemoryServer) => server.crons.set("new", cronWith({ cron_id: "new" })),
      ({ connection, store }: Opened) => store.cron(connection, "new"),
    ],
    [
      "threads",
      "searchThreads",
      (server: MemoryServer) => server.threads.push(threadWith({ thread_id: "new" })),
      ({ connection, store }: Opened) => store.threads(connection)?.get("new"),
    ],
  ] as const)("for its %s shows what came since", async (_what, held, add, shown) => {
    const server = twoCrons();
    const opened = open(server);
    const refresh = () => opened.view.refresh(opened.connections.all());
    await refresh();
    const gate = createGate();
    server.pause = async (method, moment) => {
      if (method === held && moment === "answer") await gate.opened;
    };
    const first = refresh();
    await settle();
    add(server);
    const second = refresh();
    await settle();
    gate.open();
    await Promise.all([first, second]);
    expect(shown(opened)).toBeDefined();
  });
});

describe("a server that can't list threads (B3)", () => {
  test("still shows its crons, and their threads by their ids", async () => {
    const server = twoCrons();
    server.change("a", { thread_id: "thread-1" });
    server.fails = (method) =>
      method === "searchThreads" || method === "countThreads"
        ? { kind: "rejected", status: 422, detail: "extra fields", parameter: null }
        : undefined;
    const { view, crons } = open(server);
    expect(await view.tree.getChildren()).toHaveLength(1);
    const labels = await Promise.all(
      (await crons()).map(async (cron) => (await view.items.of(cron)).accessibilityInformation?.label),
    );
    expect(labels.filter((label) => label?.includes("thread thread-1"))).toHaveLength(1);
    expect((await crons()).map(({ cron }) => cron.cron_id).sort()).toEqual(["a", "b"]);
  });
});

describe("a server that stops answering", () => {
  test("keeps its rows, with the time when they were read, until it is back", async () => {
    const server = twoCrons();
    const { actions, connection, crons, refs, view } = open(server);
    expect(await crons()).toHaveLength(2);
    const drawn = async () => view.items.of({ kind: "connection", connection });
    expect((await drawn()).description).toBe("0.16.7");
    server.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
    await actions.setEnabled(refs("dev", "a"), false);
    expect((await drawn()).description).toMatch(/^can't be reached · as of \S/);
    expect((await drawn()).collapsibleState).not.toBe(0);
    expect(await view.tree.getChildren()).toHaveLength(1);
    expect(await crons()).toHaveLength(2);
    server.fails = () => undefined;
    await actions.setEnabled(refs("dev", "a"), false);
    await settle();
    expect((await drawn()).description).toBe("0.16.7");
    expect((await crons()).map(({ cron }) => cron.enabled).sort()).toEqual([false, true]);
  });

  test("before anything was read shows the tree's welcome text", async () => {
    const server = twoCrons();
    server.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
    const { view } = open(server);
    expect(await view.tree.getChildren()).toEqual([]);
    expect(view.state).toBe("unreachable");
  });

  test("can't be searched: the message says so, and its rows are not hidden behind a welcome text", async () => {
    const [dev, dead] = [twoCrons(), twoCrons()];
    dead.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
    const { view } = open(dev, { dead });
    await view.find("no such thing");
    expect(await view.tree.getChildren()).toHaveLength(2);
    expect(stubState.treeViews[0]?.message).toMatch(/dead could not be searched/);
  });
});

describe("what has changed", () => {
  test("is drawn again alone: a cron's row, or that of its thread, by the same object", async () => {
    const server = twoCrons();
    server.change("a", { thread_id: "t" });
    server.crons.set("c", cronWith({ cron_id: "c", thread_id: "t" }));
    server.threads.push(threadWith({ thread_id: "t" }), threadWith({ thread_id: "u" }));
    const { actions, below, connection, inConnection, redrawn, refs, store, view } = open(server);
    await below();
    const rows = await inConnection();
    redrawn.length = 0;
    await actions.setEnabled(refs("dev", "a"), false);
    expect(redrawn).toEqual([[expect.objectContaining({ kind: "thread" })]]);
    const row = redrawn[0]?.[0] as TreeNode;
    expect(rows).toContain(row);
    const paused = (await below(row)).find((node) => node.kind === "cron" && node.cron.cron_id === "a");
    expect((await view.items.of(paused as TreeNode)).description).toMatch(/^paused/);
    redrawn.length = 0;
    await actions.setEnabled(refs("dev", "b"), false);
    expect(redrawn).toEqual([[expect.objectContaining({ kind: "cron" })]]);
    expect((await view.items.of(redrawn[0]?.[0] as TreeNode)).description).toMatch(/^paused/);
    redrawn.length = 0;
    Object.assign(server.threads[1] ?? {}, { status: "error", updated_at: "2026-12-01T00:00:00Z" });
    await (await store.server(connection)).searchThreads({ ids: ["t", "u"], limit: 2, offset: 0 });
    expect(redrawn).toEqual([]);
  });
});

describe("live updates", () => {
  const watched = () => {
    const server = new MemoryServer([cronWith({ cron_id: "a" })]);
    const opened = open(server);
    const told: boolean[] = [];
    opened.store.attend = (isWatched) => void told.push(isWatched);
    return { ...opened, told };
  };

  test("go on while the view is visible and the window has the focus", () => {
    const { told } = watched();
    stubState.isFocused = false;
    stubEvents.changedWindowState.fire({ focused: false, active: false });
    stubState.isFocused = true;
    stubEvents.changedWindowState.fire({ focused: true, active: true });
    Object.assign(stubState.treeViews[0] ?? {}, { visible: false });
    stubEvents.changedVisibility.fire({ visible: false });
    expect(told).toEqual([false, true, false]);
  });

  test("go on in the background if somebody wants them to, and never if they are switched off", () => {
    const { told, view } = watched();
    Object.assign(stubState.treeViews[0] ?? {}, { visible: false });
    view.keepWatching(true);
    expect(stubState.commands.at(-1)?.args).toEqual(["langgraphCrons.keepsWatching", true]);
    stubState.settings.set("langgraphCrons.liveUpdates", false);
    stubEvents.changedConfiguration.fire({ affectsConfiguration: () => true });
    stubState.settings.delete("langgraphCrons.liveUpdates");
    view.keepWatching(false);
    expect(told).toEqual([true, false, false]);
  });
});

describe("many crons", () => {
  test("pausing 100 of 10,000 is one redraw and takes little beside the requests (D1)", async () => {
    const server = new MemoryServer(
      Array.from({ length: 10_000 }, (_, n) =>
        cronWith({
          cron_id: `c${n}`,
          thread_id: `t${n % 4}`,
          next_run_date: new Date(1_800_000_000_000 + ((n * 7919) % 10_000) * 60_000).toISOString(),
        }),
      ),
    );
    const { actions, connection, crons, inConnection, redrawn, refs, store } = open(server);
    await store.refresh(connection);
    await inConnection();
    expect(await crons()).toHaveLength(4 * 500);
    redrawn.length = 0;
    const before = process.cpuUsage();
    await actions.setEnabled(refs("dev", ...(await crons()).slice(0, 100).map(({ cron }) => cron.cron_id)), false);
    await settle();
    await crons();
    const { user, system } = process.cpuUsage(before);
    expect(redrawn).toHaveLength(1);
    expect(store.crons(connection).filter(({ enabled }) => !enabled)).toHaveLength(100);
    expect((user + system) / 1000).toBeLessThan(200);
  });

  test("the first rows of 10,000 are shown after the first page", async () => {
    const server = new MemoryServer(Array.from({ length: 10_000 }, (_, n) => cronWith({ cron_id: `c${n}` })));
    const gate = createGate();
    server.pause = async (method, moment) => {
      if (method === "searchCrons" && moment === "answer" && server.count("searchCrons") > 1) await gate.opened;
    };
    const { below, inConnection } = open(server);
    const left = async () => (await inConnection()).flatMap((row) => (row.kind === "moreRows" ? [row.left] : []));
    await below();
    expect(await left()).toEqual([500]);
    gate.open();
    await settle();
    await settle();
    expect(await left()).toEqual([9_500]);
  });

  test("threads that are locks of a submit are not shown", async () => {
    const server = twoCrons();
    server.threads.push(threadWith({ thread_id: "x", metadata: { langgraph_crons_lock: "daily" } }));
    server.threads.push(threadWith({ thread_id: "y", metadata: { title: "daily" } }));
    const { below, connection, inConnection, view } = open(server);
    const idsOf = (nodes: readonly TreeNode[]) =>
      nodes.flatMap((node) => (node.kind === "thread" ? [node.thread.thread_id] : []));
    await inConnection();
    expect(idsOf(await below({ kind: "otherThreads", connection }))).toEqual(["y"]);
    await view.find("daily");
    expect(idsOf(await inConnection())).toEqual(["y"]);
  });
});
