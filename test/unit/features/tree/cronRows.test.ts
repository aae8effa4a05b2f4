import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Cron, Run } from "../../../../src/core/server/cron";
import type { CronTreeView } from "../../../../src/features/tree/treeView";
import type { TreeNode } from "../../../../src/platform/app/treeNode";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createMemory, openTree } from "../../support/openTree";
import { settle } from "../../support/settle";
import { resetStub } from "../../support/vscode";

let view: CronTreeView | undefined;
beforeEach(resetStub);
afterEach(() => view?.dispose());

const minutes = 60_000;
const ago = (milliseconds: number) => new Date(Date.now() - milliseconds).toISOString();
const ahead = (milliseconds: number) => new Date(Date.now() + milliseconds).toISOString();

/** Every hour, twenty minutes ago for the last time. */
function hourly(given: Partial<Cron>): Cron {
  const last = new Date(Date.now() - 20 * minutes);
  return cronWith({
    schedule: `${last.getUTCMinutes()} * * * *`,
    next_run_date: ahead(40 * minutes + 30_000),
    created_at: ago(600 * minutes),
    updated_at: ago(600 * minutes),
    ...given,
  });
}

function open(server: MemoryServer, memory = createMemory()) {
  const opened = openTree({ dev: server }, memory);
  view = opened.view;
  const item = async (node: TreeNode | undefined) => opened.view.items.of(node as TreeNode);
  const description = async (node: TreeNode | undefined) => String((await item(node)).description);
  const spoken = async (node: TreeNode | undefined) => String((await item(node)).accessibilityInformation?.label);
  return { ...opened, item, description, spoken };
}

const ranOnce = (cron: Cron, given: Partial<Run> = {}) =>
  runWith({ run_id: `r-${cron.cron_id}`, cron_id: cron.cron_id, created_at: ago(19 * minutes), ...given });

describe("the row of a cron", () => {
  test("is that of its thread, if it is the only one there", async () => {
    const cron = hourly({ cron_id: "a", thread_id: "t", metadata: { name: "daily-report" } });
    const server = new MemoryServer([cron]);
    server.threads.push(threadWith({ thread_id: "t", metadata: { title: "Morning reports" } }));
    const { inConnection, item, spoken, view } = open(server);
    const [row, ...others] = await inConnection();
    expect(row).toMatchObject({ kind: "cron" });
    expect(others.map(({ kind }) => kind)).toEqual(["assistants"]);
    expect((await item(row)).label).toBe("daily-report");
    expect((await item(row)).description).toMatch(/^in \d+m · Morning reports · .*UTC$/);
    expect(await spoken(row)).toMatch(/^Cron daily-report, next run in .*, thread Morning reports$/);
    const drawn = await item(row);
    await view.items.resolve(drawn, row as TreeNode);
    expect(drawn.tooltip).toContain("Thread: Morning reports (t)");
    expect(drawn.contextValue).toBe("cron enabled onThread");
  });

  test("has its thread's title, if it has no name", async () => {
    const server = new MemoryServer([hourly({ cron_id: "a", thread_id: "t" })]);
    server.threads.push(threadWith({ thread_id: "t", metadata: { title: "Morning reports" } }));
    const { inConnection, item } = open(server);
    const [row] = await inConnection();
    expect((await item(row)).label).toBe("Morning reports");
  });

  test("does not repeat the title of its thread, if that is its name", async () => {
    const server = new MemoryServer([hourly({ cron_id: "a", thread_id: "t", metadata: { name: "heartbeat" } })]);
    server.threads.push(threadWith({ thread_id: "t", metadata: { title: "Heartbeat" } }));
    const { crons, description } = open(server);
    expect(await description((await crons())[0])).not.toContain("Heartbeat");
  });

  test("says state, last result and next run in this order, then the rest", async () => {
    const [well, bad] = [hourly({ cron_id: "well", thread_id: "t" }), hourly({ cron_id: "bad", thread_id: "u" })];
    const server = new MemoryServer([well, bad, hourly({ cron_id: "off", thread_id: "v", enabled: false })]);
    server.threads.push(...["t", "u", "v"].map((thread_id) => threadWith({ thread_id })));
    server.runs.set("t", [ranOnce(well, { thread_id: "t", status: "success" })]);
    server.runs.set("u", [ranOnce(bad, { thread_id: "u", status: "error" })]);
    const { below, crons, description, spoken } = open(server);
    for (const cron of await crons()) await below(cron);
    const [failing, scheduled, paused] = await crons();
    expect(await description(failing)).toMatch(/^failed · next in \d+m · /);
    expect(await spoken(failing)).toMatch(/, failed, next run in \d+ minutes, /);
    expect(await description(scheduled)).toMatch(/^done \d+m ago · next in \d+m · /);
    expect(await spoken(scheduled)).toMatch(/, last run done \d+ minutes ago, next run in \d+ minutes, /);
    expect(await description(paused)).toMatch(/^paused · /);
    expect(await description(paused)).not.toContain("next");
  });

  test("names who else manages it", async () => {
    const metadata = { mda_managed: true, mda_managed_by: "deploy", mda_schedule_owner: "ana" };
    const { crons, item, spoken, view } = open(new MemoryServer([hourly({ metadata })]));
    const [row] = await crons();
    expect(await spoken(row)).toMatch(/, managed by Managed Deep Agents, owner ana$/);
    const drawn = await item(row);
    await view.items.resolve(drawn, row as TreeNode);
    expect(drawn.tooltip).toContain(
      "Managed by Managed Deep Agents, owner ana\nIts next deploy deletes this cron and creates it again.",
    );
  });
});

describe("threads without crons", () => {
  const server = () => {
    const memory = new MemoryServer([
      cronWith({ cron_id: "own", on_run_completed: "keep", metadata: { langgraph_crons_name: "digest" } }),
    ]);
    memory.threads.push(
      threadWith({ thread_id: "chat" }),
      threadWith({ thread_id: "left", metadata: { langgraph_crons_name: "digest" } }),
    );
    memory.runs.set("left", [runWith({ thread_id: "left", cron_id: "own" })]);
    return memory;
  };

  test("come last, folded, without those that crons have left, which are below their cron", async () => {
    const { below, description, inConnection, item } = open(server());
    const [cron, assistants, others] = await inConnection();
    expect([cron?.kind, assistants?.kind, others?.kind]).toEqual(["cron", "assistants", "otherThreads"]);
    expect(await description(others)).toBe("1");
    expect((await item(others)).collapsibleState).toBe(1);
    expect((await below(others)).map((node) => node.kind === "thread" && node.thread.thread_id)).toEqual(["chat"]);
    expect((await below(cron)).map((node) => node.kind === "run" && node.run.thread_id)).toEqual(["left"]);
  });

  test("are open on a server without crons, and counted as far as they were read", async () => {
    const memory = new MemoryServer();
    memory.threads.push(...Array.from({ length: 150 }, (_, n) => threadWith({ thread_id: `t${n}` })));
    const { below, description, inConnection, item, spoken, view } = open(memory);
    const others = (await inConnection()).at(-1);
    expect((await item(others)).collapsibleState).toBe(2);
    expect([await description(others), await spoken(others)]).toEqual(["100+", "Threads without crons, more than 100"]);
    const more = (await below(others)).at(-1);
    expect(more?.kind).toBe("loadMore");
    await view.loadMore(more as TreeNode);
    expect((await below(others)).map(({ kind }) => kind)).toEqual(Array.from({ length: 150 }, () => "thread"));
    expect(await description(others)).toBe("150");
  });

  test("can be left out, which the workspace remembers", async () => {
    const memory = createMemory();
    const first = open(server(), memory);
    await first.inConnection();
    first.view.showOtherThreads(false);
    expect((await first.inConnection()).map(({ kind }) => kind)).toEqual(["cron", "assistants"]);
    first.view.dispose();
    expect((await open(server(), memory).inConnection()).map(({ kind }) => kind)).toEqual(["cron", "assistants"]);
  });
});

describe("what needs attention", () => {
  const troubled = () => {
    const crons = ["a", "b", "c", "d"].map((cron_id) =>
      hourly({ cron_id, thread_id: cron_id === "d" ? "u" : "t", metadata: { name: cron_id } }),
    );
    const memory = new MemoryServer([...crons, cronWith({ cron_id: "never", next_run_date: null })]);
    memory.threads.push(threadWith({ thread_id: "t" }), threadWith({ thread_id: "u", status: "error" }));
    const runs = crons
      .slice(0, 3)
      .map((cron) => ranOnce(cron, { thread_id: "t", status: cron.cron_id === "a" ? "success" : "error" }));
    memory.runs.set("t", runs);
    return memory;
  };

  test("comes first, and is counted by the rows above it and by the badge", async () => {
    const { below, connection, crons, description, inConnection, item, shown, spoken, view } = open(troubled());
    expect(shown()?.badge).toBeUndefined();
    // The run of the fourth is not its own: once its runs are known, only three are in trouble.
    for (const cron of await crons()) await below(cron);
    const rows = await inConnection();
    const thread = rows.find(({ kind }) => kind === "thread");
    expect(await description(thread)).toMatch(/^2 need attention · 3 crons/);
    expect(await spoken(thread)).toMatch(/^Thread t, 2 crons need attention, 3 crons, /);
    expect((await item(thread)).iconPath).toMatchObject({ color: { id: "list.warningForeground" } });
    const names = (await below(thread)).map((node) => node.kind === "cron" && node.cron.metadata.name);
    expect(names).toEqual(["b", "c", "a"]);
    const server = { kind: "connection", connection } as const;
    expect(await description(server)).toMatch(/^3 need attention · 0\.16\.7$/);
    expect(await spoken(server)).toMatch(/, 3 crons need attention, /);
    expect(shown()?.badge).toEqual({ value: 3, tooltip: "3 crons need attention" });
    expect(view.state).toBe("ready");
  });

  test("is told by the badge without a request, and no more when it is well", async () => {
    const memory = troubled();
    const { actions, inConnection, refs, shown } = open(memory);
    expect(memory.requests).toEqual([]);
    await inConnection();
    await settle();
    expect(shown()?.badge?.value).toBe(2);
    memory.requests.length = 0;
    await actions.setEnabled(refs("dev", "never", "d"), false);
    expect(shown()?.badge).toBeUndefined();
    expect([...new Set(memory.requests)]).toEqual(["patchCron"]);
  });
});

describe("very many rows", () => {
  const many = (count: number) =>
    new MemoryServer(
      Array.from({ length: count }, (_, n) => hourly({ cron_id: `c${String(n).padStart(4, "0")}`, thread_id: "t" })),
    );

  test("are shown 500 at a time, and the focus goes on where the page ended", async () => {
    const { below, connection, inConnection, item, revealed, store, view } = open(many(2_500));
    await store.refresh(connection);
    const thread = (await inConnection())[0] as TreeNode;
    const first = await below(thread);
    expect(first).toHaveLength(501);
    const more = first.at(-1) as TreeNode;
    expect((await item(more)).label).toBe("Show 500 more (2,000 left)…");
    expect((await item(more)).command).toMatchObject({
      command: "langgraphCrons.explorer.press",
      arguments: ["langgraphCrons.explorer.loadMore", more],
    });
    await view.loadMore(more);
    expect(await below(thread)).toHaveLength(1_001);
    expect(revealed.at(-1)).toMatchObject({ kind: "cron", connection, cron: { cron_id: "c0500" } });
    for (const _page of [1, 2, 3]) await view.loadMore((await below(thread)).at(-1) as TreeNode);
    expect(await below(thread)).toHaveLength(2_500);
  });

  test("are drawn again by the objects that VS Code has, also after a page was added", async () => {
    const { actions, below, connection, inConnection, redrawn, refs, store, view } = open(many(2_500));
    await store.refresh(connection);
    await view.group("flat");
    const rows = await inConnection();
    await view.loadMore(rows.find(({ kind }) => kind === "moreRows") as TreeNode);
    redrawn.length = 0;
    await actions.setEnabled(refs("dev", "c0007"), false);
    expect(redrawn).toHaveLength(1);
    expect(rows).toContain(redrawn[0]?.[0]);
    expect(await below({ kind: "connection", connection })).toHaveLength(1_002);
  });

  test("are opened as far as a cron that is to be seen", async () => {
    const { below, connection, inConnection, revealed, view } = open(many(1_200));
    const thread = (await inConnection())[0] as TreeNode;
    await view.reveal(connection, "c1100");
    expect(revealed.at(-1)).toMatchObject({ cron: { cron_id: "c1100" } });
    expect(await below(thread)).toHaveLength(1_200);
  });
});
