import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type * as vscode from "vscode";
import * as treeRows from "../../../../src/features/tree/treeRows";
import { CronTreeView } from "../../../../src/features/tree/treeView";
import type { TreeNode } from "../../../../src/platform/app/treeNode";
import { cronWith } from "../../../fixtures/cronWith";
import { createGate, MemoryServer, settle, threadWith } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubEvents, stubState } from "../../support/vscode";

let view: CronTreeView | undefined;
beforeEach(resetStub);
afterEach(() => view?.dispose());

function open(server: MemoryServer, others: Readonly<Record<string, MemoryServer>> = {}) {
  const parts = createServers({ dev: server, ...others });
  const shown = new CronTreeView(parts.connections, parts.store, parts.log, async () => treeRows);
  view = shown;
  const connection = parts.connection("dev");
  const inConnection = () => shown.tree.getChildren({ kind: "connection", connection });
  const crons = async () => {
    const below = await Promise.all((await inConnection()).map((node) => shown.tree.getChildren(node)));
    return below.flat().filter((node): node is Extract<TreeNode, { kind: "cron" }> => node.kind === "cron");
  };
  return { ...parts, view: shown, connection, inConnection, crons };
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

describe("a server that can't list threads (B3)", () => {
  test("still shows its crons, and their threads by their ids", async () => {
    const server = twoCrons();
    server.change("a", { thread_id: "thread-1" });
    server.fails = (method) =>
      method === "searchThreads" || method === "countThreads"
        ? { kind: "rejected", status: 422, detail: "extra fields", parameter: null }
        : undefined;
    const { view, inConnection, crons } = open(server);
    expect(await view.tree.getChildren()).toHaveLength(1);
    expect((await inConnection()).flatMap((node) => (node.kind === "thread" ? [node.thread.thread_id] : []))).toEqual([
      "thread-1",
    ]);
    expect((await crons()).map(({ cron }) => cron.cron_id).sort()).toEqual(["a", "b"]);
  });
});

describe("a server that stops answering", () => {
  test("keeps its rows, with the time when they were read, until it is back", async () => {
    const server = twoCrons();
    const { actions, connection, crons, refs, view } = open(server);
    expect(await crons()).toHaveLength(2);
    const drawn = async () => view.tree.getTreeItem({ kind: "connection", connection });
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
    server.threads.push(threadWith({ thread_id: "t" }), threadWith({ thread_id: "u" }));
    const { actions, connection, crons, inConnection, refs, store, view } = open(server);
    await crons();
    const rows = await inConnection();
    const drawn: unknown[] = [];
    (view.tree.onDidChangeTreeData as vscode.Event<unknown>)((nodes) => drawn.push(nodes));
    await actions.setEnabled(refs("dev", "a"), false);
    expect(drawn).toEqual([[expect.objectContaining({ kind: "thread" })]]);
    const row = (drawn[0] as TreeNode[])[0] as TreeNode;
    expect(rows).toContain(row);
    const [below] = await view.tree.getChildren(row);
    expect((await view.tree.getTreeItem(below as TreeNode)).description).toMatch(/^paused/);
    drawn.length = 0;
    await actions.setEnabled(refs("dev", "b"), false);
    expect(drawn).toEqual([[expect.objectContaining({ kind: "cron" })]]);
    const [[cron]] = drawn as [[TreeNode]];
    expect((await view.tree.getTreeItem(cron)).description).toMatch(/^paused/);
    drawn.length = 0;
    Object.assign(server.threads[1] ?? {}, { status: "error", updated_at: "2026-12-01T00:00:00Z" });
    await (await store.server(connection)).searchThreads({ ids: ["t", "u"], limit: 2, offset: 0 });
    expect(drawn).toEqual([]);
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
    const { crons, view, actions, connection, refs, store } = open(server);
    await store.refresh(connection);
    const drawn = await crons();
    expect(drawn).toHaveLength(10_000);
    let redraws = 0;
    (view.tree.onDidChangeTreeData as vscode.Event<unknown>)(() => {
      redraws += 1;
    });
    const before = process.cpuUsage();
    await actions.setEnabled(refs("dev", ...drawn.slice(0, 100).map(({ cron }) => cron.cron_id)), false);
    await settle();
    await crons();
    const { user, system } = process.cpuUsage(before);
    expect(redraws).toBe(1);
    expect((await crons()).filter(({ cron }) => !cron.enabled)).toHaveLength(100);
    expect((user + system) / 1000).toBeLessThan(200);
  });

  test("the first rows of 10,000 are shown after the first page", async () => {
    const server = new MemoryServer(Array.from({ length: 10_000 }, (_, n) => cronWith({ cron_id: `c${n}` })));
    const gate = createGate();
    server.pause = async (method, moment) => {
      if (method === "searchCrons" && moment === "answer" && server.count("searchCrons") > 1) await gate.opened;
    };
    const { crons } = open(server);
    expect(await crons()).toHaveLength(1_000);
    gate.open();
    await settle();
    await settle();
    expect((await crons()).length).toBe(10_000);
  });

  test("threads that are locks of a submit are not shown", async () => {
    const server = twoCrons();
    server.threads.push(threadWith({ thread_id: "x", metadata: { langgraph_crons_lock: "daily" } }));
    server.threads.push(threadWith({ thread_id: "y", metadata: { title: "daily" } }));
    const { inConnection, view } = open(server);
    const threads = async () =>
      (await inConnection()).flatMap((node) => (node.kind === "thread" ? [node.thread.thread_id] : []));
    expect(await threads()).toEqual(["y"]);
    await view.find("daily");
    expect(await threads()).toEqual(["y"]);
  });
});
