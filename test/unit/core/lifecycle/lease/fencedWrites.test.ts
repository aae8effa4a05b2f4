import { expect, test } from "vitest";
import type { Clock } from "../../../../../src/core/base/clock";
import { datedServer } from "../../../../../src/core/lifecycle/lease/datedServer";
import { CronChanged, deleteFenced, patchFenced } from "../../../../../src/core/lifecycle/lease/fencedWrites";
import { type Lease, LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import type { Writer } from "../../../../../src/core/lifecycle/lease/writer";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

/** A write is sent while the lease is held, and again only once the one before is carried out or lost. */
const { signal } = new AbortController();
const sent = { signal, once: true };
const body = { schedule: "1 1 * * *" };
const cron = cronWith({ cron_id: "c" });
const isDone = ({ schedule }: Cron) => schedule === body.schedule;
const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };
const gone: ServerProblem = { kind: "notFound", detail: "gone" };
const busy = (retryAfterSeconds: number | null): ServerProblem => ({
  kind: "busy",
  status: 503,
  retryAfterSeconds,
  detail: "",
});

/** A server with one cron that was just read, and everything that happens from then on, in order. */
async function world({ withWait = true } = {}) {
  const memory = new MemoryServer([cron]);
  const { calls, server } = recorded(memory.api);
  const lease: Lease = {
    decides: true,
    fence: async () => void calls.push(["fence"]),
    touch: async () => void calls.push(["touch"]),
    release: async () => true,
  };
  const clock: Clock = { now: () => 0, sleep: async (...given) => void calls.push(["sleep", ...given]) };
  /** As it is seen by whoever has read it now. */
  const read = async (by: Clock) => {
    const dated = datedServer(server, by);
    await dated.server.getCron("c");
    calls.length = 0;
    memory.requests.length = 0;
    return { ...dated, clock: by };
  };
  const writer: Writer = {
    ...(await read(clock)),
    doubtMilliseconds: 25_000,
    call: () => ({ signal }),
    retry: (act) => act(),
    ...(withWait ? { onWait: (...told: unknown[]) => void calls.push(["wait", ...told]) } : {}),
  };
  /** The problems of a kind of request, one after the other; then all goes well. */
  const fails = (method: string, problems: readonly (ServerProblem | undefined)[]) => {
    const left = [...problems];
    memory.fails = (each) => (each === method ? left.shift() : undefined);
  };
  const names = () => calls.map(([name]) => name);
  return { calls, fails, lease, memory, names, read, writer };
}

const patch = ["patchCron", "c", body, sent];
const get = ["getCron", "c", { signal }];
const waits = (problem: ServerProblem, attempt: number, pause: number) => [
  ["touch"],
  ["wait", attempt, problem, pause],
  ["sleep", pause, signal],
];

test("an answered PATCH is sent once, after a look at the lease", async () => {
  const { calls, lease, writer } = await world();
  expect(await patchFenced(writer, lease, cron, { body, isDone })).toMatchObject(body);
  expect(calls).toEqual([["fence"], patch]);
});

test("for a deleted cron the lease is lost; a refusal is thrown unchanged", async () => {
  const { calls, fails, lease, writer } = await world();
  fails("patchCron", [gone, refused]);
  await expect(patchFenced(writer, lease, cron, { body, isDone })).rejects.toThrow(LeaseLost);
  await expect(patchFenced(writer, lease, cron, { body, isDone })).rejects.toThrow(ServerFailure);
  expect(calls).toEqual([["fence"], patch, ["fence"], patch]);
});

test("a PATCH without an answer that was carried out is seen at once, or after the doubt", async () => {
  const at = await world();
  at.fails("patchCron", [reset]);
  at.memory.change("c", body);
  expect(await patchFenced(at.writer, at.lease, cron, { body, isDone })).toMatchObject(body);
  expect(at.calls).toEqual([["fence"], patch, get]);
  const late = await world();
  late.fails("patchCron", [reset]);
  const sleep = async (...given: unknown[]) => {
    late.calls.push(["sleep", ...given]);
    late.memory.change("c", body);
  };
  const writer = { ...late.writer, clock: { ...late.writer.clock, sleep } };
  expect(await patchFenced(writer, late.lease, cron, { body, isDone })).toMatchObject(body);
  expect(late.calls).toEqual([["fence"], patch, get, ...waits(reset, 1, 25_000), get]);
});

test("a PATCH that was lost is sent again, six times at most", async () => {
  const { calls, fails, lease, writer } = await world();
  fails("patchCron", [reset]);
  expect(await patchFenced(writer, lease, cron, { body, isDone })).toMatchObject(body);
  expect(calls).toEqual([["fence"], patch, get, ...waits(reset, 1, 25_000), get, ["fence"], patch]);
  const always = await world();
  always.fails(
    "patchCron",
    Array.from({ length: 20 }, () => reset),
  );
  await expect(patchFenced(always.writer, always.lease, cron, { body, isDone })).rejects.toThrow("unreachable");
  expect([always.memory.count("patchCron"), always.memory.count("getCron")]).toEqual([6, 10]);
});

test("a cron that is gone by the time of the look can't be written to", async () => {
  const { calls, fails, lease, memory, writer } = await world();
  fails("patchCron", [reset]);
  memory.crons.clear();
  await expect(patchFenced(writer, lease, cron, { body, isDone })).rejects.toThrow(LeaseLost);
  expect(calls).toEqual([["fence"], patch, get]);
});

test("a failing look is thrown unchanged", async () => {
  const { lease, memory, writer } = await world();
  memory.fails = (method) => (method === "patchCron" ? reset : refused);
  await expect(patchFenced(writer, lease, cron, { body, isDone })).rejects.toThrow("rejected");
  await expect(deleteFenced(writer, lease, "c", () => true)).rejects.toThrow("rejected");
});

test.each<[number | null, readonly number[]]>([
  [7, [7_000, 7_000]],
  [null, [1_000, 2_000]],
  [61, [60_000, 60_000]],
])("a busy server that says %j seconds is waited for as long", async (seconds, pauses) => {
  const { calls, fails, lease, writer } = await world();
  fails("patchCron", [busy(seconds), busy(seconds)]);
  await patchFenced(writer, lease, cron, { body, isDone });
  const [first = 0, second = 0] = pauses;
  expect(calls.filter(([name]) => name === "wait")).toEqual([
    ["wait", 1, busy(seconds), first],
    ["wait", 2, busy(seconds), second],
  ]);
});

test("a wait needs no listener", async () => {
  const { fails, lease, names, writer } = await world({ withWait: false });
  fails("patchCron", [reset]);
  await patchFenced(writer, lease, cron, { body, isDone });
  expect(names()).toEqual(["fence", "patchCron", "getCron", "touch", "sleep", "getCron", "fence", "patchCron"]);
});

test("a cron is read just before it is deleted, and deleted only where it may be", async () => {
  const { calls, lease, memory, writer } = await world();
  expect(await deleteFenced(writer, lease, "c", ({ cron_id }) => cron_id !== "c")).toBe(false);
  expect([calls, memory.crons.size]).toEqual([[get], 1]);
  expect(await deleteFenced(writer, lease, "c", ({ cron_id }) => cron_id === "c")).toBe(true);
  expect([calls, memory.crons.size]).toEqual([[get, get, ["fence"], ["deleteCron", "c", sent]], 0]);
  calls.length = 0;
  expect(await deleteFenced(writer, lease, "c", () => false)).toBe(true);
  expect(calls).toEqual([get]);
});

/** Looks at the lease that take so long, one after the other, and then none; `during` happens in each of these. */
async function slowly(
  { lease, read, writer }: Awaited<ReturnType<typeof world>>,
  looks: readonly number[],
  during: () => void,
) {
  const left = [...looks];
  let at = 0;
  const fence = async () => {
    await lease.fence();
    const takes = left.shift() ?? 0;
    at += takes;
    if (takes !== 0) during();
  };
  return { lease: { ...lease, fence }, writer: { ...writer, ...(await read({ ...writer.clock, now: () => at })) } };
}

test("a cron that somebody switched on or changed while the lease was looked at for long is not deleted", async () => {
  const at = await world();
  const slow = await slowly(at, [82_000], () => at.memory.change("c", { enabled: true }));
  at.memory.change("c", { enabled: false });
  expect(await deleteFenced(slow.writer, slow.lease, "c", ({ enabled }) => !enabled)).toBe(false);
  expect([at.calls, at.memory.crons.size]).toEqual([[get, ["fence"], get], 1]);
});

test.each([[10_001], [82_000], [-1]])(
  "after a look of %i ms the cron is read again before it is deleted",
  async (takes) => {
    const at = await world();
    const slow = await slowly(at, [takes, takes], () => undefined);
    expect(await deleteFenced(slow.writer, slow.lease, "c", () => true)).toBe(true);
    const seen = [get, ["fence"]];
    expect(at.calls).toEqual([...seen, ...seen, ...seen, ["deleteCron", "c", sent]]);
  },
);

test("a cron that somebody changed while the lease was looked at for long is not changed: the lease counts as lost", async () => {
  const at = await world();
  const slow = await slowly(at, [82_000], () => at.memory.change("c", { schedule: "2 2 * * *" }));
  await expect(patchFenced(slow.writer, slow.lease, cron, { body, isDone })).rejects.toThrow(LeaseLost);
  expect(at.calls).toEqual([["fence"], get]);
  expect(at.memory.crons.get("c")?.schedule).toBe("2 2 * * *");
});

test("so does one that was deleted meanwhile", async () => {
  const at = await world();
  const slow = await slowly(at, [82_000], () => at.memory.crons.delete("c"));
  await expect(patchFenced(slow.writer, slow.lease, cron, { body, isDone })).rejects.toThrow(LeaseLost);
  expect(at.calls).toEqual([["fence"], get]);
});

test.each([[10_001], [82_000], [-1]])(
  "after a look of %i ms a cron is read again before it is changed",
  async (takes) => {
    const at = await world();
    const slow = await slowly(at, [takes, takes], () => undefined);
    expect(await patchFenced(slow.writer, slow.lease, cron, { body, isDone })).toMatchObject(body);
    expect(at.calls).toEqual([["fence"], get, ["fence"], get, ["fence"], patch]);
  },
);

test("what was read long before counts as old, too", async () => {
  const at = await world();
  const { lease, writer } = await slowly(at, [9_001, 1_000], () => undefined);
  await lease.fence();
  at.calls.length = 0;
  expect(await patchFenced(writer, lease, cron, { body, isDone })).toMatchObject(body);
  expect(at.calls).toEqual([["fence"], get, ["fence"], patch]);
});

test("what the writer has not read itself is read before it is changed", async () => {
  const at = await world();
  expect(await patchFenced(at.writer, at.lease, { ...cron }, { body, isDone })).toMatchObject(body);
  expect(at.calls).toEqual([["fence"], get, ["fence"], patch]);
  const other = await world();
  const elsewhere = cronWith({ cron_id: "c", updated_at: "2026-11-02T00:00:00+00:00" });
  await expect(patchFenced(other.writer, other.lease, elsewhere, { body, isDone })).rejects.toThrow(LeaseLost);
});

test("a look that takes as long as two may is not repeated", async () => {
  const at = await world();
  const slow = await slowly(at, [10_000], () => undefined);
  expect(await deleteFenced(slow.writer, slow.lease, "c", () => true)).toBe(true);
  expect(at.calls).toEqual([get, ["fence"], ["deleteCron", "c", sent]]);
  const other = await world();
  const { lease, writer } = await slowly(other, [10_000], () => undefined);
  expect(await patchFenced(writer, lease, cron, { body, isDone })).toMatchObject(body);
  expect(other.calls).toEqual([["fence"], patch]);
});

test("a deletion without an answer is waited for, checked and repeated, six times at most", async () => {
  const { calls, fails, lease, memory, writer } = await world();
  fails("deleteCron", [reset]);
  expect(await deleteFenced(writer, lease, "c", () => true)).toBe(true);
  const remove = ["deleteCron", "c", sent];
  expect(calls).toEqual([get, ["fence"], remove, ...waits(reset, 1, 25_000), get, ["fence"], remove]);
  memory.crons.set("c", cron);
  memory.requests.length = 0;
  fails(
    "deleteCron",
    Array.from({ length: 20 }, () => reset),
  );
  await expect(deleteFenced(writer, lease, "c", () => true)).rejects.toThrow("unreachable");
  expect(memory.count("deleteCron")).toBe(6);
});

test("a deletion that is refused is not repeated", async () => {
  const { fails, lease, memory, writer } = await world();
  fails("deleteCron", [refused]);
  await expect(deleteFenced(writer, lease, "c", () => true)).rejects.toThrow("rejected");
  expect(memory.count("deleteCron")).toBe(1);
});

test("before it is sent again, a PATCH is not sent over what somebody changed during a long look", async () => {
  const at = await world();
  at.fails("patchCron", [busy(1)]);
  const known = at.memory.change("c", { timezone: "UTC" });
  let looks = 0;
  const change = () => {
    looks += 1;
    if (looks === 2) at.memory.change("c", { timezone: "Asia/Tokyo" });
  };
  const slow = await slowly(at, [1, 82_000], change);
  await expect(patchFenced(slow.writer, slow.lease, known, { body, isDone })).rejects.toThrow(LeaseLost);
  expect(at.calls).toEqual([["fence"], patch, get, ...waits(busy(1), 1, 1_000), get, ["fence"], get]);
});

test("nor over what somebody has changed while an answer was lost, once the lost one can't come any more", async () => {
  const at = await world();
  at.fails("patchCron", [reset]);
  const sleep = async () => {
    at.memory.change("c", body);
    at.memory.change("c", { schedule: "3 3 * * *" });
  };
  const writer = { ...at.writer, clock: { ...at.writer.clock, sleep } };
  const error: unknown = await patchFenced(writer, at.lease, cron, { body, isDone }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(CronChanged);
  expect(error).toMatchObject({ cron: { schedule: "3 3 * * *" } });
  expect(at.names()).toEqual(["fence", "patchCron", "getCron", "touch", "wait", "getCron"]);
});

test("nor if the one before has been carried out meanwhile", async () => {
  const at = await world();
  at.fails("patchCron", [busy(1)]);
  const slow = await slowly(at, [1, 82_000], () => undefined);
  let looks = 0;
  const late = {
    ...slow.lease,
    fence: async () => {
      await slow.lease.fence();
      looks += 1;
      if (looks === 2) at.memory.change("c", body);
    },
  };
  expect(await patchFenced(slow.writer, late, cron, { body, isDone })).toMatchObject(body);
  expect(at.names().filter((name) => name === "patchCron")).toHaveLength(1);
});
