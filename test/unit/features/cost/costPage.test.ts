import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { JsonObject } from "../../../../src/core/base/json";
import type { Cron } from "../../../../src/core/server/cron";
import { CostPage } from "../../../../src/features/cost/costPage";
import type { Report, ReportBlock } from "../../../../src/protocol/report";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubEvents, stubState } from "../../support/vscode";

const now = Date.parse("2026-11-30T12:30:30Z");
const prices = [{ model: "model-*", input: 10, output: 50 }];

let opened: CostPage[] = [];
beforeEach(() => {
  resetStub();
  vi.useFakeTimers({ now, toFake: ["Date"] });
});
afterEach(() => {
  for (const page of opened) page.dispose();
  opened = [];
  vi.useRealTimers();
});

function cronOf(name: string, given: Partial<Cron> = {}): Cron {
  const payload = { input: { name } };
  return cronWith({
    cron_id: name,
    thread_id: `t-${name}`,
    metadata: { name },
    payload,
    next_run_date: null,
    ...given,
  });
}

/** Each run takes this many tokens. */
function serverWith(...crons: readonly (readonly [cron: Cron, totals: readonly number[]])[]): MemoryServer {
  const server = new MemoryServer(crons.map(([cron]) => cron));
  for (const [{ cron_id, thread_id }, totals] of crons) {
    if (thread_id === null) continue;
    server.threads.push(threadWith({ thread_id }));
    const created = (at: number) => new Date(now - (at + 1) * 3_600_000).toISOString();
    const runs = totals.map((_total, at) =>
      ownRunWith({ run_id: `${cron_id} ${at}`, cron_id, thread_id, created_at: created(at) }),
    );
    server.runs.set(thread_id, runs);
    const states = totals.map((total, at) => {
      const usage_metadata = { input_tokens: total - 10, output_tokens: 10, total_tokens: total };
      const answer: JsonObject = { type: "ai", usage_metadata, response_metadata: { model_name: "model-1" } };
      const metadata = { run_id: `${cron_id} ${at}` };
      return {
        values: { messages: [answer] },
        next: [],
        tasks: [],
        metadata,
        created_at: null,
        checkpoint_id: String(at),
      };
    });
    server.states.set(thread_id, states);
  }
  return server;
}

async function open(server: MemoryServer, cronId?: string) {
  const { connections, connection, store } = createServers({ dev: server });
  const page = new CostPage({ connectionId: "dev", cronId }, { connections, servers: store });
  opened.push(page);
  page.setVisible(true);
  await page.act("nothing");
  await expect.poll(() => page.report().summary).toContain("as of");
  return { page, usage: (cron: Cron) => store.usage(connection("dev"), cron) };
}

const flat = (blocks: readonly ReportBlock[]): readonly ReportBlock[] =>
  blocks.flatMap((block) => (block.kind === "section" ? [block, ...flat(block.blocks)] : [block]));
const rowsOf = ({ blocks }: Report) =>
  flat(blocks).flatMap((block) => (block.kind === "table" ? block.rows.map((row) => row.slice(0, -1)) : []));
const actionsOf = ({ blocks }: Report) =>
  flat(blocks).flatMap((block) => (block.kind === "actions" ? block.actions.map(({ label }) => label) : []));
const textOf = (report: Report) => JSON.stringify(report);

const hourly = cronOf("hourly", { schedule: "0 * * * *" });
const daily = cronOf("daily", { schedule: "0 9 * * *" });

it("counts runs when it opens, and reads no run; measuring says before how many requests it takes", async () => {
  const server = serverWith([daily, [100, 300]], [hourly, [50]]);
  const { page, usage } = await open(server);
  expect(rowsOf(page.report())).toEqual([
    ["hourly", "24", "720", "–", "–", "no end"],
    ["daily", "1", "30", "–", "–", "no end"],
  ]);
  expect(actionsOf(page.report())).toEqual([
    "Measure Tokens (28 requests at most)",
    "Set Prices and Limits…",
    "Refresh",
  ]);
  expect([server.count("runState"), usage(daily)]).toEqual([0, undefined]);

  await page.act("measure");
  expect(stubState.progress).toEqual([
    expect.objectContaining({ title: "Measuring the tokens of 2 crons, with 28 requests at most" }),
  ]);
  expect(server.count("runState")).toBe(3);
  expect(rowsOf(page.report())).toEqual([
    ["hourly", "24", "720", "50 (1 of 1)", "36,000", "no end"],
    ["daily", "1", "30", "200 (2 of 2)", "6,000", "no end"],
  ]);
  expect(textOf(page.report())).toContain("42,000. The sum of all 2 crons.");
  expect(usage(daily)?.runs).toHaveLength(2);
});

it("shows money only by the user's own prices, and what is wrong with them", async () => {
  const { page } = await open(serverWith([daily, [100]]));
  await page.act("measure");
  expect(textOf(page.report())).toContain("It comes only from your own prices");
  stubState.settings.set("langgraphCrons.costPrices", [...prices, { model: 5 }]);
  stubState.settings.set("langgraphCrons.costLimits", { money: 0.04, tokens: "many" });
  const report = page.report();
  expect(rowsOf(report)).toEqual([
    ["daily", "1", "30", "100 (1 of 1)", "3,000", "0.042", "over your limit (money), no end"],
  ]);
  expect(flat(report.blocks).flatMap((block) => (block.kind === "notice" ? block.text : []))).toEqual([
    "Price 2 does not count: “model” is not the name of a model, or a pattern such as “some-model*”.",
    "The limit “tokens” does not count: it is not a number over 0.",
    expect.stringContaining("daily: It costs more in 30 days than your limit. 0.04; the limit is 0.04."),
  ]);
  expect(report.tone).toBe("warning");
});

it("measuring stops when it is cancelled, keeps what is measured, and goes on with the others", async () => {
  const server = serverWith([daily, [100]], [hourly, [50]]);
  const { page, usage } = await open(server);
  server.pause = async (method, moment) => {
    if (method === "runs" && moment === "answer" && server.count("runState") === 1)
      stubEvents.cancelledProgress.fire(undefined);
  };
  await page.act("measure");
  expect(textOf(page.report())).toContain("Cancelled. 1 of 2 crons were measured.");
  expect([usage(hourly)?.runs.length, usage(daily)]).toEqual([1, undefined]);
  server.pause = async () => undefined;
  await page.act("measure");
  expect(server.count("runState")).toBe(2);
  expect(textOf(page.report())).not.toContain("Cancelled");
});

it("a server that fails while it is measured is said, with what was measured", async () => {
  const server = serverWith([daily, [100]], [hourly, [50]]);
  const { page } = await open(server);
  server.fails = (method) =>
    method === "runState" && server.count("runState") > 1
      ? ({ kind: "unreachable", reason: "ECONNRESET" } as never)
      : undefined;
  await page.act("measure");
  expect(textOf(page.report())).toContain("1 of 2 crons were measured.");
});

it("a row's buttons carry out the commands that menus have, and a deletion can be undone", async () => {
  const server = serverWith([daily, []], [hourly, []]);
  const { page } = await open(server);
  const table = flat(page.report().blocks).find((block) => block.kind === "table");
  expect(table?.rows[1]?.at(-1)).toEqual([
    { id: "open daily", label: "Open", style: "link" },
    { id: "pause daily", label: "Pause", style: "link" },
    { id: "delete daily", label: "Delete…", style: "link" },
  ]);
  stubState.handlers.set("langgraphCrons.cron.delete", () => server.crons.delete("daily"));
  for (const what of ["open", "pause", "delete"]) await page.act(`${what} daily`);
  const ref = { connectionId: "dev", cronId: "daily" };
  const { commands } = stubState;
  expect(commands.slice(-3)).toEqual([
    { id: "langgraphCrons.cron.page", args: [ref, "stay"] },
    { id: "langgraphCrons.cron.pause", args: [ref] },
    { id: "langgraphCrons.cron.delete", args: [ref] },
  ]);
  expect(rowsOf(page.report()).map(([name]) => name)).toEqual(["hourly"]);
  expect(actionsOf(page.report())[0]).toBe("Undo Deletion");
  await page.act("undo");
  expect(stubState.commands.at(-1)?.id).toBe("langgraphCrons.cron.undoDelete");
  expect(actionsOf(page.report())).not.toContain("Undo Deletion");
});

it("of one cron it says each number with what it is from, and no sum of all", async () => {
  const { page } = await open(serverWith([daily, [100, 200]], [hourly, []]), "daily");
  await page.act("measure");
  const report = page.report();
  expect(report.title).toBe("daily");
  const facts = flat(report.blocks).find((block) => block.kind === "facts");
  expect(facts?.facts.slice(0, 4)).toEqual([
    { label: "Runs in 24 hours", text: "1. Counted from the fields of its schedule, for the 24 hours from now." },
    { label: "Runs in 30 days", text: "30. Counted from the fields of its schedule, for the 30 days from now." },
    { label: "Tokens a run", text: "150. Median of 2 of the 2 runs that the server keeps and that have ended." },
    expect.objectContaining({
      label: "Tokens in 30 days",
      text: expect.stringMatching(/^4,500\. Its runs in 30 days/),
    }),
  ]);
});

it("asks nothing before somebody sees it, and shows many rows a part at a time", async () => {
  const server = serverWith(...Array.from({ length: 130 }, (_none, at) => [cronOf(`c${at}`), []] as const));
  const { connections, store } = createServers({ dev: server });
  const page = new CostPage({ connectionId: "dev", cronId: undefined }, { connections, servers: store });
  opened.push(page);
  expect([page.report().title, server.requests]).toEqual(["Reading…", []]);
  page.setVisible(true);
  await expect.poll(() => page.report().summary).toContain("crons: 130");
  expect([rowsOf(page.report()).length, actionsOf(page.report()).at(-1)]).toEqual([100, "Show More (30)"]);
  await page.act("more");
  expect(rowsOf(page.report())).toHaveLength(130);
});

it("says why it can't be read, and reads again", async () => {
  const server = serverWith([daily, []]);
  server.fails = () => ({ kind: "unauthorized", status: 401, detail: "no" }) as never;
  const { connections, store } = createServers({ dev: server });
  const page = new CostPage({ connectionId: "dev", cronId: undefined }, { connections, servers: store });
  opened.push(page);
  page.setVisible(true);
  await expect.poll(() => page.report().title).toBe("Can't be read");
  server.fails = () => undefined;
  await page.act("refresh");
  expect(rowsOf(page.report())).toHaveLength(1);
});
