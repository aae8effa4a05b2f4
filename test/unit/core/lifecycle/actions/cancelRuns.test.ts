import { expect, test } from "vitest";
import { cancelRuns } from "../../../../../src/core/lifecycle/actions/cancelRuns";
import type { Run } from "../../../../../src/core/server/cron";
import { cronWith } from "../../../../fixtures/cronWith";
import { runWith } from "../../../../fixtures/runWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const run = (run_id: string, given: Partial<Run>) => runWith({ run_id, thread_id: "t", cron_id: "c", ...given });

test("what waits is cancelled before what runs, and nothing of others", async () => {
  const cron = cronWith({ cron_id: "c", thread_id: "t", payload: {} });
  const server = new MemoryServer([cron]);
  server.runs.set("t", [
    run("newest", { status: "pending" }),
    run("other", { status: "pending", cron_id: "d" }),
    run("byHand", { status: "pending", cron_id: null }),
    run("unknown", { status: "pending", cron_id: undefined }),
    run("running", { status: "running" }),
    run("done", { status: "success" }),
    run("waiting", { status: "pending" }),
  ]);
  const { calls, server: api } = recorded(server.api);
  expect(await cancelRuns(api, cron)).toBe(3);
  const cancelled = calls.filter(([method]) => method === "cancelRun");
  expect(cancelled.map(([, thread, id, action]) => [thread, id, action])).toEqual([
    ["t", "newest", "interrupt"],
    ["t", "waiting", "interrupt"],
    ["t", "running", "interrupt"],
  ]);
  expect(server.runs.get("t")?.find(({ run_id }) => run_id === "other")?.status).toBe("pending");
});

test("all of more than a page, though each cancel moves the pages", async () => {
  const cron = cronWith({ cron_id: "c", thread_id: "t", payload: {} });
  const server = new MemoryServer([cron]);
  server.runs.set(
    "t",
    Array.from({ length: 250 }, (_, n) => run(String(n), { status: "pending" })),
  );
  expect(await cancelRuns(server.api, cron)).toBe(250);
});

test("of a cron without a thread on each thread that is busy with one of its runs", async () => {
  const cron = cronWith({ cron_id: "c", metadata: { langgraph_crons_name: "daily" }, payload: {} });
  const server = new MemoryServer([cron]);
  const metadata = { langgraph_crons_name: "daily" };
  server.threads.push(
    threadWith({ thread_id: "a", status: "busy", metadata }),
    threadWith({ thread_id: "b", status: "idle", metadata }),
    threadWith({ thread_id: "c", status: "busy", metadata: {} }),
    threadWith({ thread_id: "d", status: "busy", metadata }),
  );
  for (const id of ["a", "b", "c"]) server.runs.set(id, [run(`run ${id}`, { thread_id: id, status: "running" })]);
  server.runs.set("d", [run("foreign", { thread_id: "d", status: "running", cron_id: "other" })]);
  const { calls, server: api } = recorded(server.api);
  expect(await cancelRuns(api, cron)).toBe(1);
  expect(calls.filter(([method]) => method === "cancelRun").map(([, thread]) => thread)).toEqual(["a"]);
});

test("one that ends by itself meanwhile does not count", async () => {
  const cron = cronWith({ cron_id: "c", thread_id: "t", payload: {} });
  const server = new MemoryServer([cron]);
  server.runs.set("t", [run("a", { status: "running" })]);
  server.pause = async (method, moment) => {
    if (method === "cancelRun" && moment === "arrive") server.runs.set("t", [run("a", { status: "success" })]);
  };
  expect(await cancelRuns(server.api, cron)).toBe(0);
});

test("of a server that returns the same page again and again", async () => {
  const metadata = { langgraph_crons_name: "daily" };
  const [onThread, free] = [
    cronWith({ cron_id: "c", thread_id: "t", payload: {} }),
    cronWith({ cron_id: "d", metadata, payload: {} }),
  ];
  const server = new MemoryServer([onThread, free]);
  server.ignoresOffset = true;
  server.fails = () => (server.requests.length > 20_000 ? { kind: "timeout", milliseconds: 1 } : undefined);
  server.runs.set(
    "t",
    Array.from({ length: 100 }, (_, n) => run(String(n), { status: "pending" })),
  );
  expect(await cancelRuns(server.api, onThread)).toBe(100);
  for (let n = 0; n < 1_000; n += 1) {
    server.threads.push(threadWith({ thread_id: String(n), status: "busy", metadata }));
    server.runs.set(String(n), [run("only", { thread_id: String(n), cron_id: "d", status: "running" })]);
  }
  expect(await cancelRuns(server.api, free)).toBe(1_000);
});
