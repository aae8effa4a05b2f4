import { expect, test } from "vitest";
import { finishSubmission } from "../../../../../src/core/lifecycle/finish/finishSubmission";
import { lateMilliseconds } from "../../../../../src/core/lifecycle/lease/doubtAfter";
import { LeaseLost, noLease } from "../../../../../src/core/lifecycle/lease/lease";
import { writerOf } from "../../../../../src/core/lifecycle/lease/writer";
import { cronHash, finishedMetadata } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { JournalEntry } from "../../../../../src/core/lifecycle/submission/submission";
import type { Cron } from "../../../../../src/core/server/cron";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { madeHash, metadataKeys, updating } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";

const { hash, name, submission } = metadataKeys;
const now = Date.UTC(2026, 10, 23);
const day = 24 * 60 * 60_000;
const { signal } = new AbortController();
/** As the fixture's dates have it. */
const schedule = "0 9 1 12 *";
const entry: JournalEntry = {
  submission: "s",
  server: "here",
  begunAt: now,
  enabled: true,
  schedule,
  timezone: null,
  name: "a",
};
const old = (milliseconds: number): Partial<JournalEntry> => ({ begunAt: now - milliseconds });
const replacedByA = { replaces: "old", replacedBy: "a" };
const moved = { ...replacedByA, name: null, instead: "old" };
const late = old(lateMilliseconds + 1);
const payload = { assistant_id: "agent" };
const cronOf = (cron_id: string, metadata: Cron["metadata"], more: Partial<Cron> = {}) =>
  cronWith({ cron_id, schedule, payload, metadata, ...more });
const own = { [name]: "a", [submission]: "s" };
const theirs = { [name]: "a", [submission]: "t" };
const done = { [hash]: "0".repeat(64) };
const left = (cron_id: string, more: Partial<Cron> = {}) => cronOf(cron_id, own, { enabled: false, ...more });
const on = cronOf("on", own);
const ended = cronOf("ended", { ...own, ...done }, { enabled: false });
/** Says that something else was asked for: somebody has copied it by hand, or the server keeps another form. */
const strange = (cron_id: string) => left(cron_id, { metadata: { ...own, [hash]: madeHash("0") } });
const other = cronOf("other", { ...theirs, ...done });
const otherPaused = cronOf("other", { ...theirs, ...done }, { enabled: false });
const renamed = cronOf("b", { ...theirs, ...done, [name]: "b" });
const otherLeft = cronOf("other", theirs, { enabled: false });

async function finishing(change: Partial<JournalEntry>, crons: readonly Cron[], at = () => now) {
  const server = new MemoryServer(crons);
  const { calls, server: api } = recorded(server.api);
  const writer = writerOf(api, { clock: { now: at, sleep: async () => undefined }, signal });
  const outcome = finishSubmission({ ...entry, ...change }, writer, noLease);
  return { calls, outcome, server };
}

type Outcome = Awaited<ReturnType<typeof finishSubmission>>;

test.each<[string, Partial<JournalEntry>, readonly Cron[], Outcome, readonly string[]]>([
  ["nothing, a while", old(lateMilliseconds), [], "open", []],
  ["nothing, no more", late, [], "dropped", []],
  ["nothing, no more by a clock that was set back", { begunAt: now + lateMilliseconds + 1 }, [], "dropped", []],
  ["what is paused is switched on", {}, [left("a")], "switchedOn", ["a"]],
  ["what is to stay paused is kept", { enabled: false }, [left("a")], "kept", ["a"]],
  ["all but the first go", {}, [left("a"), left("b")], "switchedOn", ["a"]],
  [
    "what says that something else was asked for goes on alone",
    {},
    [strange("a"), strange("b")],
    "switchedOn",
    ["a", "b"],
  ],
  ["and else stays", {}, [left("a"), strange("b")], "switchedOn", ["a", "b"]],
  ["what is on is kept, copies go", {}, [on, left("a")], "kept", ["on"]],
  ["what is finished is kept, copies go", {}, [ended, left("a")], "kept", ["ended"]],
  ["a strange one beside what is on stays", {}, [on, strange("a")], "kept", ["on", "a"]],
  ["without a name: what is paused is switched on", { name: null }, [left("a")], "switchedOn", ["a"]],
  ["without a name: what is on is kept", { name: null }, [on], "kept", ["on"]],
  ["another of the name stands in for it", {}, [other, left("a")], "dropped", ["other"]],
  ["so does a paused one", {}, [otherPaused, left("a")], "dropped", ["other"]],
  ["one that isn't finished doesn't", {}, [otherLeft, left("a")], "switchedOn", ["other", "a"]],
  ["of a replacement not any paused one", { replaces: "old" }, [otherPaused, left("a")], "switchedOn", ["other", "a"]],
  ["but one that is on", { replaces: "old" }, [other, left("a")], "dropped", ["other"]],
  ["and the one to be replaced", { replaces: "other" }, [otherPaused, left("a")], "dropped", ["other"]],
  [
    "nor where the one to be replaced has another name by now",
    { replaces: "b" },
    [renamed, left("a")],
    "dropped",
    ["b"],
  ],
  [
    "of a move what takes the old one's place comes, late copies go",
    moved,
    [left("b"), left("a")],
    "switchedOn",
    ["a"],
  ],
  ["of a move that others made late copies go", moved, [left("b"), left("c")], "dropped", []],
  [
    "of a move of an older version the first comes",
    { name: null, instead: "old", replaces: "old" },
    [left("a")],
    "switchedOn",
    ["a"],
  ],
  ["of a submit it may be any of them", { ...replacedByA, replacedBy: "b" }, [left("a")], "switchedOn", ["a"]],
  ["given up: all of it goes, and may come yet", { abandoned: true }, [left("a"), left("b")], "open", []],
  ["given up, a while ago", { ...old(lateMilliseconds), abandoned: true }, [], "open", []],
  ["given up, later", { ...late, abandoned: true }, [left("a")], "dropped", []],
  ["given up, with one that stands in", { abandoned: true }, [other, left("a")], "dropped", ["other"]],
  ["given up, and on: somebody relies on it", { ...late, abandoned: true }, [on, left("a")], "kept", ["on"]],
  [
    "given up, on from the start, with a name",
    { ...late, abandoned: true, onFromStart: true },
    [on],
    "staysOn",
    ["on"],
  ],
  [
    "given up, and made paused where none can be paused, without a name",
    { ...late, abandoned: true, onFromStart: true, enabled: false, name: null },
    [ended],
    "dropped",
    [],
  ],
  [
    "given up, and made paused where none can be paused",
    { ...late, abandoned: true, onFromStart: true, enabled: false },
    [ended],
    "kept",
    ["ended"],
  ],
  [
    "given up, on from the start, without a name",
    { ...late, abandoned: true, onFromStart: true, name: null },
    [on, cronOf("copy", own)],
    "dropped",
    [],
  ],
  [
    "given up, on from the start, and copied and changed by hand: the copy stays",
    { ...late, abandoned: true, onFromStart: true, name: null },
    [on, cronOf("copy", { ...own, [hash]: "0".repeat(64) })],
    "dropped",
    ["copy"],
  ],
  ["on from the start, not given up", { ...late, onFromStart: true, name: null }, [on], "kept", ["on"]],
  ["after a day it goes", old(day + 1), [left("a")], "dropped", []],
  ["after a day by a clock that was set back, too", { begunAt: now + day + 1 }, [left("a")], "dropped", []],
  ["within a day it is switched on", old(day), [left("a")], "switchedOn", ["a"]],
  ["what is to stay paused stays however old", { ...old(2 * day), enabled: false }, [left("a")], "kept", ["a"]],
  ["what replaces another comes however late", { ...old(2 * day), replaces: "old" }, [left("a")], "switchedOn", ["a"]],
  ["what the server reads differently stays paused", { schedule: "0 9 * * *" }, [left("a")], "mismatch", ["a"]],
])("%s", async (_what, change, crons, expected, ids) => {
  const { outcome, server } = await finishing(change, crons);
  expect(await outcome).toBe(expected);
  expect([...server.crons.keys()]).toEqual(ids);
  const switched = [...server.crons.values()].filter(({ cron_id, enabled }) => enabled && cron_id === "a");
  expect(switched.length).toBe(expected === "switchedOn" ? 1 : 0);
});

test.each<[string, Partial<JournalEntry>, Outcome]>([
  ["never let go of", late, "open"],
  ["let go of a while ago", { lockFreedAt: now - lateMilliseconds }, "open"],
  ["let go of longer ago", { lockFreedAt: now - lateMilliseconds - 1 }, "kept"],
  ["let go of longer ago by a clock that was set back", { lockFreedAt: now + lateMilliseconds + 1 }, "kept"],
])("of a lock alone that was %s nothing is asked", async (_what, change, expected) => {
  const { calls, outcome } = await finishing({ onlyLock: true, ...change }, [left("a")]);
  expect([await outcome, calls]).toEqual([expected, []]);
});

test("searches and writes are exactly these", async () => {
  const copy = left("b");
  const { calls, outcome } = await finishing({}, [left("a"), copy]);
  await outcome;
  const query = (metadata: Cron["metadata"]) => ({ metadata, withPayload: true, limit: 1_000, offset: 0 });
  const metadata = await finishedMetadata(left("a"));
  expect(calls).toEqual([
    ["searchCrons", query({ [submission]: "s" }), { signal }],
    ["searchCrons", query({ [name]: "a" }), { signal }],
    ["getCron", "b", { signal }],
    ["deleteCron", "b", { signal, once: true }],
    ["patchCron", "a", { enabled: true, schedule, metadata }, { signal, once: true }],
  ]);
  expect(metadata[hash]).toBe(await cronHash(left("a")));
  const stays = await finishing({ enabled: false, name: null }, [left("a")]);
  await stays.outcome;
  expect(stays.calls.map(([each]) => each)).toEqual(["searchCrons", "patchCron"]);
  expect(stays.calls.at(-1)?.[2]).toStrictEqual({ metadata });
});

test("one that somebody finishes in between is not deleted, and everything is read again", async () => {
  const { outcome, server } = await finishing({}, [left("a"), left("b")]);
  server.pause = async (method, moment) => {
    if (method === "getCron" && moment === "arrive") server.change("b", { enabled: true });
  };
  await expect(outcome).rejects.toThrow(LeaseLost);
  expect(server.crons.size).toBe(2);
});

test("one that somebody changes while a copy is deleted for long is not switched on, and everything is read again", async () => {
  let takes = 0;
  const { outcome, server } = await finishing({}, [left("a"), left("b")], () => now + takes);
  server.pause = async (method, moment) => {
    if (method !== "deleteCron" || moment !== "answer") return;
    takes = 10_001;
    server.change("a", { schedule: "1 1 * * *" });
  };
  await expect(outcome).rejects.toThrow(LeaseLost);
  expect(server.crons.get("a")).toMatchObject({ schedule: "1 1 * * *", enabled: false });
});

test.each<[string, Cron["metadata"], number]>([
  ["a finished hash shows that it was carried out", done, 1],
  ["another does not", { [hash]: updating }, 2],
])("after a lost answer %s", async (_what, found, count) => {
  const { outcome, server } = await finishing({}, [left("a")]);
  const problems: ServerProblem[] = [{ kind: "unreachable", reason: "ECONNRESET" }];
  server.fails = (method) => {
    const problem = method === "patchCron" ? problems.shift() : undefined;
    if (problem !== undefined) server.crons.set("a", left("a", { metadata: { ...own, ...found } }));
    return problem;
  };
  expect(await outcome).toBe("switchedOn");
  expect(server.count("patchCron")).toBe(count);
});
