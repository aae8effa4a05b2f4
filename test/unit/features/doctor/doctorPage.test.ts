import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { Cron } from "../../../../src/core/server/cron";
import { DoctorPage, keyOfSubject } from "../../../../src/features/doctor/doctorPage";
import { idsOf } from "../../../../src/platform/pages/reportSource";
import type { Report, ReportBlock } from "../../../../src/protocol/report";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubState } from "../../support/vscode";

const now = Date.parse("2026-11-30T12:30:30Z");
const hourly: Cron = cronWith({
  cron_id: "5d1f6a5e-0000-4000-8000-0000000000c0",
  thread_id: "t0",
  schedule: "0 * * * *",
  next_run_date: "2026-11-30T13:00:00Z",
  metadata: { langgraph_crons_name: "hourly-report" },
  payload: { input: { topic: "sales of Ms. Smith" } },
});
const failed = { error: "KeyError", message: "'topic' of Ms. Smith" };
const ref = { connectionId: "dev", cronId: hourly.cron_id };

let opened: DoctorPage[] = [];

beforeEach(() => {
  resetStub();
  vi.useFakeTimers({ now, toFake: ["Date"] });
});
afterEach(() => {
  for (const page of opened) page.dispose();
  opened = [];
  vi.useRealTimers();
});

/** A server with a cron whose last run failed. */
function failingServer(): MemoryServer {
  const server = new MemoryServer([hourly]);
  server.assistants = [{ assistant_id: hourly.assistant_id, graph_id: "look", name: "look" }];
  const updated_at = "2026-11-30T12:00:05Z";
  server.threads.push(threadWith({ thread_id: "t0", status: "error", error: failed, updated_at }));
  const run = { thread_id: "t0", cron_id: hourly.cron_id, created_at: "2026-11-30T12:00:02Z", updated_at };
  server.runs.set("t0", [runWith({ run_id: "r0", status: "error", ...run })]);
  return server;
}

/** `cronId`: null for all of the connection. */
async function open(server: MemoryServer, cronId: string | null = hourly.cron_id) {
  const { connections, store } = createServers({ dev: server });
  const page = new DoctorPage({ connectionId: "dev", cronId: cronId ?? undefined }, { connections, servers: store });
  opened.push(page);
  page.setVisible(true);
  await page.act("nothing");
  await quiet();
  return page;
}

async function quiet(): Promise<void> {
  for (let turn = 0; turn < 60; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

const flat = (blocks: readonly ReportBlock[]): readonly ReportBlock[] =>
  blocks.flatMap((block) => (block.kind === "section" ? [block, ...flat(block.blocks)] : [block]));
const actionsOf = ({ blocks }: Report) =>
  flat(blocks).flatMap((block) => (block.kind === "actions" ? block.actions.map(({ id, label }) => [id, label]) : []));
const textOf = (report: Report) => JSON.stringify(report);

it("says why a cron does not run, with what was seen and a button that helps", async () => {
  const report = (await open(failingServer())).report();
  expect([report.tone, report.title]).toEqual(["bad", "hourly-report"]);
  const [block] = report.blocks;
  expect(block).toMatchObject({ kind: "section", title: "hourly-report" });
  expect(flat(report.blocks)).toEqual(
    expect.arrayContaining([
      { kind: "notice", tone: "bad", text: "Its last run failed." },
      {
        kind: "facts",
        facts: [
          { label: "Seen", text: "1 of its last 1 known runs failed." },
          { label: "Seen", text: "The error: KeyError." },
          { label: "Said", text: "KeyError: 'topic' of Ms. Smith." },
        ],
      },
    ]),
  );
  expect(actionsOf(report)).toEqual([
    ["remedy 0 0", "Open Run"],
    ["copy", "Copy for an Issue"],
    ["copyAll", "Copy with What the Server Said"],
    ["refresh", "Examine Again"],
  ]);
  expect(textOf(report)).not.toContain("sales of");
});

it("examines once when it opens, however often it is told that it can be seen meanwhile", async () => {
  const server = failingServer();
  const { connections, store } = createServers({ dev: server });
  const page = new DoctorPage(ref, { connections, servers: store });
  opened.push(page);
  for (let time = 0; time < 9; time += 1) {
    page.setVisible(true);
    await Promise.resolve();
  }
  await quiet();
  expect([page.report().tone, server.count("searchAssistants")]).toEqual(["bad", 1]);
});

it("a button carries out the command that menus have", async () => {
  const page = await open(failingServer());
  await page.act("remedy 0 0");
  const run = { connectionId: "dev", cronId: hourly.cron_id, threadId: "t0", runId: "r0" };
  expect(stubState.commands).toContainEqual({ id: "langgraphCrons.run.open", args: [run, "stay"] });
});

it("is copied for an issue with short ids and without what graphs have said, which a second button adds", async () => {
  const page = await open(failingServer());
  await page.act("copy");
  expect(stubState.clipboard).toContain("## `hourly-report` (`5d1f…0000c0`)");
  expect(stubState.clipboard).not.toMatch(/Smith|http|t0\b/);
  await page.act("copyAll");
  expect(stubState.clipboard).toContain("Said: `KeyError`: `'topic' of Ms. Smith`.");
});

it("a cron that is well has no cause, and examining again shows what has changed since", async () => {
  const server = failingServer();
  server.threads[0] = threadWith({ thread_id: "t0", updated_at: "2026-11-30T12:00:05Z" });
  server.runs.set("t0", [
    runWith({ run_id: "r0", thread_id: "t0", cron_id: hourly.cron_id, created_at: "2026-11-30T12:00:02Z" }),
  ]);
  const page = await open(server);
  expect(page.report()).toMatchObject({ tone: "good", blocks: [{ kind: "notice", tone: "good" }, {}, {}, {}] });
  const asked = server.requests.length;
  page.setVisible(false);
  page.setVisible(true);
  await quiet();
  expect(server.requests.length).toBe(asked);
  server.change(hourly.cron_id, { enabled: false });
  await page.act("refresh");
  expect(flat(page.report().blocks)).toContainEqual({ kind: "notice", tone: "quiet", text: "It is paused." });
});

it("of a connection tells the causes of all, and of a server that is gone why", async () => {
  const server = failingServer();
  server.crons.set("c1", { ...hourly, cron_id: "c1", thread_id: null, metadata: {}, payload: { input: { a: 1 } } });
  const page = await open(server, null);
  expect([page.title, page.report().summary]).toEqual(["Why: dev", expect.stringContaining("crons: 2 · causes: 1")]);
  server.fails = () => ({ kind: "unauthorized", status: 403, detail: "Invalid token", keySent: true });
  await page.act("refresh");
  expect(flat(page.report().blocks)).toContainEqual({
    kind: "notice",
    tone: "bad",
    text: "The server refused the key (403): Invalid token.",
  });
  expect(actionsOf(page.report())[0]).toEqual(["remedy 0 0", "Edit Connection…"]);
});

it("below a cause of the server a button says which cron it is about", async () => {
  const server = failingServer();
  // No start since then disproves it.
  server.runs.clear();
  server.crons.set(hourly.cron_id, { ...hourly, end_time: "2999-01-01T00:00:00Z" });
  const later = { created_at: "2026-11-02T00:00:00Z", updated_at: "2026-11-02T00:00:00Z" };
  const late = { cron_id: "c1", thread_id: null, metadata: {}, next_run_date: "2026-11-30T12:00:00Z" };
  server.crons.set("c1", { ...hourly, ...later, ...late });
  const page = await open(server, null);
  expect(actionsOf(page.report()).slice(0, 2)).toEqual([
    ["remedy 0 0", "Change End… (hourly-report)"],
    ["remedy 0 1", "Pause (hourly-report)"],
  ]);
});

it("a cron that is gone, or whose connection is, is told so", async () => {
  const server = failingServer();
  server.crons.clear();
  expect(textOf((await open(server)).report())).toContain("The server has no such cron (any more).");
  const { connections, store } = createServers({ dev: server });
  const lost = new DoctorPage({ ...ref, connectionId: "other" }, { connections, servers: store });
  opened.push(lost);
  expect(textOf(lost.report())).toContain("Its connection was removed.");
});

it("its key brings back a cron's page and a connection's", () => {
  expect(idsOf(keyOfSubject(ref))).toEqual(["dev", hourly.cron_id]);
  expect(idsOf(keyOfSubject({ connectionId: "dev", cronId: undefined }))).toEqual(["dev"]);
});
