import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension";
import type { TreeNode } from "../../src/platform/app/treeNode";
import type { Connection } from "../../src/platform/servers/connections/connection";
import { canaryKey } from "../support/canary";
import { type Gateway, startGateway } from "../support/gateway";
import { openTestServer } from "../support/testServer";
import { agentServerUrl } from "./agentServerUrl";
import { extensionApi, removeConnections } from "./extensionApi";
import { makeCron } from "./makeCron";

type NodeOf<Kind extends TreeNode["kind"]> = Extract<TreeNode, { readonly kind: Kind }>;

const server = openTestServer(agentServerUrl());
const needle = `needle-${crypto.randomUUID()}`;
const sixFields = `six-${crypto.randomUUID()}`;
const hostile = "week\u202Edays <img onerror=x> [run](command:x) $(trash)\u0007";

describe("the tree", () => {
  let api: ExtensionApi;
  let gateway: Gateway;
  let connection: Connection;
  let threadId: string;

  const children = async (node?: TreeNode) => (await api.treeView.tree.getChildren(node)) ?? [];
  const inConnection = () => children({ kind: "connection", connection });
  const item = async (node: TreeNode) => api.treeView.tree.getTreeItem(node);
  const tooltip = async (node: TreeNode) => {
    const drawn = await item(node);
    const { token } = new vscode.CancellationTokenSource();
    return String((await api.treeView.tree.resolveTreeItem?.(drawn, node, token))?.tooltip);
  };
  const threadNode = async (id: string) => {
    const found = (await inConnection()).find((node) => node.kind === "thread" && node.thread.thread_id === id);
    assert.ok(found);
    return found as NodeOf<"thread">;
  };
  const cronNode = async (wanted: (cron: NodeOf<"cron">["cron"]) => boolean) => {
    const found = (await inConnection()).find((node) => node.kind === "cron" && wanted(node.cron));
    assert.ok(found);
    return found as NodeOf<"cron">;
  };
  /** Without headers: what fails is printed. */
  const asked = () => gateway.requests.map(({ method, path }) => `${method} ${path}`);
  const connect = (url: string, name = "Local") =>
    api.connections.add({ name, url, production: false }, { headers: {}, key: canaryKey });

  before(async () => {
    api = await extensionApi();
    threadId = (await server.createThread()).thread_id;
    await server.createThread();
    await makeCron(server, threadId, {
      schedule: "0 9 * * 1-5",
      timezone: "Europe/Berlin",
      metadata: { name: hostile },
    });
    await makeCron(server, threadId, { schedule: "30 2 1 1 *", enabled: false, metadata: { name: needle } });
    await makeCron(server, null, { schedule: "5 4 * * *" });
    await makeCron(server, null, { schedule: "0 15 9 * * 1", enabled: false, metadata: { name: sixFields } });
    gateway = await startGateway({ target: agentServerUrl() });
  });

  beforeEach(async () => {
    await removeConnections(api);
    await vscode.commands.executeCommand("langgraphCrons.explorer.clearSearch");
    connection = await connect(gateway.url);
  });

  after(async () => {
    await removeConnections(api);
    await gateway.close();
  });

  it("asks nothing while its view is hidden, and loads when it is seen", async () => {
    // Another suite has unfolded the view below it, and opened spec files, which are checked with the server.
    await vscode.commands.executeCommand("langgraphCrons.files.removeView");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await vscode.commands.executeCommand("workbench.view.explorer");
    // It has shown the tree, too, which is still being loaded.
    await inConnection();
    gateway.requests.length = 0;
    await removeConnections(api);
    connection = await connect(gateway.url);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    assert.deepEqual(asked(), []);
    await vscode.commands.executeCommand("langgraphCrons.explorer.focus");
    await inConnection();
    assert.deepEqual(asked().slice(0, 2), ["GET /info", "POST /runs/crons/search"]);
  });

  it("shows crons first, one row for a thread with one cron, then assistants, then threads without crons", async () => {
    const roots = await children();
    assert.deepEqual(roots, [{ kind: "connection", connection }]);
    assert.equal(api.treeView.state, "ready");
    const alone = (await server.createThread()).thread_id;
    await makeCron(server, alone, { schedule: "1 2 3 4 *" });
    await vscode.commands.executeCommand("langgraphCrons.explorer.refresh");
    const nodes = await inConnection();
    assert.deepEqual(
      nodes.slice(-2).map(({ kind }) => kind),
      ["assistants", "otherThreads"],
    );
    const crons = nodes.slice(0, -2);
    assert.ok(crons.every(({ kind }) => kind === "cron" || kind === "thread"));
    assert.ok(crons.some((node) => node.kind === "thread" && node.thread.thread_id === threadId));
    const row = await item(await cronNode(({ thread_id }) => thread_id === alone));
    assert.match(String(row.accessibilityInformation?.label), new RegExp(`, thread ${alone}$`));
    assert.equal(row.contextValue, "cron enabled onThread");
    const others = await children({ kind: "otherThreads", connection });
    assert.ok(others.some((node) => node.kind === "thread"));
    assert.ok(others.every((node) => node.kind !== "thread" || ![threadId, alone].includes(node.thread.thread_id)));
    const assistants = await children({ kind: "assistants", connection });
    const names = assistants.map((node) => node.kind === "assistant" && node.assistant.graph_id);
    assert.ok(names.includes("heartbeat"));
  });

  it("leaves threads without crons out, and shows them again", async () => {
    const kinds = async () => (await inConnection()).map(({ kind }) => kind);
    await vscode.commands.executeCommand("langgraphCrons.explorer.hideOtherThreads");
    assert.equal((await kinds()).includes("otherThreads"), false);
    await vscode.commands.executeCommand("langgraphCrons.explorer.showOtherThreads");
    assert.equal((await kinds()).includes("otherThreads"), true);
  });

  it("opens a thread, redraws and shows tooltips without a request", async () => {
    const thread = await threadNode(threadId);
    gateway.requests.length = 0;
    for (const cron of await children(thread)) {
      await item(cron);
      await tooltip(cron);
    }
    await children();
    await inConnection();
    assert.deepEqual(asked(), []);
  });

  it("says state, next run and schedule in words, for eyes and for screen readers", async () => {
    const [enabled, paused] = await children(await threadNode(threadId));
    assert.ok(enabled && paused);
    const drawn = await item(enabled);
    assert.match(String(drawn.description), /^in \d+[mhd] · .*9:00 AM.*Monday through Friday.* Europe\/Berlin$/);
    assert.match(
      String(drawn.accessibilityInformation?.label),
      /, next run in \d+ (minute|hour|day)s?, .*9:00 AM.* Europe\/Berlin$/,
    );
    assert.equal(drawn.contextValue, "cron enabled onThread");
    assert.match(await tooltip(enabled), /Next runs:\n(.*\b9:00 AM Europe\/Berlin · .*\bUTC\n){5}/);
    const pausedItem = await item(paused);
    assert.equal(pausedItem.contextValue, "cron paused onThread");
    assert.match(String(pausedItem.description), /^paused · /);
  });

  it("reads six fields as the connection says that its server does", async () => {
    const description = async () =>
      String((await item(await cronNode(({ metadata }) => metadata.name === sixFields))).description);
    assert.match(await description(), /At 3:00:01 PM, on day 9 of the month/);
    await api.connections.update(connection.id, { ...connection, dialect: "secondsFirst" }, undefined);
    const [changed] = api.connections.all();
    assert.ok(changed);
    connection = changed;
    assert.match(await description(), /At 9:15 AM, only on Monday/);
    assert.match(String((await item({ kind: "connection", connection })).tooltip), /seconds first/);
  });

  it("shows a server's text as text", async () => {
    const [cron] = await children(await threadNode(threadId));
    assert.ok(cron);
    const drawn = await item(cron);
    assert.equal(drawn.label, "week days <img onerror=x> [run] (command:x) $ (trash)");
    assert.equal(typeof (await tooltip(cron)), "string");
    const words = `${drawn.accessibilityInformation?.label}${await tooltip(cron)}`;
    assert.deepEqual(
      ["\u202E", "\u0007", "](", "$("].filter((steering) => words.includes(steering)),
      [],
    );
  });

  it("shows the runs of a cron under it, and no others of its thread", async () => {
    const [cron] = await children(await threadNode(threadId));
    assert.ok(cron?.kind === "cron");
    const startRun = (configurable: object) =>
      fetch(`${agentServerUrl()}/threads/${threadId}/runs`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ assistant_id: "heartbeat", input: {}, config: { configurable } }),
      });
    await startRun({});
    // As the server's scheduler marks a run of a cron.
    const { run_id: runId } = await (await startRun({ cron_id: cron.cron.cron_id })).json();
    const runs = await children(cron);
    assert.deepEqual(
      runs.map((node) => node.kind === "run" && node.run.run_id),
      [runId],
    );
    const [run] = runs;
    assert.ok(run);
    assert.match(
      String((await item(run)).accessibilityInformation?.label),
      // On a busy machine it takes long enough that its row says how long.
      /^Run 1 minute ago, (queued|running|done(, [\d.]+ sec)?)$/,
    );
    gateway.requests.length = 0;
    await children(cron);
    assert.deepEqual(asked(), []);
  });

  it("keeps its ids over a refresh", async () => {
    const ids = async () => Promise.all((await inConnection()).map(async (node) => (await item(node)).id));
    const before = await ids();
    await vscode.commands.executeCommand("langgraphCrons.explorer.refresh");
    assert.deepEqual(await ids(), before);
    assert.equal(new Set(before).size, before.length);
  });

  it("shows a cron that was created elsewhere after a refresh, and selects one on request", async () => {
    await inConnection();
    const newThread = (await server.createThread()).thread_id;
    const cron = await makeCron(server, newThread, { schedule: "1 1 1 1 *" });
    await vscode.commands.executeCommand("langgraphCrons.explorer.reveal", {
      connectionId: connection.id,
      cronId: cron.cron_id,
    });
    const row = await cronNode(({ thread_id }) => thread_id === newThread);
    assert.equal(row.cron.cron_id, cron.cron_id);
  });

  it("finds crons by name, schedule and assistant, opens their threads, and comes back", async () => {
    await inConnection();
    const all = (await inConnection()).length;
    await vscode.commands.executeCommand("langgraphCrons.explorer.search", `${needle.toUpperCase()} heartbeat`);
    const found = await inConnection();
    assert.deepEqual(
      found.map((node) => node.kind === "cron" && node.cron.thread_id),
      [threadId],
    );
    await vscode.commands.executeCommand("langgraphCrons.explorer.clearSearch");
    assert.equal((await inConnection()).length, all);
  });

  it("finds a thread by its id, with all its crons", async () => {
    await vscode.commands.executeCommand("langgraphCrons.explorer.search", threadId);
    const found = await inConnection();
    assert.equal(found.length, 1);
    assert.equal((await children(found[0])).length, 2);
  });

  it("says that nothing was found", async () => {
    await vscode.commands.executeCommand("langgraphCrons.explorer.search", "no such thing");
    assert.deepEqual(await children(), []);
    assert.equal(api.treeView.state, "noHits");
  });

  it("loads threads a page at a time", async () => {
    const missing = Math.max(0, 130 - Number(await server.countThreads()));
    await Promise.all(Array.from({ length: missing }, () => server.createThread()));
    await vscode.commands.executeCommand("langgraphCrons.explorer.refresh");
    const others = () => children({ kind: "otherThreads", connection });
    const nodes = await others();
    const more = nodes.at(-1);
    assert.equal(more?.kind, "loadMore");
    const threads = (all: readonly TreeNode[]) => all.filter(({ kind }) => kind === "thread").length;
    assert.equal((await item({ kind: "otherThreads", connection })).description, `${threads(nodes)}+`);
    gateway.requests.length = 0;
    await vscode.commands.executeCommand("langgraphCrons.explorer.loadMore", more);
    assert.ok(threads(await others()) > threads(nodes));
    assert.ok(gateway.requests.length <= 2);
  });

  it("says why it is empty", async () => {
    await removeConnections(api);
    assert.deepEqual(await children(), []);
    assert.equal(api.treeView.state, "none");
    await connect("http://127.0.0.1:9");
    assert.deepEqual(await children(), []);
    assert.equal(api.treeView.state, "unreachable");
  });

  it("one server's problem hides no other server", async () => {
    const dead = await connect("http://127.0.0.1:9", "Dead");
    assert.deepEqual(
      (await children()).map((node) => node.connection.name),
      ["Dead", "Local"],
    );
    assert.deepEqual(await children({ kind: "connection", connection: dead }), []);
    const drawn = await item({ kind: "connection", connection: dead });
    assert.equal(drawn.description, "can't be reached");
    assert.ok((await inConnection()).length > 2);
  });
});
