import { describe, expect, test } from "vitest";
import { createOnce } from "../../../../../src/core/lifecycle/change/createOnce";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import { successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import type { CreateState } from "../../../../../src/core/lifecycle/submission/submissionWork";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { problemOf } from "../../../../support/failureOf";
import { MemoryServer } from "../../../support/memoryServer";
import { doubtMilliseconds, memoryWork, type WorkChange } from "../../../support/memoryWork";

const given = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *" };
const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };
const own = { [metadataKeys.submission]: "s", [metadataKeys.name]: "a" };

/** A server on which each create in turn fails so, or is carried out with its answer lost. */
function serverWith(failures: readonly (ServerProblem | "lost" | undefined)[], version = "0.16.7") {
  const server = new MemoryServer();
  server.info = { ...server.info, version };
  const left = [...failures];
  let now: ServerProblem | "lost" | undefined;
  server.fails = (method) => {
    if (method !== "createCron") return undefined;
    now = left.shift();
    return now === "lost" ? undefined : now;
  };
  server.pause = async (method, moment) => {
    if (method !== "createCron" || moment !== "answer" || now !== "lost") return;
    throw new ServerFailure(reset, { method: "POST", path: "/runs/crons" });
  };
  return server;
}

async function creating(server: MemoryServer, change: WorkChange = {}) {
  const at = await memoryWork(server, change);
  await at.work.holdLease();
  at.calls.length = 0;
  const named = (name: string) => at.calls.filter(([each]) => each === name);
  return { ...at, named };
}

test.each<[string, WorkChange["arguments"], object]>([
  ["0.16.7", given, { enabled: false }],
  ["0.16.7", { ...given, enabled: true }, { enabled: false }],
  ["0.7.20", given, {}],
  ["0.7.20", { ...given, enabled: false }, { enabled: false }],
  ["0.7.14", given, {}],
])("%s creates %j paused if it can, marked with the submission's key", async (version, asked, more) => {
  const cancel = new AbortController();
  const server = serverWith([], version);
  const change = { signal: cancel.signal, ...(asked === undefined ? {} : { arguments: asked }) };
  const { named, told, work } = await creating(server, change);
  const cron = await createOnce(work, undefined);
  expect([...server.crons.values()]).toEqual([cron]);
  const metadata = work.metadata("s", version === "0.16.7" ? "made" : "finished", {});
  const body = { assistant_id: "agent", schedule: "0 9 * * *", metadata, ...more };
  const request = { method: "POST", path: "/runs/crons", query: [], headers: {}, body };
  expect(named("createCron")).toStrictEqual([["createCron", request, { signal: cancel.signal }]]);
  expect(named("searchCrons")).toEqual([]);
  expect([told, work.createState]).toEqual([[{ step: "creating", attempt: 1 }], "made"]);
});

test("if none can be created paused, nothing is sent for one that must be", async () => {
  const { calls, work } = await creating(serverWith([], "0.7.14"), { arguments: { ...given, enabled: false } });
  const failure = await createOnce(work, undefined).catch((error: unknown) => error);
  expect(failure).toMatchObject({
    problem: { kind: "rejected", status: 0, parameter: "enabled" },
    request: { method: "POST", path: "/runs/crons" },
  });
  expect([calls, work.createState]).toEqual([[], "notSent"]);
});

test.each<[string, ServerProblem, CreateState]>([
  ["was never reached", { kind: "unreachable", reason: "ECONNREFUSED" }, "notSent"],
  ["has refused", refused, "notSent"],
  ["was told of a cancel", { kind: "cancelled" }, "unclear"],
])("a server that %s is not asked again", async (_what, problem, state) => {
  const { named, sleeps, work } = await creating(serverWith([problem]));
  expect(await problemOf(createOnce(work, undefined))).toEqual(problem);
  expect([named("createCron").length, sleeps, work.createState]).toEqual([1, [], state]);
});

test("an error of our own leaves it unclear", async () => {
  const { work } = await creating(new MemoryServer(), {
    server: { ...new MemoryServer().api, createCron: () => Promise.reject(new TypeError("ours")) },
  });
  await expect(createOnce(work, undefined)).rejects.toThrow("ours");
  expect(work.createState).toBe("unclear");
});

test("a create whose answer was lost is waited for, looked for, and not repeated", async () => {
  const server = serverWith(["lost"]);
  const { named, sleeps, told, work } = await creating(server);
  const cron = await createOnce(work, undefined);
  expect([...server.crons.keys()]).toEqual([cron.cron_id]);
  expect([named("createCron").length, sleeps, work.createState]).toEqual([1, [doubtMilliseconds], "made"]);
  const waiting = { step: "waitingAfterDoubt", attempt: 1, problem: reset, waitMilliseconds: doubtMilliseconds };
  expect(told).toEqual([{ step: "creating", attempt: 1 }, waiting, { step: "searchingCopies" }]);
});

test("only if nothing is found it creates again, three times at most", async () => {
  const twice = await creating(serverWith([reset]));
  expect(await createOnce(twice.work, undefined)).toMatchObject({ metadata: own });
  expect(twice.told.map(({ step, attempt }) => [step, attempt])).toEqual([
    ["creating", 1],
    ["waitingAfterDoubt", 1],
    ["searchingCopies", undefined],
    ["creating", 2],
  ]);
  expect([twice.sleeps, twice.work.createState]).toEqual([[doubtMilliseconds], "made"]);
  const never = await creating(serverWith([reset, reset, reset, reset]));
  expect(await problemOf(createOnce(never.work, undefined))).toEqual(reset);
  expect(never.named("createCron").length).toBe(3);
  expect([never.sleeps.length, never.work.createState]).toEqual([2, "unclear"]);
});

test("a refusal after a lost answer leaves it unclear: the first may still come", async () => {
  const { work } = await creating(serverWith([reset, refused]));
  expect(await problemOf(createOnce(work, undefined))).toEqual(refused);
  expect(work.createState).toBe("unclear");
});

test("the lease is looked at before each create", async () => {
  const server = serverWith([reset]);
  const takeOver = async () => {
    const [lock] = server.threads;
    const owner = String(lock?.metadata[metadataKeys.lockOwner]);
    server.threads.push(threadWith({ thread_id: successorId({ id: lock?.thread_id ?? "", owner }) }));
  };
  const { named, work } = await creating(server, { clock: { now: () => 0, sleep: takeOver } });
  await expect(createOnce(work, undefined)).rejects.toThrow(LeaseLost);
  expect(named("createCron").length).toBe(1);
});

/** There a lost create is on at once, so it looks for its copies, and keeps the oldest. */
describe.each(["0.7.20", "0.7.14"])("on %s, which can't pause crons", (version) => {
  const copy = (cron_id: string, day: number) =>
    cronWith({ cron_id, metadata: own, created_at: `2026-10-0${day}T00:00:00+00:00` });
  const copies = [copy("younger", 2), copy("oldest", 1), copy("youngest", 3)];

  test("of what a lost create and its repetition made, the oldest is kept", async () => {
    const cancel = new AbortController();
    const server = serverWith([reset], version);
    let waits = 0;
    const sleep = async () => {
      waits += 1;
      // What was lost comes while it waits once more.
      if (waits === 2) for (const each of copies) server.crons.set(each.cron_id, each);
    };
    const { named, work } = await creating(server, { clock: { now: () => 0, sleep }, signal: cancel.signal });
    expect((await createOnce(work, undefined)).cron_id).toBe("oldest");
    expect([[...server.crons.keys()], waits]).toEqual([["oldest"], 2]);
    expect(named("deleteCron").map(([, , call]) => call)).toEqual(Array.from({ length: 3 }, () => work.call()));
  });

  test.each([1, 2])("what somebody has copied and changed in wait %i stays", async (wait) => {
    const changed = { ...copy("changed", 2), metadata: { ...own, [metadataKeys.hash]: "0".repeat(64) } };
    const server = serverWith([reset], version);
    let waits = 0;
    const sleep = async () => {
      waits += 1;
      if (waits === wait) for (const each of [copy("oldest", 1), changed]) server.crons.set(each.cron_id, each);
    };
    const { work } = await creating(server, { clock: { now: () => 0, sleep } });
    expect((await createOnce(work, undefined)).cron_id).toBe("oldest");
    expect([...server.crons.keys()]).toEqual(["oldest", "changed"]);
  });

  test("one that no list shows any more is still the one", async () => {
    const server = serverWith([reset], version);
    const api = { ...server.api, searchCrons: async () => [] };
    const { work } = await creating(server, { server: api });
    expect(await createOnce(work, undefined)).toMatchObject({ metadata: own });
  });

  test("of several that are found after the wait, the oldest is kept", async () => {
    const server = serverWith([reset], version);
    const sleep = async () => {
      for (const each of copies) server.crons.set(each.cron_id, each);
    };
    const { named, work } = await creating(server, { clock: { now: () => 0, sleep } });
    expect((await createOnce(work, undefined)).cron_id).toBe("oldest");
    expect([[...server.crons.keys()], named("createCron").length]).toEqual([["oldest"], 1]);
  });
});

test("if crons are created paused, copies are left to the comparison", async () => {
  const server = serverWith([reset]);
  const sleep = async () => {
    for (const cron_id of ["one", "two"])
      server.crons.set(cron_id, cronWith({ cron_id, enabled: false, metadata: own }));
  };
  const { sleeps, work } = await creating(server, { clock: { now: () => 0, sleep } });
  expect((await createOnce(work, undefined)).cron_id).toBe("one");
  expect([server.crons.size, sleeps]).toEqual([2, []]);
});
