import { describe, expect, test } from "vitest";
import { runNow } from "../../../../../src/core/lifecycle/actions/runNow";
import { pauseCron, resumeCron } from "../../../../../src/core/lifecycle/actions/setEnabled";
import { successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { Cron } from "../../../../../src/core/server/cron";
import { metadataKeys, updating } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { failureOf, problemOf } from "../../../../support/failureOf";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const { hash, lockOwner, name, submission } = metadataKeys;
const { signal } = new AbortController();
const options = { clock: { now: () => 0, sleep: async () => undefined }, signal };
const payload = { assistant_id: "agent" };
const paused = (metadata: Cron["metadata"], more: Partial<Cron> = {}) =>
  cronWith({ cron_id: "c", enabled: false, payload, metadata, ...more });
const leftover = paused({ [name]: "a", [submission]: "s" });
const schedule = "0 9 * * *";

const { payload: _payload, ...withoutPayload } = paused({ [submission]: "s", [hash]: updating });

test.each<[string, Cron, boolean]>([
  ["that nobody of ours has made", paused({}), false],
  ["that is finished", paused({ [submission]: "s", [hash]: "0".repeat(64) }), false],
  ["that is not finished", leftover, true],
  ["that is being updated", paused({ [submission]: "s", [hash]: updating }), true],
  ["that is being updated, of which not all is known", withoutPayload, false],
])(
  "a cron %s is switched on with its schedule, and at the end of its submission with its hash",
  async (_what, cron, ends) => {
    const { calls, server } = recorded(new MemoryServer([cron]).api);
    await resumeCron(server, "c", options);
    const metadata = { ...cron.metadata, [hash]: await cronHash(cron) };
    const [, , body] = calls.find(([each]) => each === "patchCron") ?? [];
    expect(body).toStrictEqual({ enabled: true, schedule, ...(ends ? { metadata } : {}) });
  },
);

describe("resuming", () => {
  test("reads the cron, and switches it on with its present values", async () => {
    const server = new MemoryServer([paused({})]);
    server.change("c", { schedule: "1 1 * * *" });
    const { calls, server: api } = recorded(server.api);
    expect(await resumeCron(api, "c", options)).toMatchObject({ enabled: true });
    expect(calls).toEqual([
      ["getCron", "c", options],
      ["patchCron", "c", { enabled: true, schedule: "1 1 * * *" }, { ...options, once: true }],
    ]);
  });

  test("does not change one that is switched on", async () => {
    const server = new MemoryServer([cronWith({ cron_id: "c" })]);
    expect(await resumeCron(server.api, "c")).toMatchObject({ enabled: true });
    expect(server.requests).toEqual(["getCron"]);
  });

  const names = (calls: readonly unknown[][]) => calls.map(([each]) => each).filter((each) => each !== "getThread");

  test("adopts a leftover under the lock of its name", async () => {
    const server = new MemoryServer([leftover, cronWith({ cron_id: "other", metadata: { [name]: "b" } })]);
    const { calls, server: api } = recorded(server.api);
    expect(await resumeCron(api, "c", options)).toMatchObject({ enabled: true });
    expect(names(calls)).toEqual(["getCron", "claimThread", "searchCrons", "getCron", "patchCron", "deleteThread"]);
    expect(calls.find(([each]) => each === "claimThread")?.[2]).toMatchObject({ [metadataKeys.lock]: "name a" });
    const query = { metadata: { [name]: "a" }, withPayload: true, limit: 1_000, offset: 0 };
    expect(calls.find(([each]) => each === "searchCrons")).toEqual(["searchCrons", query, options]);
    const body = { enabled: true, schedule, metadata: { ...leftover.metadata, [hash]: await cronHash(leftover) } };
    expect(calls.find(([each]) => each === "patchCron")).toEqual(["patchCron", "c", body, { ...options, once: true }]);
    expect(calls.filter(([each]) => each === "getCron")).toEqual([
      ["getCron", "c", options],
      ["getCron", "c", options],
    ]);
  });

  test.each<[string, Partial<Cron>, boolean]>([
    ["is on", {}, true],
    ["is paused", { enabled: false }, false],
  ])("of a leftover is refused if another of its name %s", async (_what, change, refused) => {
    const other = cronWith({ cron_id: "other", metadata: { [name]: "a" }, payload, ...change });
    const server = new MemoryServer([leftover, other]);
    if (!refused) {
      expect(await resumeCron(server.api, "c", options)).toMatchObject({ enabled: true });
      return;
    }
    const { problem, request } = await failureOf(resumeCron(server.api, "c", options));
    const detail = "Another cron of this name is switched on.";
    expect(problem).toEqual({ kind: "rejected", status: 409, detail, parameter: null });
    expect([request, server.threads]).toEqual([{ method: "PATCH", path: "/runs/crons/c" }, []]);
  });

  test("of a leftover that is switched on by the time of the lock changes nothing", async () => {
    const server = new MemoryServer([leftover]);
    server.pause = async (method, moment) => {
      if (method === "claimThread" && moment === "answer") server.change("c", { enabled: true });
    };
    expect(await resumeCron(server.api, "c", options)).toMatchObject({ enabled: true });
    expect(server.count("patchCron")).toBe(0);
  });

  test("of a leftover that was changed during a long look at the lock has its new schedule", async () => {
    const server = new MemoryServer([leftover]);
    let now = 0;
    server.pause = async (method, moment) => {
      if (method !== "getThread" || moment !== "answer" || server.count("getCron") !== 2) return;
      server.pause = async () => undefined;
      now += 10_001;
      server.change("c", { schedule: "1 1 * * *" });
    };
    const clock = { ...options.clock, now: () => now };
    expect(await resumeCron(server.api, "c", { clock })).toMatchObject({ enabled: true, schedule: "1 1 * * *" });
    expect(server.count("patchCron")).toBe(1);
  });

  test("of a leftover whose lock is lost at the last moment is refused", async () => {
    const server = new MemoryServer([leftover]);
    server.pause = async (method, moment) => {
      if (method !== "getCron" || moment !== "answer" || server.threads.length !== 1) return;
      const [lock] = server.threads;
      const owner = String(lock?.metadata[lockOwner]);
      server.threads.push(threadWith({ thread_id: successorId({ id: lock?.thread_id ?? "", owner }) }));
    };
    expect(await problemOf(resumeCron(server.api, "c", options))).toMatchObject({ kind: "rejected", status: 409 });
    expect(server.crons.get("c")?.enabled).toBe(false);
  });
});

test("pausing is one request", async () => {
  const { calls, server } = recorded(new MemoryServer([cronWith({ cron_id: "c" })]).api);
  expect(await pauseCron(server, "c", { signal })).toMatchObject({ enabled: false });
  expect(calls).toEqual([["patchCron", "c", { enabled: false }, { signal, once: true }]]);
});

test("a run by hand uses the cron's present values, and is requested once", async () => {
  const server = new MemoryServer([cronWith({ cron_id: "c", thread_id: "t", payload })]);
  const { calls, server: api } = recorded(server.api);
  expect(await runNow(api, "c", { signal })).toMatchObject({ status: "pending" });
  expect(calls).toEqual([
    ["getCron", "c", { signal }],
    ["createRun", expect.objectContaining({ path: "/threads/t/runs" }), { signal }],
  ]);
});
