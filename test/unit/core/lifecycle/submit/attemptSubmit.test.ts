import { describe, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import { cronHash, finishedMetadata } from "../../../../../src/core/lifecycle/onServer/cronHash";
import { Asked } from "../../../../../src/core/lifecycle/submission/askedQuestions";
import type { Journal } from "../../../../../src/core/lifecycle/submission/submission";
import { attemptSubmit } from "../../../../../src/core/lifecycle/submit/attemptSubmit";
import type { Cron } from "../../../../../src/core/server/cron";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { madeHash, metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork, type WorkChange } from "../../../support/memoryWork";

/** As the server in memory reads it. */
const schedule = "0 9 1 12 *";
const given: CronArguments = { thread_id: null, assistant_id: "agent", schedule };
const other = "33333333-3333-4333-8333-333333333333";
const named = { [metadataKeys.name]: "a", [metadataKeys.submission]: other };
const plain = cronWith({ schedule, payload: { assistant_id: "agent" }, metadata: named });

/** One that a submit has finished. */
async function finished(cron_id: string, change: Partial<Cron> = {}): Promise<Cron> {
  const cron = { ...plain, cron_id, ...change };
  return { ...cron, metadata: await finishedMetadata(cron) };
}

/** One that a submit has made and not finished. */
async function leftover(cron_id: string, submission = other): Promise<Cron> {
  const cron = { ...plain, cron_id, enabled: false };
  const hash = madeHash(await cronHash(cron));
  return { ...cron, metadata: { ...named, [metadataKeys.submission]: submission, [metadataKeys.hash]: hash } };
}

/** One that was made to replace another one. */
async function replacing(cron_id: string, replaces: string, submission = other, enabled = true): Promise<Cron> {
  const cron = await leftover(cron_id, submission);
  const hash = madeHash(await cronHash(cron), { replaces, enabled });
  return { ...cron, metadata: { ...cron.metadata, [metadataKeys.hash]: hash } };
}

const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };
const script = (cron_id: string): Cron => ({ ...plain, cron_id, metadata: {} });

interface Change extends WorkChange {
  readonly version?: string;
  readonly withoutLocks?: boolean;
}

async function attempting(crons: readonly Cron[], { version = "0.16.7", withoutLocks = false, ...more }: Change = {}) {
  const server = new MemoryServer(crons);
  server.info = { ...server.info, version };
  server.fails = (method) =>
    withoutLocks && method === "claimThread"
      ? { kind: "rejected", status: 422, detail: "No threads.", parameter: null }
      : undefined;
  const journal = memoryJournal();
  const removed: string[] = [];
  const noting: Journal = { ...journal, remove: async (submission) => void removed.push(submission) };
  const at = await memoryWork(server, { arguments: given, journal: noting, ...more });
  const names = () => at.calls.map(([name]) => name).filter((name) => name !== "getThread" && name !== "claimThread");
  const left = () => [...server.crons.keys()];
  return { ...at, left, names, removed, server };
}

describe("without writing anything, and without a lock", () => {
  const looks = ["searchCrons"];

  test("one that is as it should be is unchanged", async () => {
    const cron = await finished("c");
    const { calls, names, told, work } = await attempting([cron]);
    const outcome = await attemptSubmit(work);
    expect(outcome).toStrictEqual({ kind: "unchanged", cron, staysPaused: false, notTaken: [], took: "own" });
    expect([names(), calls.length, told]).toEqual([looks, 1, [{ step: "looking" }]]);
  });

  test("one that a person paused stays paused", async () => {
    const { names, work } = await attempting([await finished("c", { enabled: false })]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", staysPaused: true });
    expect(names()).toEqual(looks);
  });

  test("a paused one beside it changes nothing", async () => {
    const { names, work } = await attempting([await finished("c"), await finished("paused", { enabled: false })]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", cron: { cron_id: "c" } });
    expect(names()).toEqual(looks);
  });

  test("several that are switched on are reported, without the paused ones", async () => {
    const crons = [await finished("c1"), await finished("c2"), await finished("paused", { enabled: false })];
    const { names, work } = await attempting(crons);
    expect(await attemptSubmit(work)).toStrictEqual({ kind: "ambiguous", crons: crons.slice(0, 2) });
    expect(names()).toEqual(looks);
  });

  test("what was declined is reported", async () => {
    const cron = { ...(await finished("c")), metadata: { ...named, [metadataKeys.hash]: "0".repeat(64) } };
    const { asked, names, work } = await attempting([cron], { arguments: { ...given, input: { a: 1 } } });
    expect(await attemptSubmit(work)).toStrictEqual({ kind: "needsOverwrite", cron, changed: ["input"] });
    expect([asked.length, names()]).toEqual([1, looks]);
  });
});

test.each<[string, Cron["metadata"]]>([
  ["no hash", named],
  ["a hash of something else", { ...named, [metadataKeys.hash]: "0".repeat(64) }],
])("one that is as it should be and has %s gets its own", async (_what, metadata) => {
  const cron = { ...plain, cron_id: "c", metadata };
  const { names, work } = await attempting([cron]);
  expect(await attemptSubmit(work)).toMatchObject({
    kind: "unchanged",
    cron: { metadata: { [metadataKeys.hash]: await cronHash(cron) } },
  });
  expect(names()).toEqual(["searchCrons", "searchCrons", "patchCron"]);
});

test("one whose hash says that it is being updated is finished", async () => {
  const cron = { ...plain, cron_id: "c", metadata: { ...named, [metadataKeys.hash]: madeHash(await cronHash(plain)) } };
  const { work } = await attempting([cron]);
  expect(await attemptSubmit(work)).toMatchObject({
    cron: { metadata: { [metadataKeys.hash]: await cronHash(cron) } },
  });
});

describe("under the lock", () => {
  test("a new one is created", async () => {
    const { left, names, work } = await attempting([]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "created", took: "own", cron: { enabled: true } });
    expect(names()).toEqual(["searchCrons", "searchCrons", "searchCrons", "createCron", "searchCrons", "patchCron"]);
    expect([left().length, work.foundFirst]).toEqual([1, null]);
  });

  test("one that is on goes on, whatever is paused beside it", async () => {
    const cron = { ...plain, cron_id: "c" };
    const { left, work } = await attempting([cron, await finished("paused", { enabled: false })]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", cron: { cron_id: "c" } });
    expect(left()).toEqual(["c", "paused"]);
  });

  test("what somebody finishes just before its deletion stays, and everything is read again", async () => {
    const { left, server, work } = await attempting([await leftover("theirs")]);
    server.pause = async (method, moment) => {
      if (method === "getCron" && moment === "arrive") server.change("theirs", { enabled: true });
    };
    await expect(attemptSubmit(work)).rejects.toThrow(LeaseLost);
    expect(left()).toEqual(["theirs"]);
  });

  test("several that are switched on by then are reported", async () => {
    const crons = [await finished("c1"), await finished("c2")];
    const { server, work } = await attempting([]);
    server.pause = async (method, moment) => {
      if (method === "claimThread" && moment === "answer")
        for (const each of crons) server.crons.set(each.cron_id, each);
    };
    expect(await attemptSubmit(work)).toStrictEqual({ kind: "ambiguous", crons });
  });

  test("what others have left unfinished is deleted, and one's own is finished", async () => {
    const { left, names, work } = await attempting([
      await leftover("theirs"),
      await leftover("mine", "s"),
      await leftover("copy", "s"),
    ]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "created", cron: { cron_id: "copy", enabled: true } });
    expect(left()).toEqual(["copy"]);
    expect(names()).not.toContain("createCron");
  });

  test("beside an existing one everything unfinished is deleted", async () => {
    const { left, work } = await attempting([
      await finished("c"),
      await leftover("theirs"),
      await leftover("mine", "s"),
    ]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", took: "own", cron: { cron_id: "c" } });
    expect(left()).toEqual(["c"]);
  });

  test("where nothing decides, what others have left unfinished stays", async () => {
    const crons = [await leftover("theirs"), await leftover("mine", "s"), await leftover("copy", "s")];
    const { left, work } = await attempting(crons, { withoutLocks: true });
    expect(await attemptSubmit(work)).toMatchObject({ kind: "created", cron: { cron_id: "copy" } });
    expect(left()).toEqual(["theirs", "copy"]);
  });

  test("where nothing decides, a second look pauses the younger of two", async () => {
    const { server, work } = await attempting([], { withoutLocks: true });
    const rival = await finished("rival", { created_at: "2026-10-01T00:00:00+00:00" });
    server.pause = async (method, moment) => {
      if (method === "patchCron" && moment === "arrive") server.crons.set("rival", rival);
    };
    const outcome = await attemptSubmit(work);
    expect(outcome).toMatchObject({ kind: "unchanged", took: "rival", cron: { cron_id: "rival" } });
    expect([...server.crons.values()].map(({ enabled }) => enabled)).toEqual([false, true]);
  });

  test("one that came meanwhile is another's", async () => {
    const { server, work } = await attempting([]);
    const rival = await finished("rival");
    server.pause = async (method, moment) => {
      if (method === "claimThread" && moment === "answer") server.crons.set("rival", rival);
    };
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", took: "rival", cron: { cron_id: "rival" } });
    // At a second attempt it is another's still.
    await work.releaseLease();
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", took: "rival" });
  });
});

describe("what another has made to replace a cron", () => {
  const asked = { arguments: { ...given, multitask_strategy: "reject" } } as const;

  test("is finished first where that cron is gone, and then it is the one of the name", async () => {
    const { left, names, removed, told, work } = await attempting([await replacing("theirs", "old")]);
    const cron = { cron_id: "theirs", enabled: true };
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", took: "own", cron });
    const looks = ["searchCrons", "searchCrons", "getCron"];
    expect(names()).toEqual([...looks, "patchCron", "searchCrons"]);
    expect([left(), removed, work.isCommitted]).toEqual([["theirs"], [other], false]);
    expect(told.map(({ step }) => step)).toEqual(["looking", "finishingEarlier"]);
  });

  test("stays on, whatever comes of this submit", async () => {
    const { left, server, work } = await attempting([await replacing("theirs", "old")], { ...asked, answer: "yes" });
    await expect(attemptSubmit(work)).rejects.toThrow(Asked);
    expect(server.crons.get("theirs")).toMatchObject({ enabled: true });
    await work.releaseLease();
    await work.ask({ kind: "recreate", cron: server.crons.get("theirs") as Cron, because: ["multitask_strategy"] });
    server.fails = (method) => (method === "createCron" ? refused : undefined);
    await expect(attemptSubmit(work)).rejects.toThrow("createCron");
    expect([left(), server.crons.get("theirs")?.enabled]).toEqual([["theirs"], true]);
  });

  test("stays paused where a person had paused that cron", async () => {
    const { left, server, work } = await attempting([await replacing("theirs", "old", other, false)]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", staysPaused: true });
    expect([left(), server.crons.get("theirs")?.enabled]).toEqual([["theirs"], false]);
  });

  test("goes where that cron is there", async () => {
    const { left, work } = await attempting([await finished("old"), await replacing("theirs", "old")]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "unchanged", cron: { cron_id: "old" } });
    expect(left()).toEqual(["old"]);
  });

  test("goes where that cron has another name", async () => {
    const renamed = { ...plain, cron_id: "old", metadata: { [metadataKeys.name]: "b" } };
    const { left, work } = await attempting([renamed, await replacing("theirs", "old")]);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "created" });
    expect([left().length, left().includes("theirs")]).toEqual([2, false]);
  });

  test("is taken over, paused, where the server reads it differently", async () => {
    const misread = { ...(await replacing("theirs", "old")), next_run_date: "2026-11-24T07:30:00+00:00" };
    const { left, work } = await attempting([misread], asked);
    await expect(attemptSubmit(work)).rejects.toMatchObject({ question: { kind: "recreate", cron: misread } });
    expect(left()).toEqual(["theirs"]);
  });

  test("is left alone where nothing decides: it may still be at work", async () => {
    const theirs = await replacing("theirs", "old");
    const { server, work } = await attempting([theirs], { withoutLocks: true });
    expect(await attemptSubmit(work)).toMatchObject({ kind: "created" });
    expect(server.crons.get("theirs")).toEqual(theirs);
  });

  test("is this submit's own where it is of an earlier attempt, whatever is paused beside it", async () => {
    const crons = [await finished("copy", { enabled: false }), await replacing("mine", "old", "s")];
    const { left, names, work } = await attempting(crons);
    expect(await attemptSubmit(work)).toMatchObject({ kind: "created", took: "own", cron: { cron_id: "mine" } });
    expect([left(), names().includes("createCron")]).toEqual([["copy", "mine"], false]);
  });
});

describe("one of the name is there", () => {
  const input: CronArguments = { ...given, input: { a: 1 } };

  test("and is updated; the submission that made it is forgotten", async () => {
    const { removed, work } = await attempting([await finished("c")], { arguments: input });
    expect(await attemptSubmit(work)).toMatchObject({ kind: "updated", took: "own", changed: ["input"] });
    expect(removed).toEqual([other]);
  });

  test.each(["../../settings", "c"])("whose maker's key is no UUID (%s): nothing is forgotten", async (submission) => {
    const cron = { ...plain, cron_id: "c", metadata: { ...named, [metadataKeys.submission]: submission } };
    const { removed, work } = await attempting([cron], { arguments: input });
    expect(await attemptSubmit(work)).toMatchObject({ kind: "updated" });
    expect(removed).toEqual([]);
  });

  test("and is this submission's own, on since an earlier attempt: that is what it has made", async () => {
    const cron = await finished("c", { metadata: { ...named, [metadataKeys.submission]: "s" } });
    const { names, removed, work } = await attempting([cron, await leftover("copy", "s")]);
    const outcome = await attemptSubmit(work);
    expect(outcome).toStrictEqual({ kind: "created", cron, pausedFirst: true, notTaken: [], took: "own" });
    expect([names(), removed]).toEqual([["searchCrons", "searchCrons", "getCron", "deleteCron"], []]);
  });

  test("and is this submission's own, but not as it should be: it is updated, and not forgotten", async () => {
    const cron = await finished("c", { metadata: { ...named, [metadataKeys.submission]: other } });
    const { removed, work } = await attempting([cron], { arguments: input, newSubmission: () => other });
    // It was not there when this submission first looked.
    work.foundFirst = null;
    expect(await attemptSubmit(work)).toMatchObject({ kind: "updated", took: "own" });
    expect(removed).toEqual([]);
  });

  test("and is read differently by the server: it does not matter whose it was", async () => {
    const cron = await finished("c", { schedule: "1 1 * * *" });
    const { work } = await attempting([cron], { arguments: { ...given, schedule: "0 9 * * *" } });
    const outcome = await attemptSubmit(work);
    expect(outcome).toMatchObject({ kind: "mismatch", left: "paused" });
    expect(outcome).not.toHaveProperty("took");
  });

  test("since a moment ago, and is recreated: the new one is this submission's own, not the other's", async () => {
    const asked: CronArguments = { ...given, multitask_strategy: "reject" };
    const cron = await finished("c");
    const { server, work } = await attempting([], { arguments: asked, answer: "yes" });
    await work.agreesTo({ kind: "recreate", cron, because: ["multitask_strategy"] });
    server.pause = async (method, moment) => {
      if (method === "claimThread" && moment === "answer") server.crons.set("c", cron);
    };
    expect(await attemptSubmit(work)).toMatchObject({ kind: "recreated", took: "own" });
  });

  test("and is recreated: the new one is this submission's own", async () => {
    const asked: CronArguments = { ...given, multitask_strategy: "reject" };
    const { work } = await attempting([await finished("c")], { arguments: asked, answer: "yes" });
    expect(await attemptSubmit(work)).toMatchObject({
      kind: "recreated",
      took: "own",
      because: ["multitask_strategy"],
    });
  });
});

describe("one without a name is the same", () => {
  async function answered(answer: "yes" | "no" | "another", change: Change = {}, more: readonly Cron[] = []) {
    const at = await attempting([script("script"), ...more], { answer, ...change });
    const attempt = attemptSubmit(at.work);
    await expect(attempt).rejects.toThrow(Asked);
    await at.work.releaseLease();
    await at.work.ask({ kind: "adopt", crons: [script("script")] });
    return { ...at, outcome: await attemptSubmit(at.work) };
  }

  test("a no changes nothing, not even what is unfinished", async () => {
    const { asked, left, outcome } = await answered("no", {}, [await leftover("theirs")]);
    expect(outcome).toMatchObject({ kind: "needsAdopt", crons: [{ cron_id: "script" }] });
    expect([left(), asked]).toMatchObject([["script", "theirs"], [{ kind: "adopt" }]]);
  });

  test("a yes gives it the name, and what is unfinished goes", async () => {
    const { left, outcome, server } = await answered("yes", {}, [await leftover("theirs")]);
    expect(outcome).toMatchObject({ kind: "updated", took: "unnamed", cron: { cron_id: "script", enabled: true } });
    expect(left()).toEqual(["script"]);
    expect(server.crons.get("script")?.metadata).toMatchObject({ [metadataKeys.name]: "a" });
  });

  test("otherwise another one is created", async () => {
    const { left, outcome } = await answered("another");
    expect(outcome).toMatchObject({ kind: "created" });
    expect(left().length).toBe(2);
  });

  test("beside one that this submission has made, or where none can be paused, nobody asks", async () => {
    const mine = await attempting([script("script"), await leftover("mine", "s")]);
    expect(await attemptSubmit(mine.work)).toMatchObject({ kind: "created", cron: { cron_id: "mine" } });
    const old = await attempting([script("script")], { version: "0.7.20", answer: "yes" });
    await old.work.agreesTo({ kind: "unsafeServer", version: "0.7.20" });
    expect(await attemptSubmit(old.work)).toMatchObject({ kind: "created", pausedFirst: false });
  });
});

describe("without a name", () => {
  const own = { [metadataKeys.submission]: "s" };
  const unfinished = async (cron_id: string): Promise<Cron> => {
    const cron = await leftover(cron_id, "s");
    return { ...cron, metadata: { ...own, [metadataKeys.hash]: cron.metadata[metadataKeys.hash] ?? "" } };
  };

  test("a new one is created each time, without a search first", async () => {
    const { left, names, told, work } = await attempting([script("script")], { name: null });
    expect(await attemptSubmit(work)).toMatchObject({ kind: "created", took: "own" });
    expect([left().length, names()]).toEqual([2, ["createCron", "searchCrons", "patchCron"]]);
    expect(told.map(({ step }) => step)).not.toContain("looking");
  });

  test("a later attempt goes on with what was made, without its copies", async () => {
    const { left, names, work } = await attempting([await unfinished("one"), await unfinished("two")], { name: null });
    work.createState = "unclear";
    expect(await attemptSubmit(work)).toMatchObject({ kind: "created", cron: { cron_id: "one", enabled: true } });
    expect(left()).toEqual(["one"]);
    expect(names()).not.toContain("createCron");
  });

  test("a later attempt that finds it finished is done, and its copies are deleted", async () => {
    const done = await finished("done", { metadata: own, enabled: false });
    const { left, work } = await attempting([done, await unfinished("one")], {
      name: null,
      arguments: { ...given, enabled: false },
    });
    work.createState = "made";
    const outcome = await attemptSubmit(work);
    expect(outcome).toStrictEqual({ kind: "created", cron: done, pausedFirst: true, notTaken: [], took: "own" });
    expect(left()).toEqual(["done"]);
  });
});
