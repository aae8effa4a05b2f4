import { expect, test } from "vitest";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import { cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import { asAsked, type SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import { secondLook } from "../../../../../src/core/lifecycle/submit/secondLook";
import type { Cron } from "../../../../../src/core/server/cron";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { madeHash, metadataKeys, type Replacement } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork, type WorkChange } from "../../../support/memoryWork";

/** Where threads can't be made, nothing decides which of two submits is the one. */
const named = { [metadataKeys.name]: "a", [metadataKeys.submission]: "t", [metadataKeys.hash]: "0".repeat(64) };
const cronOf = (cron_id: string, change: Partial<Cron> = {}) =>
  cronWith({ cron_id, payload: { assistant_id: "agent" }, metadata: named, ...change });
const mine = cronOf("mine", { created_at: "2026-11-02T00:00:00+00:00" });
const older = cronOf("older", { created_at: "2026-11-01T00:00:00+00:00" });
const younger = cronOf("younger", { created_at: "2026-11-03T00:00:00+00:00" });
const created: SubmitOutcome = { kind: "created", cron: mine, pausedFirst: true, ...asAsked };
const taken: SubmitOutcome = {
  kind: "updated",
  cron: mine,
  changed: ["name"],
  staysPaused: false,
  notTaken: [],
  took: "unnamed",
};
const refused = { kind: "rejected", status: 422, detail: "No.", parameter: null } as const;

const hash = await cronHash({ ...mine, metadata: {} });

/** What a submit has made and not finished. */
function unfinished(replacement?: Replacement): Partial<Cron> {
  return { enabled: false, metadata: { ...named, [metadataKeys.hash]: madeHash(hash, replacement) } };
}

interface Change extends WorkChange {
  readonly version?: string;
  readonly decides?: boolean;
}

async function looking(crons: readonly Cron[], { version = "0.16.7", decides = false, ...more }: Change = {}) {
  const server = new MemoryServer(crons);
  server.info = { ...server.info, version };
  server.fails = (method) => (!decides && method === "claimThread" ? refused : undefined);
  const at = await memoryWork(server, more);
  await at.work.holdLease();
  at.calls.length = 0;
  const on = () => [...server.crons.values()].filter(({ enabled }) => enabled).map(({ cron_id }) => cron_id);
  return { ...at, on, server };
}

test.each<[string, SubmitOutcome, Change]>([
  ["the lock decides", created, { decides: true }],
  ["none can be paused", created, { version: "0.7.20" }],
  ["nothing was done", { kind: "needsOverwrite", cron: mine, changed: [] }, {}],
  ["it is paused", { ...created, cron: { ...mine, enabled: false } }, {}],
])("there is no second look if %s", async (_what, outcome, change) => {
  const { calls, work } = await looking([mine, older], change);
  expect(await secondLook(work, outcome)).toBe(outcome);
  expect([calls, work.isCommitted]).toEqual([[], false]);
});

test("the younger ones are paused for good; the oldest one does not change", async () => {
  const cancel = new AbortController();
  const { calls, on, work } = await looking([younger, mine], { signal: cancel.signal });
  expect(await secondLook(work, created)).toBe(created);
  expect(on()).toEqual(["mine"]);
  const patch = ["patchCron", "younger", { enabled: false }, { once: true }];
  expect([calls.filter(([name]) => name === "patchCron"), work.isCommitted]).toEqual([[patch], true]);
});

test("one that is not the oldest is paused, and the oldest is used", async () => {
  const { on, work } = await looking([younger, mine, older], {
    arguments: { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", timezone: "Asia/Tokyo" },
  });
  expect(await secondLook(work, created)).toStrictEqual({
    kind: "unchanged",
    cron: older,
    staysPaused: false,
    notTaken: ["timezone"],
    took: "rival",
  });
  expect(on()).toEqual(["older"]);
});

test("paused ones don't count, and none that is on changes nothing", async () => {
  const { server, work } = await looking([{ ...older, enabled: false }, mine]);
  expect(await secondLook(work, created)).toBe(created);
  expect(server.count("patchCron")).toBe(0);
  const none = await looking([]);
  expect(await secondLook(none.work, created)).toBe(created);
});

/** By a move that had read it before it got the name, or by another spec that took it, too. */
test.each<[string, readonly Cron[]]>([
  ["gone", []],
  ["another spec's", [{ ...mine, metadata: { ...named, [metadataKeys.name]: "b" } }]],
  ["gone, and another submit has not finished its own,", [cronOf("made", unfinished())]],
  ["gone, and another one is paused,", [{ ...older, enabled: false }]],
])("after a cron was taken over that is %s by now the submit starts again", async (_what, crons) => {
  const { work } = await looking(crons);
  await expect(secondLook(work, taken)).rejects.toThrow(LeaseLost);
  const paused = await looking(crons);
  await expect(secondLook(paused.work, { ...taken, cron: { ...mine, enabled: false } })).rejects.toThrow(LeaseLost);
});

test.each<[string, readonly Cron[]]>([
  ["on", [mine]],
  ["paused", [{ ...mine, enabled: false }]],
  ["being replaced by a submit of its name", [cronOf("made", unfinished({ replaces: "mine", enabled: true }))]],
])("one that was taken over and is %s stays the outcome", async (_what, crons) => {
  const { work } = await looking(crons);
  expect(await secondLook(work, taken)).toBe(taken);
});

test("one that was taken over paused stays so beside another that is on", async () => {
  const paused = { ...mine, enabled: false };
  const { calls, work } = await looking([older, paused]);
  const outcome = { ...taken, cron: paused };
  expect(await secondLook(work, outcome)).toBe(outcome);
  expect(calls.some(([method]) => method === "patchCron")).toBe(false);
});

test.each<[string, SubmitOutcome, readonly Cron[]]>([
  ["that was taken over", taken, [mine]],
  ["that the own one would be paused for", created, [mine, older]],
])("one %s is looked at once no move deletes it any more", async (_what, outcome, crons) => {
  const [moved] = crons.toReversed() as [Cron];
  const marks = { [metadataKeys.replaces]: moved.cron_id, [metadataKeys.submission]: "u" };
  const copy = cronOf("copy", { enabled: false, metadata: { ...marks, [metadataKeys.hash]: madeHash(hash) } });
  const at = await looking([...crons, copy], {
    clock: { now: () => 1_000, sleep: async () => void at.server.crons.delete(moved.cron_id) },
  });
  const looked = secondLook(at.work, outcome);
  if (outcome === taken) await expect(looked).rejects.toThrow(LeaseLost);
  else expect([await looked, at.on()]).toEqual([created, ["mine"]]);
});

test("one that was taken over and is the oldest is looked for once", async () => {
  const { calls, on, work } = await looking([younger, mine]);
  expect([await secondLook(work, taken), on()]).toEqual([taken, ["mine"]]);
  expect(calls.map(([method]) => method)).toEqual(["searchCrons", "searchCrons", "patchCron"]);
});

test("one that was taken over is not looked for if the lock decides", async () => {
  const { calls, work } = await looking([], { decides: true });
  expect([await secondLook(work, taken), calls]).toEqual([taken, []]);
});

test("a server that can't be asked changes nothing, an error of our own is thrown", async () => {
  const { server, work } = await looking([mine, older]);
  server.fails = () => refused;
  expect(await secondLook(work, created)).toBe(created);
  server.fails = () => {
    throw new TypeError("ours");
  };
  await expect(secondLook(work, created)).rejects.toThrow("ours");
});

test.each<[string, (server: MemoryServer) => unknown, readonly string[]]>([
  ["nobody has changed", () => undefined, ["older"]],
  ["somebody has paused", (server) => server.change("older", { enabled: false }), ["mine"]],
  ["somebody has deleted", (server) => server.crons.delete("older"), ["mine"]],
])("what stays is looked at again if a pause was lost for long: the one that %s", async (_what, meanwhile, left) => {
  let now = 1_000;
  const { on, server, work } = await looking([older, mine, younger], {
    clock: { now: () => now, sleep: async () => undefined },
  });
  const refuses = server.fails;
  const lost: ServerProblem[] = [{ kind: "timeout", milliseconds: 20_000 }];
  server.fails = (method) => {
    const problem = method === "patchCron" ? lost.shift() : refuses(method);
    if (method === "patchCron" && problem !== undefined) {
      now += 20_000;
      meanwhile(server);
    }
    return problem;
  };
  const { cron } = (await secondLook(work, created)) as { readonly cron: Cron };
  expect([on(), cron.cron_id]).toEqual([left, left[0]]);
});
