import { beforeEach, describe, expect, test } from "vitest";
import { CronHealths } from "../../../../src/core/known/cronHealths";
import type { RunResult } from "../../../../src/core/server/runDetail";
import { createLiveUpdates } from "../../../../src/platform/servers/liveServer";
import { recordingServer } from "../../../../src/platform/servers/recordingServer";
import { RunLedger } from "../../../../src/platform/servers/runLedger";
import { ServerRecord } from "../../../../src/platform/servers/serverRecord";
import { cronWith } from "../../../fixtures/cronWith";
import { runWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";
import { connectionWith } from "../../support/memoryConnections";
import { MemoryServer } from "../../support/memoryServer";
import { settle } from "../../support/settle";
import { VirtualTime } from "../../support/virtualTime";
import { resetStub } from "../../support/vscode";

const second = 1_000;
const minute = 60 * second;
const start = Date.parse("2026-11-30T12:00:30Z");
const iso = (moment: number) => new Date(moment).toISOString();

beforeEach(resetStub);

/** A server with one cron whose runs it deletes at their end, watched. */
async function watch(takes: number, result: RunResult) {
  const cron = cronWith({ cron_id: "c", schedule: "*/10 * * * *", next_run_date: iso(start + 9.5 * minute) });
  const server = new MemoryServer([cron]);
  const time = new VirtualTime(start);
  const record = new ServerRecord(
    connectionWith(),
    () => undefined,
    () => time.now,
  );
  const ledger = new RunLedger({
    files: undefined,
    dialect: "secondsLast",
    after: (wait, task) => time.after(wait, task),
    changed: (ids) => record.noteSeen(ids),
    failed: (failure) => expect(failure).toBeUndefined(),
  });
  const healths = new CronHealths(record);
  Object.assign(record, { healths, ledger, info: server.info });
  const ends = new Map<string, () => void>();
  const joined: string[] = [];
  const api = { ...server.api };
  api.joinRun = (_thread, run, options) => {
    joined.push(run);
    return new Promise((resolve, reject) => {
      options?.signal?.addEventListener("abort", () => reject(new Error("left")));
      ends.set(run, () => resolve(result));
    });
  };
  const tick = () => {
    const before = server.crons.get("c") ?? cron;
    const due = Date.parse(before.next_run_date ?? "");
    if (due + 2 * second <= time.now) {
      server.crons.set("c", { ...before, next_run_date: iso(due + 10 * minute) });
      const id = iso(due).slice(11, 16);
      const created_at = iso(time.now);
      const metadata = { assistant_id: cron.assistant_id };
      server.threads.push(threadWith({ thread_id: id, created_at, updated_at: created_at, status: "busy", metadata }));
      server.runs.set(id, [
        runWith({ run_id: id, thread_id: id, cron_id: "c", created_at, updated_at: created_at, status: "running" }),
      ]);
      time.after(takes, () => {
        server.threads.length = 0;
        server.runs.delete(id);
        ends.get(id)?.();
      });
    }
    time.after(second, tick);
  };
  tick();
  const recording = recordingServer(server.api, record, () => undefined);
  await recording.searchCrons({ limit: 100, offset: 0 });
  record.arrive(time.now);
  server.requests.length = 0;
  const updates = createLiveUpdates({
    record,
    server: async () => recording,
    plainServer: async () => api,
    clock: { now: () => time.now, after: (wait, task) => time.after(wait, task), random: () => 0 },
  });
  updates.start();
  const health = () => healths.of(record.crons.get("c") ?? cron, time.now);
  const sights = () => ledger.of("c").map(({ runId, status, tokens }) => [runId, status, tokens]);
  return { health, joined, server, sights, time, updates };
}

describe("a cron whose runs the server deletes, while somebody looks", () => {
  test("has failed as often in a row as was seen", async () => {
    const { health, joined, sights, time } = await watch(minute, {
      kind: "error",
      error: { error: "ValueError", message: "secret" },
    });
    await time.to(start + 35 * minute);
    await settle();
    expect(joined).toEqual(["12:10", "12:20", "12:30"]);
    expect(health()).toMatchObject({ kind: "failed", inARow: 3, atLeast: true, lastRun: { result: "failed" } });
    expect(sights().map(([, status]) => status)).toEqual(["error", "error", "error"]);
    await time.to(start + 39.6 * minute);
    expect(health().kind).toBe("due");
  });

  test("has its tokens counted, and nothing else of its answer kept", async () => {
    const messages = [{ type: "ai", content: "secret", usage_metadata: { total_tokens: 42 } }];
    const { health, sights, time } = await watch(minute, { kind: "values", values: { messages } });
    await time.to(start + 15 * minute);
    await settle();
    expect(sights()).toEqual([["12:10", "success", 42]]);
    expect(health()).toMatchObject({ kind: "scheduled", lastRun: { result: "succeeded" } });
  });

  test("whose runs are short is not seen, and gets no alarm", async () => {
    const { health, joined, server, sights, time } = await watch(3 * second, { kind: "values", values: {} });
    await time.to(start + 60 * minute);
    expect([joined, sights()]).toEqual([[], []]);
    expect(health()).toMatchObject({ kind: "scheduled", lastRun: undefined });
    expect(server.requests.length).toBeLessThanOrEqual(2 + 6 + 6);
  });

  test("is left when nobody looks any more: the end of its run was not seen then", async () => {
    const { health, sights, time, updates } = await watch(5 * minute, {
      kind: "error",
      error: { error: "", message: "" },
    });
    await time.to(start + 11 * minute);
    expect(health().kind).toBe("running");
    updates.stop();
    await time.to(start + 19 * minute);
    expect(sights()).toEqual([["12:10", "running", null]]);
    expect(health()).toMatchObject({ kind: "scheduled", lastRun: { result: "unknown" } });
  });
});
