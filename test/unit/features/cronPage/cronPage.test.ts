import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Cron, Run } from "../../../../src/core/server/cron";
import { CronPage } from "../../../../src/features/cronPage/cronPage";
import type { Report, ReportBlock } from "../../../../src/protocol/report";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubState } from "../../support/vscode";

const now = Date.parse("2026-11-20T12:00:00Z");
const daily: Cron = cronWith({
  cron_id: "c0",
  thread_id: "t0",
  created_at: "2026-11-20T07:00:00Z",
  updated_at: "2026-11-20T07:00:00Z",
  timezone: "Europe/Berlin",
  next_run_date: "2026-11-21T08:00:00Z",
  metadata: { langgraph_crons_name: "daily-report" },
  payload: { assistant_id: "agent", input: { topic: "sales" }, webhook: "https://hooks.test/T0/secret" },
});

let opened: CronPage[] = [];

beforeEach(() => {
  resetStub();
  stubState.settings.set("langgraphCrons.displayTimeZone", "America/New_York");
  vi.useFakeTimers({ now, toFake: ["Date", "setTimeout", "clearTimeout"] });
});
afterEach(() => {
  for (const page of opened) page.dispose();
  opened = [];
  vi.useRealTimers();
});

interface Given {
  readonly cron?: Partial<Cron>;
  /** Newest first. */
  readonly runs?: readonly Partial<Run>[];
  /** The store has read the list before. */
  readonly isListed?: boolean;
}

async function open({ cron: given = {}, runs = [], isListed = true }: Given = {}) {
  const cron = { ...daily, ...given };
  const server = new MemoryServer([cron]);
  server.threads.push(threadWith({ thread_id: "t0", metadata: { title: "Sales" } }));
  server.runs.set(
    "t0",
    runs.map((run, at) => runWith({ run_id: `r${at}`, thread_id: "t0", cron_id: "c0", ...run })),
  );
  const { actions, connection, connections, store } = createServers({ dev: server });
  if (isListed) await store.refresh(connection("dev"));
  const page = new CronPage({ connectionId: "dev", cronId: "c0" }, { connections, servers: store });
  opened.push(page);
  /** Until the page has what it wanted, and nothing is under way. */
  const quiet = async () => {
    await turns();
    await page.act("nothing");
    await turns();
  };
  page.setVisible(true);
  await quiet();
  return { actions, connection, connections, page, quiet, server, store };
}

/** Lets everything run that waits for nothing. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const flat = (blocks: readonly ReportBlock[]): readonly ReportBlock[] =>
  blocks.flatMap((block) => (block.kind === "section" ? [block, ...flat(block.blocks)] : [block]));
const idsOf = ({ blocks }: Report) =>
  flat(blocks).flatMap((block) => (block.kind === "actions" ? block.actions.map(({ id }) => id) : []));
const facts = ({ blocks }: Report) =>
  Object.fromEntries(
    flat(blocks).flatMap((block) =>
      block.kind === "facts" ? block.facts.map(({ label, text }) => [label, text]) : [],
    ),
  ) as Record<string, string>;
const notices = ({ blocks }: Report) => blocks.flatMap((block) => (block.kind === "notice" ? [block.text] : []));
const section = ({ blocks }: Report, id: string) =>
  blocks.find((block) => block.kind === "section" && block.id === id) as Extract<ReportBlock, { kind: "section" }>;

describe("The page of a cron", () => {
  it("says how it is doing, what it is, who made it and what it gives to its runs", async () => {
    const { page } = await open({ runs: [{ status: "success", created_at: "2026-11-20T08:00:02Z" }] });
    const report = page.report();
    expect(report).toMatchObject({ about: "Cron", title: "daily-report", tone: "good", server: { name: "dev" } });
    expect(report.summary).toBe("scheduled · next run in 20 hours · At 9:00 AM");
    expect(facts(report)).toMatchObject({
      "As written": "0 9 * * *",
      "Time zone": "Europe/Berlin",
      Thread: "Sales",
      Webhook: "https://hooks.test/…",
      "Made by": "A submit of the spec “daily-report”",
    });
    expect(section(report, "input").blocks).toMatchObject([{ kind: "code", text: '{\n  "topic": "sales"\n}' }]);
    expect(JSON.stringify(report)).not.toContain("secret");
  });

  it("shows the next ten runs on three clocks", async () => {
    const { page } = await open();
    const [table] = section(page.report(), "next").blocks;
    expect(table).toMatchObject({
      kind: "table",
      head: ["Europe/Berlin", "America/New_York (here)", "UTC", "From now"],
    });
    const { rows } = table as Extract<ReportBlock, { kind: "table" }>;
    expect(rows).toHaveLength(10);
    expect(rows[0]).toEqual(["Sat, Nov 21, 9:00 AM", "Sat, Nov 21, 3:00 AM", "Sat, Nov 21, 8:00 AM", "in 20 hours"]);
  });

  it("asks for the payload, the thread and the runs, and for nothing that is known", async () => {
    const { page, quiet, server } = await open({ isListed: false });
    expect([...server.requests].sort()).toEqual(["getCron", "getThread", "runs"]);
    page.setVisible(false);
    page.setVisible(true);
    await page.act("unknown");
    await quiet();
    expect(server.requests).toHaveLength(3);
  });

  it("opens each of the last runs, and first of all the failed one", async () => {
    const { page } = await open({
      runs: [
        { status: "error", created_at: "2026-11-20T08:00:02Z" },
        { status: "success", created_at: "2026-11-19T08:00:02Z" },
      ],
    });
    const report = page.report();
    expect(report.tone).toBe("bad");
    expect(idsOf(report)[0]).toBe("run r0");
    const [strip] = section(report, "runs").blocks;
    expect(strip).toMatchObject({ kind: "strip", text: expect.stringContaining("50% succeeded") });
    await page.act("run r0");
    expect(stubState.commands.at(-1)).toMatchObject({
      id: "langgraphCrons.run.open",
      args: [{ connectionId: "dev", runId: "r0" }, "stay"],
    });
  });

  it.each([
    ["edit", "langgraphCrons.cron.edit"],
    ["pause", "langgraphCrons.cron.pause"],
    ["runNow", "langgraphCrons.cron.runNow"],
    ["duplicate", "langgraphCrons.cron.duplicate"],
    ["export", "langgraphCrons.cron.export"],
    ["delete", "langgraphCrons.cron.delete"],
    ["reveal", "langgraphCrons.explorer.reveal"],
  ])("runs the command of its button: %s", async (id, command) => {
    const { page } = await open();
    expect(idsOf(page.report())).toContain(id);
    await page.act(id);
    expect(stubState.commands).toContainEqual({ id: command, args: [{ connectionId: "dev", cronId: "c0" }] });
  });

  it("offers to resume a paused cron in both ways, and is right after each change without a refresh", async () => {
    const { actions, page, quiet, server } = await open();
    const ref = { connectionId: "dev", cronId: "c0" };
    await actions.setEnabled([ref], false);
    await quiet();
    expect(page.report()).toMatchObject({ tone: "quiet", summary: expect.stringMatching(/^paused/) });
    expect(idsOf(page.report())).toEqual(expect.arrayContaining(["resume", "resumeAndRun"]));
    expect(idsOf(page.report())).not.toContain("pause");
    const started = runWith({ run_id: "r1", thread_id: "t0", cron_id: "c0", status: "running" });
    Object.assign(server.api, { createRun: async () => server.runs.set("t0", [started]) && started });
    await actions.resumeAndRun([ref]);
    await quiet();
    expect(page.report().tone).toBe("busy");
    expect(section(page.report(), "runs").blocks[0]).toMatchObject({ kind: "strip", marks: [{ tone: "busy" }] });
    expect(server.count("info")).toBe(1);
  });

  it("says that the cron is gone, offers the undo, and goes on with the one that was made again", async () => {
    const { actions, page, quiet, server, store, connection } = await open();
    stubState.handlers.set("langgraphCrons.cron.delete", () => actions.delete([{ connectionId: "dev", cronId: "c0" }]));
    await page.act("delete");
    expect(page.report()).toMatchObject({ title: "Not on the server any more", about: "Cron “daily-report”" });
    expect(idsOf(page.report())).toEqual(["undo"]);
    stubState.handlers.set("langgraphCrons.cron.undoDelete", async () => {
      const again = { ...daily, cron_id: "c1", created_at: "2026-11-20T12:00:00Z" };
      server.crons.set("c1", again);
      store.apply(connection("dev"), { kind: "written", cron: again });
    });
    await page.act("undo");
    await quiet();
    expect(page.key).toBe('["dev","c1"]');
    expect(page.report()).toMatchObject({ title: "daily-report", tone: "good" });
    expect(notices(page.report())[0]).toBe("It was made again, and has a new id.");
    expect(facts(page.report()).Id).toBe("c1");
  });

  it("offers no undo of a deletion that somebody else has made", async () => {
    const { connection, page, quiet, store } = await open();
    store.apply(connection("dev"), { kind: "gone", cronId: "c0" });
    await quiet();
    expect(page.report().title).toBe("Not on the server any more");
    expect(idsOf(page.report())).toEqual([]);
  });

  it("keeps what it knows while the server is silent, says so, and asks it no more by itself", async () => {
    const { page, quiet, server, store, connection } = await open();
    server.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
    await store.refresh(connection("dev"));
    await quiet();
    expect(page.report().title).toBe("daily-report");
    expect(notices(page.report())[0]).toMatch(/can't be reached|does not answer|ECONNREFUSED/i);
  });

  it("does not take a refused key for a deletion", async () => {
    const { page, quiet, server, store, connection } = await open();
    server.fails = () => ({ kind: "unauthorized", status: 401, detail: "", keySent: true });
    await store.refresh(connection("dev"));
    await quiet();
    expect(page.report().title).toBe("daily-report");
  });

  it("comes back after a reload with its ids alone; a cron and a connection that are gone are said", async () => {
    const { connections, quiet, store } = await open();
    const gone = new CronPage({ connectionId: "dev", cronId: "other" }, { connections, servers: store });
    const lost = new CronPage({ connectionId: "removed", cronId: "c0" }, { connections, servers: store });
    opened.push(gone, lost);
    gone.setVisible(true);
    lost.setVisible(true);
    await quiet();
    expect(gone.report()).toMatchObject({ about: "Cron", title: "Not on the server any more" });
    expect(lost.report()).toMatchObject({ title: "Can't be read", server: { name: "unknown connection" } });
    expect(notices(lost.report())).toEqual(["Its connection was removed."]);
  });

  it("asks nothing while nobody can see it", async () => {
    const { actions, page, quiet, server } = await open();
    page.setVisible(false);
    const asked = server.count("runs");
    await actions.runNow({ connectionId: "dev", cronId: "c0" });
    await turns();
    expect(server.count("runs")).toBe(asked);
    page.setVisible(true);
    await quiet();
    expect(server.count("runs")).toBe(asked + 1);
  });

  it("says another word when the time of the cron has come, without asking", async () => {
    const { page, server } = await open({ runs: [{ created_at: "2026-11-20T08:00:02Z" }] });
    const asked = server.requests.length;
    const drawn = vi.fn();
    page.onDidChange(drawn);
    await vi.advanceTimersByTimeAsync(20 * 60 * 60_000 + 1_000);
    expect(drawn).toHaveBeenCalled();
    expect(page.report().summary).toMatch(/^due now/);
    expect(server.requests).toHaveLength(asked);
  });

  it.each<[string, Partial<Cron>, Record<string, string>]>([
    ["one of another tool", { metadata: {} }, { "Made by": "A script or another tool: it has no spec's name" }],
    [
      "one of Managed Deep Agents",
      { metadata: { mda_managed: true, mda_managed_by: "deploy", mda_schedule_owner: "ana" } },
      { "Made by": "Managed Deep Agents. Its next deploy makes it again: change it there", Owner: "ana" },
    ],
    [
      "one that was changed since",
      { metadata: { langgraph_crons_name: "daily-report", langgraph_crons_hash: "0".repeat(64) } },
      { "Since its submit": "Changed on the server" },
    ],
    ["one without a thread", { thread_id: null }, { Thread: "A new one for each run" }],
  ])("says who made %s", async (_, cron, expected) => {
    const { page } = await open({ cron });
    expect(facts(page.report())).toMatchObject(expected);
  });

  it("says why a cron whose threads are deleted has no runs", async () => {
    const { page } = await open({ cron: { thread_id: null } });
    expect(section(page.report(), "runs").blocks).toEqual([
      { kind: "text", text: expect.stringContaining("The server deletes each run of this cron") },
    ]);
  });

  it("marks the run that waits for a person, and does not count it as a success", async () => {
    const waiting = {
      status: "success",
      created_at: "2026-11-20T08:00:02Z",
      updated_at: "2026-11-20T08:00:04Z",
    } as const;
    const { connection, page, quiet, server, store } = await open({
      runs: [waiting, { status: "error", created_at: "2026-11-19T08:00:02Z" }],
    });
    Object.assign(server.threads[0] ?? {}, { status: "interrupted", updated_at: "2026-11-20T08:00:05Z" });
    await store.refresh(connection("dev"));
    await quiet();
    expect(page.report()).toMatchObject({ tone: "warning", summary: expect.stringMatching(/^waits for a person/) });
    expect(section(page.report(), "runs").blocks[0]).toMatchObject({
      marks: [{ tone: "bad" }, { tone: "warning", label: expect.stringContaining("waits for a person") }],
      text: expect.stringContaining("last 1 · 0% succeeded"),
    });
    expect(idsOf(page.report())[0]).toBe("run r0");
  });
});
