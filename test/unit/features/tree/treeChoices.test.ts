import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Cron } from "../../../../src/core/server/cron";
import { groupings } from "../../../../src/features/tree/arrange/grouping";
import { TreeChoices } from "../../../../src/features/tree/treeChoices";
import type { CronTreeView } from "../../../../src/features/tree/treeView";
import type { TreeNode } from "../../../../src/platform/app/treeNode";
import { cronWith } from "../../../fixtures/cronWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createMemory, openTree } from "../../support/openTree";
import { settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";

let view: CronTreeView | undefined;
beforeEach(resetStub);
afterEach(() => {
  view?.dispose();
  vi.useRealTimers();
});

const far = { schedule: "0 9 1 1 *", next_run_date: "2100-01-01T09:00:00Z" };
const crons: readonly Partial<Cron>[] = [
  { cron_id: "failing", thread_id: "bad", assistant_id: "r", metadata: { name: "crm-sync" } },
  { cron_id: "well", thread_id: "good", assistant_id: "r", metadata: { name: "daily" } },
  { cron_id: "off", thread_id: "good", assistant_id: "h", enabled: false, metadata: { name: "quarterly" } },
  { cron_id: "own", assistant_id: "h", schedule: "* * * * *", metadata: { name: "pulse" } },
  { cron_id: "never", assistant_id: "h", next_run_date: null, metadata: { name: "lost" } },
];

function open(memory = createMemory()) {
  const server = new MemoryServer(crons.map((cron) => cronWith({ ...far, ...cron })));
  server.assistants = [
    { assistant_id: "r", graph_id: "report", name: "Reporter" },
    { assistant_id: "h", graph_id: "heartbeat", name: "Heartbeat" },
  ];
  server.threads.push(
    threadWith({ thread_id: "bad", status: "error", metadata: { title: "CRM" } }),
    threadWith({ thread_id: "good" }),
    threadWith({ thread_id: "chat", metadata: { title: "Chat about crm" } }),
  );
  const opened = openTree({ dev: server }, memory);
  view = opened.view;
  const label = async (node: TreeNode) => String((await opened.view.items.of(node)).label);
  /** Groups with their crons, by what their rows say. */
  const drawn = async () => {
    const rows: string[] = [];
    for (const row of await opened.inConnection()) {
      if (row.kind === "assistants" || row.kind === "otherThreads") continue;
      const below = row.kind === "group" || row.kind === "thread" ? await opened.below(row) : [];
      rows.push([await label(row), ...(await Promise.all(below.map(label)))].join(" > "));
    }
    return rows;
  };
  const context = (key: string) =>
    stubState.commands.findLast(({ id, args }) => id === "setContext" && args[0] === `langgraphCrons.${key}`)?.args[1];
  return { ...opened, server, drawn, context };
}

describe("the tree's choices", () => {
  test("are kept as far as they can be read", () => {
    const read = (stored: unknown) => new TreeChoices(createMemory({ tree: stored }));
    for (const stored of [undefined, null, 3, [], { grouping: "colour", filters: 4, showsOtherThreads: "yes" }]) {
      const { filters, grouping, showsOtherThreads } = read(stored);
      expect([filters, grouping, showsOtherThreads]).toEqual([{ health: [], assistants: [] }, "thread", true]);
    }
    const filters = { health: ["late", 4], assistants: ["a"] };
    const choices = read({ grouping: "health", filters, showsOtherThreads: false });
    expect([choices.grouping, choices.filters, choices.showsOtherThreads]).toEqual([
      "health",
      { health: ["late"], assistants: ["a"] },
      false,
    ]);
  });
});

describe("crons are grouped", () => {
  const rows = {
    thread: ["crm-sync", "lost", "pulse", "good > daily > quarterly"],
    assistant: ["Reporter > crm-sync > daily", "Heartbeat > lost > pulse > quarterly"],
    nextRun: ["Later > crm-sync > pulse > daily", "Not planned > lost > quarterly"],
    health: ["Failed > crm-sync", "Never runs > lost", "Scheduled > pulse > daily", "Paused > quarterly"],
    flat: ["crm-sync", "lost", "daily", "pulse", "quarterly"],
  };

  test.each(groupings)("by %s, with the mark in the menu", async (grouping) => {
    const { below, context, drawn, view } = open();
    await below();
    await view.group(grouping);
    expect((await drawn()).toSorted()).toEqual(rows[grouping].toSorted());
    expect(context("grouping")).toBe(grouping);
  });

  test("by what the user picks, where the current choice is marked, and so in the next window", async () => {
    const memory = createMemory();
    const first = open(memory);
    stubState.pick = () => ["Health"];
    await first.view.group(undefined);
    const items = stubState.picks.at(-1)?.items ?? [];
    expect(items[0]).toMatchObject({ label: "Thread", description: "current" });
    expect(items.filter(({ description }) => description === "current")).toHaveLength(1);
    first.view.dispose();
    expect(await open(memory).drawn()).toEqual(rows.health);
    stubState.pick = () => undefined;
    await view?.group(undefined);
    expect(await open(memory).drawn()).toEqual(rows.health);
  });

  test("rows say how many of them need attention", async () => {
    const { inConnection, view } = open();
    await view.group("assistant");
    const [first] = await inConnection();
    const row = await view.items.of(first as TreeNode);
    expect(row.description).toBe("1 needs attention · 2 crons");
    expect(row.accessibilityInformation?.label).toBe("Reporter, 1 cron needs attention, 2 crons");
    expect(row.iconPath).toMatchObject({ id: "hubot", color: { id: "list.warningForeground" } });
  });

  test("each keeps its row's id, and stands below its group", async () => {
    const { crons: shown, view } = open();
    const ids = new Set<string>();
    for (const grouping of groupings) {
      await view.group(grouping);
      const [row] = await shown();
      ids.add(String((await view.items.of(row as TreeNode)).id));
      const parent = view.tree.getParent(row as TreeNode);
      expect(parent?.kind).toBe(grouping === "thread" || grouping === "flat" ? "connection" : "group");
    }
    expect([...ids]).toEqual(["dev/crons/failing"]);
  });

  test("a change of a cron draws only what differs, whatever the groups", async () => {
    const { actions, inConnection, redrawn, refs, view, below } = open();
    const pause = async () => {
      for (const row of [undefined, ...(await inConnection())]) await below(row);
      redrawn.length = 0;
      await actions.setEnabled(refs("dev", "well"), false);
      const rows = redrawn.flat().map((row) => [row?.kind, row?.kind === "group" ? row.key : ""].join(" ").trim());
      await actions.setEnabled(refs("dev", "well"), true);
      return rows;
    };
    await below();
    expect(await pause()).toEqual(["thread"]);
    await view.group("assistant");
    expect(await pause()).toEqual(["cron"]);
    await view.group("flat");
    expect(await pause()).toEqual(["cron"]);
    await view.group("health");
    expect(await pause()).toEqual(["group scheduled", "group paused"]);
    await view.group("nextRun");
    expect(await pause()).toEqual(["group later", "group notPlanned"]);
  });
});

describe("a refresh of many crons", () => {
  test.each(groupings)(
    "draws nothing anew if nothing has changed, and at most ten rows for ten changes, by %s",
    async (grouping) => {
      const made = Array.from({ length: 300 }, (_, n) =>
        cronWith({ ...far, cron_id: `c${n}`, thread_id: `t${n % 200}`, assistant_id: `a${n % 7}` }),
      );
      const server = new MemoryServer(made);
      server.threads.push(...Array.from({ length: 200 }, (_, n) => threadWith({ thread_id: `t${n}` })));
      const opened = openTree({ dev: server }, createMemory({ tree: { grouping } }));
      view = opened.view;
      await opened.below();
      await opened.crons();
      opened.redrawn.length = 0;
      await opened.store.refresh(opened.connection);
      expect(opened.redrawn).toEqual([]);
      for (let n = 0; n < 10; n += 1) {
        const change = [{ enabled: false }, { next_run_date: null }, { schedule: "0 8 1 1 *" }][n % 3];
        server.change(`c${n * 17}`, change ?? {});
      }
      await opened.store.refresh(opened.connection);
      const rows = opened.redrawn.flat();
      expect(rows.length).toBeGreaterThan(0);
      expect(rows.length).toBeLessThanOrEqual(10);
    },
  );
});

describe("filters", () => {
  test("leave out all other crons, are said above the rows, and remembered", async () => {
    const memory = createMemory();
    const first = open(memory);
    stubState.pick = () => ["failed", "never runs"];
    await first.view.filter();
    const picked = stubState.picks.at(-1);
    expect(picked?.items.map(({ description, label }) => [label, description])).toEqual([
      ["how they are doing", undefined],
      ["failed", "1 cron"],
      ["never runs", "1 cron"],
      ["scheduled", "2 crons"],
      ["paused", "1 cron"],
      ["assistants", undefined],
      ["Heartbeat", "3 crons"],
      ["Reporter", "2 crons"],
    ]);
    expect((await first.inConnection()).map(({ kind }) => kind)).toEqual(["cron", "cron"]);
    expect(first.context("filtering")).toBe(true);
    await first.below();
    expect(first.shown()?.message).toBe("failed, never runs · 2 of 5");
    first.view.dispose();

    const second = open(memory);
    expect(await second.drawn()).toEqual(["crm-sync", "lost"]);
    stubState.pick = ({ items }) =>
      items
        .filter(({ picked }) => picked)
        .map(({ label }) => label)
        .concat("Reporter");
    await second.view.filter();
    expect(await second.drawn()).toEqual(["crm-sync"]);
    await second.view.group("health");
    expect(await second.drawn()).toEqual(["Failed > crm-sync"]);
    await second.below();
    expect(second.shown()?.message).toBe("failed, never runs, Reporter · 1 of 5");
    // The badge and the connection still count all.
    expect(second.shown()?.badge?.value).toBe(2);
    stubState.pick = () => [];
    await second.view.filter();
    await second.below();
    expect([second.context("filtering"), second.shown()?.message]).toEqual([false, ""]);
  });

  test("that leave nothing say so, with the way to clear them", async () => {
    const { actions, below, drawn, refs, view } = open(createMemory({ tree: { filters: { health: ["paused"] } } }));
    await below();
    expect(await drawn()).toEqual(["quarterly"]);
    await actions.setEnabled(refs("dev", "off"), true);
    expect(view.state).toBe("allFiltered");
    expect(await below()).toEqual([]);
    view.clearFilters();
    expect(await below()).toHaveLength(1);
    expect(view.state).toBe("ready");
  });

  test("follow each cron: one that is paused comes, one that is resumed goes", async () => {
    const { actions, below, drawn, redrawn, refs, shown } = open(
      createMemory({ tree: { filters: { health: ["paused"] } } }),
    );
    await below();
    await drawn();
    redrawn.length = 0;
    await actions.setEnabled(refs("dev", "well"), false);
    expect(redrawn).toEqual([[expect.objectContaining({ kind: "connection" })]]);
    expect(await drawn()).toEqual(["good > quarterly > daily"]);
    expect(shown()?.message).toBe("paused · 2 of 5");
  });

  test("are cleared where they would hide a cron that is to be seen", async () => {
    const { connection, drawn, revealed, view } = open(createMemory({ tree: { filters: { health: ["paused"] } } }));
    await drawn();
    await view.reveal(connection, "own");
    expect(revealed.at(-1)).toMatchObject({ cron: { cron_id: "own" } });
    expect(await drawn()).toHaveLength(4);
  });
});

describe("a search", () => {
  test("shows what is known while the user types, asks nothing, and goes with Escape", async () => {
    stubState.settings.set("langgraphCrons.liveUpdates", false);
    const { below, drawn, inConnection, server, shown, view } = open();
    await below();
    await inConnection();
    await settle();
    vi.useFakeTimers();
    server.requests.length = 0;
    const asked = view.ask(undefined);
    await vi.advanceTimersByTimeAsync(0);
    stubState.openBox?.type("cr");
    stubState.openBox?.type("crm");
    await vi.advanceTimersByTimeAsync(149);
    expect(view.search.isSearching).toBe(false);
    await vi.advanceTimersByTimeAsync(20);
    expect(view.search.text).toBe("crm");
    await below();
    expect(await drawn()).toEqual(["crm-sync", "Chat about crm"]);
    expect(shown()?.message).toBe("Threads: 2, crons: 1 for “crm”.");
    stubState.openBox?.hide();
    await asked;
    expect(view.search.isSearching).toBe(false);
    expect(server.requests).toEqual([]);
  });

  test("asks the servers with Enter, and an empty one ends", async () => {
    const { below, server, view } = open();
    await below();
    const answer = async (text: string) => {
      const asked = view.ask(undefined);
      await settle();
      stubState.openBox?.type(text);
      stubState.openBox?.accept();
      await asked;
    };
    server.requests.length = 0;
    stubState.commands.length = 0;
    await answer("crm");
    // Once, before the question: who has gone elsewhere after it is not called back.
    expect(stubState.commands.filter(({ id }) => id === "langgraphCrons.explorer.focus")).toHaveLength(1);
    expect(view.search.text).toBe("crm");
    expect(server.count("searchThreads")).toBeGreaterThan(0);
    const asked = view.ask(undefined);
    await settle();
    expect(stubState.openBox?.value).toBe("crm");
    stubState.openBox?.hide();
    await asked;
    expect(view.search.text).toBe("crm");
    await answer("");
    expect(view.search.isSearching).toBe(false);
  });

  test.each([
    ["failed", ["crm-sync"]],
    ["needs attention", ["crm-sync", "lost"]],
    ["every minute", ["pulse"]],
    ["never runs", ["lost"]],
    ["paused heartbeat", ["quarterly"]],
    ["9:00 AM scheduled", ["daily"]],
    ["reporter", ["crm-sync", "daily"]],
  ])("finds “%s”, as the tree says it", async (text, labels) => {
    const { below, drawn, view } = open();
    await below();
    await view.find(text);
    expect((await drawn()).toSorted()).toEqual(labels.toSorted());
  });

  test("keeps the filters", async () => {
    const { below, drawn, shown, view } = open(createMemory({ tree: { filters: { assistants: ["r"], health: [] } } }));
    await below();
    await view.find("failed");
    expect(await drawn()).toEqual(["crm-sync"]);
    await view.find("crm");
    await below();
    expect(await drawn()).toEqual(["crm-sync"]);
    expect(shown()?.message).toBe("Threads: 2, crons: 1 for “crm”. Reporter · 1 of 5");
    view.clearSearch();
    expect(await drawn()).toEqual(["crm-sync", "daily"]);
  });
});
