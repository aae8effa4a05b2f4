import { describe, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import { createNew, makeOwn } from "../../../../../src/core/lifecycle/change/createNew";
import { LeaseLost } from "../../../../../src/core/lifecycle/lease/lease";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import type { Cron } from "../../../../../src/core/server/cron";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork, type WorkChange } from "../../../support/memoryWork";

/** As the server in memory reads it. */
const schedule = "0 9 1 12 *";
const given: CronArguments = { thread_id: null, assistant_id: "agent", schedule };
const misreadSchedule = { arguments: { ...given, schedule: "0 9 * * *" } };
const own = { [metadataKeys.submission]: "s", [metadataKeys.name]: "a" };
const kept = cronWith({ cron_id: "kept", schedule, enabled: false, payload: { assistant_id: "agent" }, metadata: own });

async function making(change: WorkChange & { readonly version?: string; readonly agrees?: boolean } = {}) {
  const { agrees = true, version = "0.16.7", ...more } = change;
  const server = new MemoryServer();
  server.info = { ...server.info, version };
  const at = await memoryWork(server, { arguments: given, server: change.server ?? server.api, ...more });
  if (agrees) await at.work.agreesTo({ kind: "unsafeServer", version });
  await at.work.holdLease();
  at.calls.length = 0;
  const names = () => at.calls.map(([name]) => name).filter((name) => name !== "getThread");
  return { ...at, names, server };
}

describe("a new cron", () => {
  test("is created paused, seen, compared and switched on", async () => {
    const { names, server, told, work } = await making();
    const outcome = await createNew(work, undefined);
    const [cron] = [...server.crons.values()];
    expect(outcome).toStrictEqual({ kind: "created", cron, pausedFirst: true, notTaken: [], took: "own" });
    expect(cron).toMatchObject({ enabled: true, schedule });
    expect(names()).toEqual(["createCron", "searchCrons", "patchCron"]);
    expect(told.map(({ step }) => step)).toEqual(["creating", "comparing", "switchingOn"]);
  });

  test("that was created before is not created again", async () => {
    const { calls, names, server, work } = await making();
    server.crons.set("kept", kept);
    await work.server.getCron("kept");
    calls.length = 0;
    expect(await createNew(work, kept)).toMatchObject({ kind: "created", cron: { cron_id: "kept", enabled: true } });
    expect(names()).toEqual(["patchCron"]);
  });

  test("that the server reads differently stays paused", async () => {
    const { names, server, work } = await making(misreadSchedule);
    const outcome = await createNew(work, undefined);
    expect(outcome).toMatchObject({ kind: "mismatch", left: "paused", cause: "unknown" });
    expect([...server.crons.values()]).toMatchObject([{ enabled: false }]);
    expect(names()).toEqual(["createCron", "searchCrons"]);
  });

  test("whose times are agreed to is switched on, and says so", async () => {
    const zone = "Europe/Berlin";
    const { server, work } = await making({ arguments: { ...given, timezone: zone }, answer: "yes" });
    // As with the offset of its summer: what is meant is 08:00.
    const found = { ...kept, timezone: zone, next_run_date: "2026-12-01T07:00:00+00:00" };
    server.crons.set("kept", found);
    await work.releaseLease();
    const mismatch = { what: "next_run_date", expected: "2026-12-01T08:00:00.000Z", got: found.next_run_date } as const;
    await work.agreesTo({ kind: "serverTimes", cron: found, mismatches: [mismatch] });
    await work.holdLease();
    expect(await createNew(work, found)).toMatchObject({
      kind: "created",
      cron: { enabled: true, metadata: { [metadataKeys.serverTimes]: zone } },
    });
  });

  test("says what the server did not apply", async () => {
    const { work } = await making({ arguments: { ...given, timezone: "UTC", end_time: "2030-01-01T00:00:00Z" } });
    expect(await createNew(work, undefined)).toMatchObject({ kind: "created", notTaken: ["end_time"] });
  });
});

describe("if none can be paused, a new cron", () => {
  const version = "0.7.20";

  test("is created only with consent", async () => {
    const { calls, work } = await making({ version, answer: "no" });
    expect(await createNew(work, undefined)).toEqual({ kind: "cancelled" });
    expect(calls).toEqual([]);
  });

  test("is on at once, and nothing else is done", async () => {
    const { asked, names, work } = await making({ version, answer: "yes" });
    expect(await createNew(work, undefined)).toMatchObject({
      kind: "created",
      pausedFirst: false,
      cron: { enabled: true },
      notTaken: [],
      took: "own",
    });
    expect(names()).toEqual(["createCron"]);
    expect(asked).toEqual([{ kind: "unsafeServer", version }]);
  });

  test("that the server reads differently is deleted again", async () => {
    const cancel = new AbortController();
    const { calls, server, work } = await making({ ...misreadSchedule, version, answer: "yes", signal: cancel.signal });
    expect(await createNew(work, undefined)).toMatchObject({ kind: "mismatch", left: "deleted" });
    expect(server.crons.size).toBe(0);
    expect(calls.at(-1)).toEqual(["deleteCron", expect.anything(), { signal: cancel.signal }]);
  });
});

describe("what was created", () => {
  const copy = (cron_id: string, more: Partial<Cron> = {}) => ({ ...kept, cron_id, ...more });
  /** What the server shows after the create, made of what was created. */
  const showing = (show: (made: Cron) => readonly Cron[]) => {
    const server = new MemoryServer();
    const createCron: AgentServer["createCron"] = async (...all) => {
      const made = await server.api.createCron(...all);
      server.crons.clear();
      for (const cron of show(made)) server.crons.set(cron.cron_id, cron);
      return made;
    };
    return { server, api: { ...server.api, createCron } };
  };

  test.each(["a", null])("is written down before, and looked for by its name or key (%j)", async (name) => {
    const { calls, journal, work } = await making({ name });
    const made = await makeOwn(work, undefined);
    expect(await journal.entries()).toStrictEqual([work.entry]);
    const metadata = name === null ? { [metadataKeys.submission]: "s" } : { [metadataKeys.name]: "a" };
    const query = { metadata, withPayload: true, limit: 1_000, offset: 0 };
    expect(calls.filter(([each]) => each === "searchCrons")).toEqual([["searchCrons", query, {}]]);
    expect(made.enabled).toBe(false);
  });

  test("is the one if it is seen; its copies are deleted, and those of others stay", async () => {
    const { api, server } = showing((made) => [
      copy("copy", { metadata: made.metadata, created_at: "2026-10-01T00:00:00+00:00" }),
      made,
      copy("other", { metadata: { ...own, [metadataKeys.submission]: "t" } }),
    ]);
    const { work } = await making({ server: api });
    const made = await makeOwn(work, undefined);
    expect([...server.crons.keys()]).toEqual([made.cron_id, "other"]);
    expect(made.cron_id).not.toBe("copy");
  });

  test("is the first of its copies if it is not seen itself", async () => {
    const { api, server } = showing(() => [copy("one"), copy("two")]);
    const { work } = await making({ server: api });
    expect((await makeOwn(work, undefined)).cron_id).toBe("one");
    expect([...server.crons.keys()]).toEqual(["one"]);
  });

  test.each<[string, readonly Cron[]]>([
    ["nothing", []],
    ["one that is on", [copy("on", { enabled: true })]],
    ["one of another submission", [copy("other", { metadata: { ...own, [metadataKeys.submission]: "t" } })]],
  ])("is gone if there is %s: another client is working", async (_what, shown) => {
    const { work } = await making({ server: showing(() => shown).api });
    await expect(makeOwn(work, undefined)).rejects.toThrow(LeaseLost);
  });
});
