import { beforeEach, describe, expect, it } from "vitest";
import type { JsonValue } from "../../../../src/core/base/json";
import type { AgentServer } from "../../../../src/core/server/agentServer";
import type { Run, Thread } from "../../../../src/core/server/cron";
import { RunPage, type RunPorts } from "../../../../src/features/runs/runPage";
import type { Report, ReportBlock } from "../../../../src/protocol/report";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { MemoryServer } from "../../support/memoryServer";
import { EventEmitter, resetStub } from "../../support/vscode";

const moment = "2026-11-01T00:00:00Z";
const thread = threadWith({ created_at: moment, updated_at: moment });
const asks: Thread = { ...thread, status: "interrupted", interrupts: [{ id: "i1", value: "Publish?" }] };
const approvable = { action_requests: [{ name: "send", args: {} }], review_configs: [] };

interface Scene {
  readonly server: MemoryServer;
  readonly page: RunPage;
  readonly ports: { around: RunPorts["around"] };
  readonly answers: JsonValue[];
  readonly opened: string[];
  /** Waits until the page has read again. */
  readonly read: () => Promise<void>;
}

function scene(status: Run["status"], of: Thread = thread, agrees = true): Scene {
  const server = new MemoryServer();
  server.threads.push(of);
  const run = runWith({ status });
  server.runs.set("thread", [run]);
  const answers: JsonValue[] = [];
  const opened: string[] = [];
  const api: AgentServer = {
    ...server.api,
    resumeRun: (asked, value, options) => {
      answers.push(value);
      return server.api.resumeRun(asked, value, options);
    },
  };
  const ports: { -readonly [Name in keyof RunPorts]: RunPorts[Name] } = {
    server: async () => api,
    around: () => ({
      connection: { name: "local", production: false },
      cron: "daily-report",
      zone: "UTC",
      assistantName: () => "agent",
      slot: null,
      strip: undefined,
      studio: "https://studio.test/",
      traceOf: ({ run_id }) => `https://traces.test/${run_id}`,
      now: Date.parse("2026-11-01T01:00:00Z"),
    }),
    readAround: async () => undefined,
    sign: () => String(server.runs.get("thread")?.[0]?.status),
    confirmAnswer: async () => agrees,
    openJson: async (what) => void opened.push(what),
    openRun: async (id) => void opened.push(id),
    openExternal: async (address) => void opened.push(address),
    runAgain: async () => void opened.push("again"),
    showCron: async () => void opened.push("cron"),
    failureWords: () => "the server does not answer",
  };
  const page = new RunPage("key", run, ports, () => opened.push("closed"));
  const read = () => new Promise<void>((resolve) => page.onDidChange(() => resolve()));
  page.setVisible(true);
  return { server, page, ports, answers, opened, read };
}

function flat(blocks: readonly ReportBlock[]): readonly ReportBlock[] {
  return blocks.flatMap((block) => (block.kind === "section" ? [block, ...flat(block.blocks)] : [block]));
}

function actionsOf({ blocks }: Report): readonly string[] {
  return flat(blocks).flatMap((block) => ("actions" in block ? block.actions.map(({ id }) => id) : []));
}

describe("The page of a run", () => {
  beforeEach(resetStub);

  it("says that it is reading, then what happened", async () => {
    const { page, read } = scene("success");
    expect(page.report()).toMatchObject({ title: "Reading…", tone: "busy" });
    await read();
    expect(page.report()).toMatchObject({ about: "Run of daily-report", tone: "good" });
  });

  it("says why it can't read, and reads again", async () => {
    const { page, read, server } = scene("success");
    server.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
    await read();
    expect(page.report()).toMatchObject({ title: "Can't be read", tone: "bad" });
    expect(actionsOf(page.report())).toEqual(["refresh"]);
    server.fails = () => undefined;
    await page.act("refresh", null);
    expect(page.report().tone).toBe("good");
  });

  it("keeps what it has read when a later reading fails", async () => {
    const { page, read, server } = scene("success");
    await read();
    server.fails = () => ({ kind: "unreachable", reason: "ECONNREFUSED" });
    await page.act("refresh", null);
    const report = page.report();
    expect(report.tone).toBe("good");
    expect(report.blocks[0]).toEqual({ kind: "notice", tone: "bad", text: "the server does not answer" });
  });

  it.each<[Run["status"], boolean]>([
    ["pending", true],
    ["running", true],
    ["success", false],
    ["error", false],
  ])("offers to cancel a run that is %s: %s", async (status, can) => {
    const { page, read } = scene(status);
    await read();
    expect(actionsOf(page.report()).includes("cancel")).toBe(can);
    expect(actionsOf(page.report()).includes("again")).toBe(!can);
  });

  it("reads a run again that was not over, when something has changed", async () => {
    const { page, read, server } = scene("running");
    await read();
    server.runs.set("thread", [runWith({ status: "success" })]);
    await page.follow();
    expect(page.report().tone).toBe("good");
    const asked = server.requests.length;
    await page.follow();
    expect(server.requests).toHaveLength(asked);
  });

  it("asks nothing while a run goes on, whatever else changes on its server", async () => {
    const { page, read, server } = scene("running");
    await read();
    const asked = server.requests.length;
    await page.follow();
    expect(server.requests).toHaveLength(asked);
  });

  it("asks nothing while nobody can see it, and catches up when somebody can", async () => {
    const { page, read, server } = scene("running");
    await read();
    page.setVisible(false);
    server.runs.set("thread", [runWith({ status: "success" })]);
    const asked = server.requests.length;
    await page.follow();
    expect(server.requests).toHaveLength(asked);
    const caughtUp = read();
    page.setVisible(true);
    await caughtUp;
    expect(page.report().tone).toBe("good");
  });

  it("says that its connection was removed, and asks nothing", async () => {
    const { page, ports, read, server } = scene("success");
    await read();
    ports.around = () => undefined;
    expect(page.report()).toMatchObject({ title: "Can't be read", server: { name: "unknown connection" } });
    expect(page.report().blocks).toEqual([expect.objectContaining({ text: "Its connection was removed." })]);
    const asked = server.requests.length;
    await page.act("refresh", null);
    expect(server.requests).toHaveLength(asked);
  });

  it("cancels, and says if there was nothing to cancel", async () => {
    const { page, read, server } = scene("running");
    await read();
    server.runs.set("thread", [runWith({ status: "success" })]);
    await page.act("cancel", null);
    expect(page.report().blocks[0]).toMatchObject({ kind: "notice", tone: "quiet" });
    expect(server.count("cancelRun")).toBe(1);
  });

  it("passes any JSON value on as an answer", async () => {
    const { answers, page, read } = scene("success", asks);
    await read();
    expect(actionsOf(page.report())).toContain("answer");
    await page.act("answer", '{"publish": true}');
    expect(answers).toEqual([{ publish: true }]);
    expect(page.report().blocks[0]).toMatchObject({ kind: "notice", tone: "good" });
  });

  it("refuses an answer that is no JSON, and sends nothing", async () => {
    const { answers, page, read } = scene("success", asks);
    await read();
    await expect(page.act("answer", "yes, publish")).rejects.toThrow("The answer is not JSON");
    expect(answers).toEqual([]);
  });

  it("sends nothing if the user does not agree", async () => {
    const { answers, page, read } = scene("success", asks, false);
    await read();
    await page.act("answer", "true");
    expect(answers).toEqual([]);
  });

  it("approves and rejects in the question's own form", async () => {
    const { answers, page, read } = scene("success", { ...asks, interrupts: [{ id: "i1", value: approvable }] });
    await read();
    expect(actionsOf(page.report())).toEqual(expect.arrayContaining(["approve", "reject", "answer"]));
    await page.act("reject", null);
    expect(answers).toEqual([{ decisions: [{ type: "reject" }] }]);
  });

  it("answers once, even if somebody else was faster", async () => {
    const { answers, page, read, server } = scene("success", asks);
    await read();
    server.runs.set("thread", [runWith({ run_id: "theirs", status: "running" }), runWith({})]);
    await page.act("answer", "true");
    await page.act("answer", "true");
    expect(answers).toEqual([]);
    expect(page.report().blocks[0]).toMatchObject({ kind: "notice", tone: "quiet" });
  });

  it("shows the output of a run that is followed, then its answer", async () => {
    const { page, read, server } = scene("running");
    await read();
    server.events.push({ event: "metadata", data: {} }, { event: "updates", data: { node: "a" } });
    const gate = new EventEmitter<void>();
    const ended = new Promise<void>((resolve) => gate.event(() => resolve()));
    server.pause = async (method, moment) => (method === "streamRun" && moment === "answer" ? ended : undefined);
    await page.act("join", null);
    await read();
    const live = () => flat(page.report().blocks).find(({ kind }) => kind === "live");
    expect(live()).toMatchObject({ kind: "live" });
    expect(actionsOf(page.report())).toContain("leave");
    server.runs.set("thread", [runWith({ status: "success" })]);
    const finished = read();
    gate.fire();
    await finished;
    expect(live()).toBeUndefined();
    expect(page.report().tone).toBe("good");
  });

  it("stops following without stopping the run", async () => {
    const { page, read, server } = scene("running");
    await read();
    server.pause = (method) => (method === "streamRun" ? new Promise(() => undefined) : Promise.resolve());
    await page.act("join", null);
    await page.act("leave", null);
    expect(server.count("cancelRun")).toBe(0);
  });

  it("offers no answer to several questions at once", async () => {
    const two = [...asks.interrupts, { id: "i2", value: "Really?" }];
    const { page, read } = scene("success", { ...asks, interrupts: two });
    await read();
    expect(actionsOf(page.report())).not.toContain("answer");
  });

  it.each([
    ["state", "state"],
    ["history", "history"],
    ["again", "again"],
    ["cron", "cron"],
    ["studio", "https://studio.test/"],
    ["trace", "https://traces.test/run"],
    ["run 42", "42"],
    ["no such action", undefined],
  ])("opens %s", async (id, what) => {
    const { opened, page, read } = scene("success");
    await read();
    await page.act(id, null);
    expect(opened).toEqual(what === undefined ? [] : [what]);
  });

  it("asks nothing more once it is closed", async () => {
    const { opened, page, read, server } = scene("running");
    await read();
    page.dispose();
    expect(opened).toEqual(["closed"]);
    const signalled = server.requests.length;
    await page.follow();
    expect(server.requests).toHaveLength(signalled);
  });
});
