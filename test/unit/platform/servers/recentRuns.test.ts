import { expect, test } from "vitest";
import type { Run } from "../../../../src/core/server/cron";
import { readRun } from "../../../../src/core/server/requests/readRun";
import { recentRuns } from "../../../../src/platform/servers/recentRuns";
import { cronWith } from "../../../fixtures/cronWith";
import { oldServer } from "../../../support/oldServer";

const cron = cronWith({ cron_id: "ours", assistant_id: "agent", thread_id: "thread" });
const ids = { run_id: "r", thread_id: "thread", assistant_id: "agent" };
const answered = { ...ids, created_at: "x", updated_at: "x", status: "success" };
const read = (more: object): Run => readRun({ ...answered, ...more }, "run");

function serverWith(runs: readonly Run[]) {
  const { server } = oldServer("0.7.20");
  return { ...server, runs: async (_: string, { offset = 0 }) => runs.slice(offset, offset + 100) };
}

test("a run names its cron in one of three places, or that it has none, or neither", () => {
  expect(read({ kwargs: { config: { configurable: { cron_id: "a" } } } }).cron_id).toBe("a");
  expect(read({ config: { configurable: { cron_id: "b" } } }).cron_id).toBe("b");
  expect(read({ kwargs: {}, metadata: { langgraph_crons_cron: "c" } }).cron_id).toBe("c");
  expect(read({ kwargs: { config: {} }, metadata: {} }).cron_id).toBeNull();
  expect(read({ config: {}, input: {} }).cron_id).toBeUndefined();
});

test("only the cron's own runs are listed", async () => {
  const runs = [{ cron_id: "ours" }, { cron_id: "other" }, { cron_id: null }].map((each) => ({ ...read({}), ...each }));
  expect(await recentRuns(serverWith(runs), cron)).toEqual([runs[0]]);
});

test("if the server does not say, the runs of the cron's assistant are used", async () => {
  const runs = [read({}), read({ assistant_id: "another" }), read({ config: { configurable: { cron_id: "other" } } })];
  expect(await recentRuns(serverWith(runs), cron)).toEqual([runs[0]]);
});

test("at most ten, of the last 300", async () => {
  const others = Array.from({ length: 295 }, () => ({ ...read({}), cron_id: "other" }));
  const ours = Array.from({ length: 20 }, (_, index) => ({ ...read({ run_id: String(index) }), cron_id: "ours" }));
  expect(await recentRuns(serverWith([...ours, ...others]), cron)).toEqual(ours.slice(0, 10));
  expect(await recentRuns(serverWith([...others, ...ours]), cron)).toEqual(ours.slice(0, 5));
});
