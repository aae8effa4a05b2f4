import { describe, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { refusalOf, updateCron } from "../../../../../src/core/lifecycle/change/updateCron";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import { argumentsHash, cronHash } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys, updating } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { doubtMilliseconds, memoryWork, type WorkChange } from "../../../support/memoryWork";

const schedule = "0 9 * * *";
const given: CronArguments = { thread_id: null, assistant_id: "agent", schedule };
const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };
const marks = { [metadataKeys.name]: "a", [metadataKeys.submission]: "t" };
/** The server in memory stamps each PATCH with 2027-01-15 08:00. */
const next_run_date = "2027-01-15T09:00:00+00:00";

interface Change extends WorkChange {
  readonly cron?: Partial<Cron>;
  readonly version?: string;
  readonly finished?: boolean;
  /** What the server makes of a PATCH. */
  readonly patched?: (cron: Cron) => Cron;
}

/** A cron that a submit has finished, and an update of it while the lease is held. */
async function updatingOf({ cron: change = {}, version = "0.16.7", finished = true, patched, ...more }: Change = {}) {
  const plain = cronWith({
    cron_id: "c",
    schedule,
    next_run_date,
    payload: { assistant_id: "agent" },
    ...change,
    metadata: { ...marks, ...change.metadata },
  });
  const finish = async () => ({ ...plain.metadata, [metadataKeys.hash]: await cronHash(plain) });
  const cron = finished ? { ...plain, metadata: await finish() } : plain;
  const server = new MemoryServer([cron]);
  server.info = { ...server.info, version };
  const payloads: AgentServer["patchCron"] = async (id, { input, ...body }, options) => {
    const before = server.crons.get(id);
    const payload = { ...before?.payload, ...(input === undefined ? {} : { input }) };
    const now = await server.api.patchCron(id, { ...body, payload }, options);
    if (patched === undefined) return now;
    server.crons.set(id, patched(now));
    return patched(now);
  };
  const at = await memoryWork(server, { arguments: given, server: { ...server.api, patchCron: payloads }, ...more });
  await at.work.holdLease();
  await at.work.server.getCron("c");
  at.calls.length = 0;
  const names = () => at.calls.map(([name]) => name).filter((name) => name !== "getThread");
  const patches = () => at.calls.filter(([name]) => name === "patchCron").map(([, , body]) => body);
  const now = () => server.crons.get("c");
  return { ...at, cron, names, now, patches, server };
}

describe("a cron that is as it should be", () => {
  test("with its hash is not written to", async () => {
    const { cron, names, work } = await updatingOf();
    const outcome = await updateCron(work, cron);
    expect(outcome).toStrictEqual({ kind: "unchanged", cron, staysPaused: false, notTaken: [], took: "own" });
    expect(names()).toEqual([]);
  });

  test("without it gets it, with a mark of its former keys, and keeps its values", async () => {
    const { calls, cron, names, now, work } = await updatingOf({
      finished: false,
      cron: { metadata: { team: "red" } },
      arguments: { ...given, metadata: { team: "red" } },
    });
    const outcome = await updateCron(work, cron);
    expect(outcome).toMatchObject({ kind: "unchanged", cron: { metadata: { ...marks, team: "red" } } });
    expect(names()).toEqual(["patchCron"]);
    const mark = { [metadataKeys.keys]: '{"team":"found"}' };
    const hash = await cronHash({ ...cron, metadata: { ...cron.metadata, ...mark } });
    const metadata = { ...marks, ...mark, [metadataKeys.hash]: hash };
    expect(calls.filter(([name]) => name === "patchCron")).toEqual([["patchCron", "c", { metadata }, { once: true }]]);
    expect(now()?.metadata).toEqual({ ...metadata, team: "red" });
  });

  test("without it stays without it if nothing can be patched", async () => {
    const { cron, names, work } = await updatingOf({ finished: false, version: "0.7.20" });
    expect(await updateCron(work, cron)).toMatchObject({ kind: "unchanged", cron });
    expect(names()).toEqual([]);
  });

  test("that a person paused is reported to stay paused", async () => {
    const { cron, work } = await updatingOf({ cron: { enabled: false } });
    expect(await updateCron(work, cron)).toMatchObject({ kind: "unchanged", staysPaused: true });
  });

  test("is not written to if somebody has changed it since it was read, long before", async () => {
    let at = 1_000;
    const clock = { now: () => at, sleep: async () => undefined };
    const { cron, names, now, server, work } = await updatingOf({ finished: false, clock });
    at += 10_001;
    server.change("c", { enabled: false });
    await expect(updateCron(work, cron)).rejects.toThrow(LeaseLost);
    expect([names(), now()?.metadata]).toEqual([["getCron"], cron.metadata]);
  });

  test("whose hash was carried out with its answer lost is not written to again", async () => {
    const { cron, names, server, work } = await updatingOf({ finished: false });
    const lost = [reset];
    server.pause = async (method, moment) => {
      const problem = method === "patchCron" && moment === "answer" ? lost.shift() : undefined;
      if (problem !== undefined) throw new ServerFailure(problem, { method: "PATCH", path: "/" });
    };
    expect(await updateCron(work, cron)).toMatchObject({ kind: "unchanged" });
    expect(names()).toEqual(["patchCron", "getCron"]);
  });
});

describe("a change that a PATCH can make", () => {
  const changed: Change = { arguments: { ...given, input: { a: 1 } } };

  test("is sent after a fresh look, with the hash of what was requested", async () => {
    const cancel = new AbortController();
    const { calls, cron, hash, names, now, patches, told, work } = await updatingOf({
      ...changed,
      signal: cancel.signal,
    });
    const outcome = await updateCron(work, cron);
    expect(outcome).toStrictEqual({
      kind: "updated",
      cron: now(),
      changed: ["input"],
      staysPaused: false,
      notTaken: [],
      took: "own",
    });
    expect(names()).toEqual(["getCron", "patchCron"]);
    expect(calls.find(([name]) => name === "getCron")).toEqual(["getCron", "c", { signal: cancel.signal }]);
    expect(patches()).toStrictEqual([{ input: { a: 1 }, metadata: { ...marks, [metadataKeys.hash]: hash } }]);
    expect(told).toEqual([{ step: "updating" }]);
  });

  test("keeps the key of its creator, or gets this submission's", async () => {
    const { cron, patches, work } = await updatingOf({
      ...changed,
      finished: false,
      cron: { metadata: { [metadataKeys.submission]: 1 } },
    });
    await updateCron(work, cron);
    expect(patches()).toMatchObject([{ metadata: { [metadataKeys.submission]: "s" } }]);
  });

  test("of metadata removes what we have set and is no longer requested", async () => {
    const { cron, now, work } = await updatingOf({
      arguments: { ...given, metadata: { team: "red" } },
      cron: { metadata: { old: "x", owner: "user-1", [metadataKeys.keys]: '{"old":"set"}' } },
    });
    expect(await updateCron(work, cron)).toMatchObject({ changed: ["metadata"], notTaken: [] });
    const mark = { [metadataKeys.keys]: '{"team":"set"}' };
    expect(now()?.metadata).toMatchObject({ ...marks, ...mark, team: "red", old: null, owner: "user-1" });
  });

  test("that the server does not apply is named, and the hash is that of what it has", async () => {
    const { cron, now, patches, work } = await updatingOf({
      ...changed,
      patched: (each) => ({ ...each, payload: {} }),
    });
    const outcome = await updateCron(work, cron);
    expect(outcome).toMatchObject({ kind: "updated", changed: ["input"], notTaken: ["input"] });
    const found = now();
    expect(found?.metadata[metadataKeys.hash]).toBe(found && (await cronHash(found)));
    expect(patches().length).toBe(2);
  });

  test("is planned again if the cron has changed just before", async () => {
    const { cron, names, server, work } = await updatingOf(changed);
    server.change("c", { payload: { ...cron.payload, input: { a: 1 } } });
    expect(await updateCron(work, cron)).toMatchObject({ kind: "unchanged" });
    expect(names()).toEqual(["getCron", "patchCron"]);
  });

  test("is still sent if the cron keeps changing", async () => {
    const { cron, names, server, work } = await updatingOf(changed);
    server.pause = async (method, moment) => {
      if (method === "getCron" && moment === "arrive") server.change("c", {});
    };
    expect(await updateCron(work, cron)).toMatchObject({ kind: "updated" });
    expect(names()).toEqual(["getCron", "getCron", "getCron", "patchCron"]);
  });

  test("keeps times that were accepted", async () => {
    const { cron, patches, work } = await updatingOf({
      ...changed,
      cron: { metadata: { [metadataKeys.serverTimes]: "Asia/Tokyo" } },
    });
    await updateCron(work, cron);
    expect(patches()).toMatchObject([{ metadata: { [metadataKeys.serverTimes]: "Asia/Tokyo" } }]);
    const strange = await updatingOf({ ...changed, cron: { metadata: { [metadataKeys.serverTimes]: 1 } } });
    await updateCron(strange.work, strange.cron);
    expect(strange.work.acceptedZone).toBeUndefined();
  });

  test("of one that a person paused keeps it paused", async () => {
    const { cron, now, work } = await updatingOf({ ...changed, cron: { enabled: false } });
    expect(await updateCron(work, cron)).toMatchObject({ kind: "updated", staysPaused: true });
    expect(now()?.enabled).toBe(false);
  });

  test.each<[string, (cron: Cron, hash: string) => Cron, boolean]>([
    ["hash and all", (cron, hash) => shown(cron, hash, { a: 1 }), true],
    ["the hash alone, because the server does not take the rest", (cron, hash) => shown(cron, hash, { a: 2 }), true],
    ["all but the hash, so somebody has changed it", (cron) => shown(cron, "0".repeat(64), { a: 1 }), false],
  ])("whose answer was lost is not sent again if it shows: %s", async (_what, show, isOurs) => {
    const { cron, hash, patches, server, work } = await updatingOf(changed);
    const problems = [reset];
    server.fails = (method) => {
      const problem = method === "patchCron" ? problems.shift() : undefined;
      if (problem !== undefined) server.crons.set("c", show(cron, hash));
      return problem;
    };
    const updating = updateCron(work, cron);
    if (isOurs) expect(await updating).toMatchObject({ kind: "updated" });
    else await expect(updating).rejects.toThrow(LeaseLost);
    expect(patches().filter((body) => "input" in (body as object)).length).toBe(1);
  });

  /** An update over what somebody has changed since a submit of the same arguments, whose hash is there yet. */
  async function overwriting(asked: CronArguments) {
    const hash = await argumentsHash(asked);
    const same = { finished: false, cron: { metadata: { [metadataKeys.hash]: hash } } };
    const at = await updatingOf({ arguments: asked, answer: "yes", ...same });
    await at.work.releaseLease();
    await refusalOf(at.work, at.cron);
    await at.work.holdLease();
    const losing = (shows: Cron) => {
      const problems = [reset];
      at.server.fails = (method) => {
        const problem = method === "patchCron" ? problems.shift() : undefined;
        if (problem !== undefined) at.server.crons.set("c", shows);
        return problem;
      };
    };
    return { ...at, hash, losing };
  }

  test("whose answer was lost, and whose hash was there before, was carried out if all shows", async () => {
    const { cron, hash, losing, patches, server, work } = await overwriting({ ...given, input: { a: 1 } });
    losing(shown(cron, hash, { a: 2 }));
    await expect(updateCron(work, cron)).rejects.toThrow(LeaseLost);
    server.crons.set("c", cron);
    losing(shown(cron, hash, { a: 1 }));
    expect(await updateCron(work, cron)).toMatchObject({ kind: "updated" });
    expect(patches()).toHaveLength(2);
  });

  /** A server may have values of its own there. */
  test.each<[string, Partial<Cron>, number]>([
    ["was written", { updated_at: "later" }, 1],
    ["was not", {}, 2],
  ])(
    "of metadata whose answer was lost, and which does not show: sent again unless the cron %s",
    async (_what, more, count) => {
      const { cron, losing, patches, work } = await overwriting({ ...given, metadata: { team: "red" } });
      losing({ ...cron, ...more });
      await updateCron(work, cron);
      expect(patches().filter((body) => "team" in (body as { metadata: object }).metadata).length).toBe(count);
    },
  );
});

/** As the server shows it once something was written. */
function shown(cron: Cron, hash: string, input: { readonly a: number }): Cron {
  return {
    ...cron,
    updated_at: "later",
    payload: { ...cron.payload, input },
    metadata: { ...cron.metadata, [metadataKeys.hash]: hash },
  };
}

describe("a cron that is paused and must be switched on", () => {
  const on: Change = { arguments: { ...given, enabled: true }, cron: { enabled: false } };

  test("stays paused through the update, is compared, and then switched on", async () => {
    const { cron, hash, patches, told, work } = await updatingOf(on);
    const outcome = await updateCron(work, cron);
    expect(outcome).toMatchObject({
      kind: "updated",
      changed: ["enabled"],
      cron: { enabled: true },
      staysPaused: false,
    });
    const metadata = { ...marks, [metadataKeys.hash]: updating };
    const finished = { ...marks, [metadataKeys.hash]: hash };
    expect(patches()).toStrictEqual([
      { enabled: false, schedule, metadata },
      { enabled: true, schedule, metadata: finished },
    ]);
    expect(told.map(({ step }) => step)).toEqual(["updating", "comparing", "switchingOn"]);
  });

  test("stays paused if the server reads it differently", async () => {
    const { cron, now, patches, work } = await updatingOf({
      ...on,
      cron: { enabled: false, next_run_date: "2027-01-15T09:30:00+00:00" },
    });
    const outcome = await updateCron(work, cron);
    expect(outcome).toMatchObject({ kind: "mismatch", left: "paused", cause: "unknown", cron: { enabled: false } });
    expect(now()).toMatchObject({ enabled: false, metadata: { [metadataKeys.hash]: updating } });
    // Nothing is left to pause.
    expect(patches().length).toBe(1);
  });

  test("whose answer was lost counts as updated although it is still paused", async () => {
    const { cron, patches, server, work } = await updatingOf(on);
    const problems = [reset];
    server.fails = (method) => {
      const problem = method === "patchCron" ? problems.shift() : undefined;
      if (problem !== undefined) {
        server.change("c", { metadata: { ...marks, [metadataKeys.hash]: updating } });
      }
      return problem;
    };
    expect(await updateCron(work, cron)).toMatchObject({ kind: "updated", cron: { enabled: true } });
    expect(patches().length).toBe(2);
  });
});

describe("a change of times", () => {
  const later = "2027-01-15T09:30:00+00:00";
  const misread = (more: Change = {}): Change => ({
    cron: { schedule: "1 1 * * *", next_run_date: later, ...more.cron },
    ...more,
  });

  test.each<[string, CronArguments, Partial<Cron>]>([
    ["schedule", given, { schedule: "1 1 * * *" }],
    ["timezone", given, { timezone: "Europe/Berlin" }],
  ])("(%s) is compared with what the server computes", async (name, asked, change) => {
    const good = await updatingOf({ arguments: asked, cron: change });
    expect(await updateCron(good.work, good.cron)).toMatchObject({ kind: "updated", changed: [name] });
    expect(good.told.map(({ step }) => step)).toEqual(["updating", "comparing"]);
    const bad = await updatingOf({ arguments: asked, cron: { ...change, next_run_date: later } });
    expect(await updateCron(bad.work, bad.cron)).toMatchObject({ kind: "mismatch", left: "paused" });
  });

  test("that the server reads differently pauses the cron at once, as a leftover of a submission", async () => {
    const { calls, cron, now, sleeps, work } = await updatingOf(misread());
    const outcome = await updateCron(work, cron);
    expect(outcome).toStrictEqual({
      kind: "mismatch",
      cause: "unknown",
      cron: now(),
      left: "paused",
      mismatches: [{ what: "next_run_date", expected: "2027-01-15T09:00:00.000Z", got: later }],
    });
    const metadata = { ...marks, [metadataKeys.hash]: updating };
    expect(calls.filter(([name]) => name === "patchCron").at(-1)).toStrictEqual([
      "patchCron",
      "c",
      { enabled: false, metadata },
      { once: true },
    ]);
    expect([now()?.enabled, sleeps]).toEqual([false, []]);
  });

  test("that can't be paused now is reported as switched on", async () => {
    const { cron, now, server, work } = await updatingOf(misread());
    let patches = 0;
    server.fails = (method) => {
      if (method === "patchCron") patches += 1;
      return patches === 2 && method === "patchCron" ? refused : undefined;
    };
    const outcome = await updateCron(work, cron);
    expect(outcome).toMatchObject({ kind: "mismatch", left: "on", cron: { enabled: true } });
    expect(now()?.enabled).toBe(true);
  });

  test("whose pause is in doubt is waited for", async () => {
    const { cron, server, sleeps, work } = await updatingOf(misread());
    let patches = 0;
    server.fails = (method) => {
      if (method === "patchCron") patches += 1;
      return patches === 2 && method === "patchCron" ? reset : undefined;
    };
    expect(await updateCron(work, cron)).toMatchObject({ kind: "mismatch", left: "paused" });
    expect(sleeps).toEqual([200, doubtMilliseconds]);
  });

  /** The pause reaches the server late or never; meanwhile it becomes another one. */
  async function pausing(change: Partial<Cron>, more: Change = {}) {
    let now = 1_000;
    const at = await updatingOf({ ...misread(more), clock: { now: () => now, sleep: async () => undefined } });
    let patches = 0;
    at.server.fails = (method) => {
      if (method === "patchCron") patches += 1;
      if (patches !== 2 || method !== "patchCron") return undefined;
      now += 20_000;
      if (Object.keys(change).length > 0) at.server.change("c", change);
      return reset;
    };
    return at;
  }

  test("whose pause was lost is paused again as long as nobody has changed it", async () => {
    const { cron, names, work } = await pausing({});
    expect(await updateCron(work, cron)).toMatchObject({ kind: "mismatch", left: "paused" });
    expect(names()).toEqual(["getCron", "patchCron", "patchCron", "getCron", "patchCron"]);
  });

  test("whose pause was lost, and which somebody has changed by then, is looked at anew", async () => {
    const { cron, now, work } = await pausing({ schedule: "2 2 * * *" });
    await expect(updateCron(work, cron)).rejects.toThrow(LeaseLost);
    expect(now()).toMatchObject({ schedule: "2 2 * * *", enabled: true });
  });

  test.each([
    ["somebody has paused by then stays so: nobody is asked", "0".repeat(64), false],
    ["the lost request has paused by then is asked about", updating, true],
  ])("that %s", async (_what, hash, isAsked) => {
    const zone = { arguments: { ...given, timezone: "Europe/Berlin" } };
    const before = { ...zone, cron: { next_run_date: "2027-01-16T07:00:00+00:00" } };
    const metadata = { ...marks, [metadataKeys.hash]: hash };
    const { cron, now, patches, work } = await pausing({ enabled: false, metadata }, before);
    const outcome = updateCron(work, cron);
    if (isAsked) await expect(outcome).rejects.toMatchObject({ question: { kind: "serverTimes" } });
    else expect(await outcome).toMatchObject({ kind: "mismatch", left: "paused", cron: now() });
    expect([now()?.enabled, patches().length]).toEqual([false, 2]);
  });

  test("whose pause fails by an error of our own throws it", async () => {
    const { cron, server, work } = await updatingOf(misread());
    let patches = 0;
    server.fails = (method) => {
      if (method === "patchCron") patches += 1;
      if (patches === 2) throw new TypeError("ours");
      return undefined;
    };
    await expect(updateCron(work, cron)).rejects.toThrow("ours");
  });

  describe("that comes from other time-zone data", () => {
    const zone = "Europe/Berlin";
    /** As with the offset of its summer; what is meant is 08:00. */
    const ofSummer = "2027-01-16T07:00:00+00:00";
    const berlin = { ...given, timezone: zone };

    async function asking(change: Change) {
      const at = await updatingOf({ arguments: berlin, ...change });
      const mismatch = { what: "next_run_date", expected: "2027-01-16T08:00:00.000Z", got: ofSummer } as const;
      const question = {
        kind: "serverTimes",
        cron: { ...at.cron, timezone: zone, schedule },
        mismatches: [mismatch],
      } as const;
      await at.work.releaseLease();
      await at.work.agreesTo(question);
      await at.work.holdLease();
      at.calls.length = 0;
      return at;
    }

    test("continues with consent, still switched on", async () => {
      const { cron, now, work } = await asking({ cron: { next_run_date: ofSummer }, answer: "yes" });
      const outcome = await updateCron(work, cron);
      expect(outcome).toMatchObject({ kind: "updated", changed: ["timezone"], staysPaused: false, took: "own" });
      expect(now()).toMatchObject({ enabled: true, metadata: { [metadataKeys.serverTimes]: zone } });
    });

    test("stays paused without consent", async () => {
      const { cron, now, work } = await asking({ cron: { next_run_date: ofSummer }, answer: "no" });
      expect(await updateCron(work, cron)).toMatchObject({ kind: "mismatch", left: "paused", cause: "zoneData" });
      expect(now()?.enabled).toBe(false);
    });

    test("is not asked about if the cron is paused and stays paused", async () => {
      const { asked, cron, now, work } = await updatingOf({
        arguments: berlin,
        answer: "yes",
        cron: { next_run_date: ofSummer, enabled: false },
      });
      expect(await updateCron(work, cron)).toMatchObject({ kind: "mismatch", left: "paused", cause: "zoneData" });
      expect([asked, now()?.enabled]).toEqual([[], false]);
    });
  });
});

describe("what needs consent", () => {
  const input: Change = { arguments: { ...given, input: { a: 1 } } };
  const byHand: Change = { ...input, finished: false, cron: { metadata: { [metadataKeys.hash]: "0".repeat(64) } } };
  /** No PATCH can change it. */
  const anew: Change = { arguments: { ...given, multitask_strategy: "reject" } };

  async function refusal(change: Change) {
    const at = await updatingOf(change);
    await at.work.releaseLease();
    return { ...at, refusal: await refusalOf(at.work, at.cron) };
  }

  test.each<[string, Change]>([
    ["nothing to do", {}],
    ["a change of what nobody else has changed", input],
  ])("%s: nobody is asked", async (_what, change) => {
    const { asked, refusal: refused } = await refusal(change);
    expect([asked, refused]).toEqual([[], undefined]);
  });

  test("what others have changed is overwritten only with consent", async () => {
    const yes = await refusal({ ...byHand, answer: "yes" });
    const { asked, cron, refusal: no } = await refusal(byHand);
    expect(asked).toEqual([{ kind: "overwrite", cron, changed: ["input"] }]);
    expect([no, yes.refusal]).toStrictEqual([{ kind: "needsOverwrite", cron, changed: ["input"] }, undefined]);
  });

  test.each<[string, Change, string]>([
    ["can't be patched", anew, "multitask_strategy"],
    ["a server without PATCH has", { ...input, version: "0.7.20" }, "input"],
  ])("what %s is recreated only with consent", async (_what, change, name) => {
    const yes = await refusal({ ...change, answer: "yes" });
    const { asked, cron, refusal: no } = await refusal(change);
    expect(asked).toEqual([{ kind: "recreate", cron, because: [name] }]);
    expect([no, yes.refusal]).toStrictEqual([{ kind: "needsRecreate", cron, because: [name] }, undefined]);
  });

  test("after a no to a deletion there is no other question", async () => {
    const { asked, cron, refusal: first, work } = await refusal({ ...anew, finished: false });
    expect(first).toMatchObject({ kind: "needsRecreate" });
    const changed = {
      ...cron,
      updated_at: "later",
      metadata: { ...cron.metadata, [metadataKeys.hash]: "0".repeat(64) },
    };
    expect(await refusalOf(work, changed)).toStrictEqual({
      kind: "needsRecreate",
      cron: changed,
      because: ["multitask_strategy"],
    });
    expect(asked.length).toBe(1);
  });

  test("an update ends with what was declined", async () => {
    const { cron, work } = await updatingOf(byHand);
    await work.releaseLease();
    await refusalOf(work, cron);
    await work.holdLease();
    expect(await updateCron(work, cron)).toMatchObject({ kind: "needsOverwrite" });
  });

  test.each<[string, Change]>([
    ["can't be patched", { ...anew, answer: "yes" }],
    ["a server without PATCH has", { ...input, version: "0.7.20", answer: "yes" }],
  ])("what %s is recreated", async (_what, change) => {
    const { version = "0.16.7" } = change;
    const { cron, server, work } = await updatingOf(change);
    await work.releaseLease();
    await refusalOf(work, cron);
    await work.agreesTo({ kind: "unsafeServer", version });
    await work.holdLease();
    const outcome = await updateCron(work, cron);
    // The server in memory reads a new one of this schedule in its own way.
    expect(outcome).toMatchObject({ kind: "mismatch", left: "deleted" });
    expect(server.count("createCron")).toBe(1);
  });
});

test("a pause that was dropped on its way is sent again", async () => {
  const { cron, now, patches, server, work } = await updatingOf({ arguments: { ...given, enabled: false } });
  let drops = 1;
  server.fails = (method) => (method === "patchCron" && drops-- > 0 ? reset : undefined);
  expect(await updateCron(work, cron)).toMatchObject({ kind: "updated", cron: { enabled: false } });
  expect(now()?.enabled).toBe(false);
  expect(patches().length).toBeGreaterThan(1);
});
