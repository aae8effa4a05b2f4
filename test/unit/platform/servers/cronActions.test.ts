import { beforeEach, describe, expect, test } from "vitest";
import type { ServerProblem } from "../../../../src/core/server/problems/serverProblem";
import type { CronRef } from "../../../../src/platform/servers/cronRef";
import { cronWith } from "../../../fixtures/cronWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { createGate, settle } from "../../support/settle";
import { resetStub, stubState } from "../../support/vscode";

beforeEach(resetStub);

const payload = { assistant_id: "agent", input: { topic: "x" } };
const serverWith = (...ids: readonly string[]) =>
  new MemoryServer(ids.map((id) => cronWith({ cron_id: id, payload, metadata: { made: "elsewhere" } })));

/** As the server in memory reads it. */
const schedule = "0 9 1 12 *";

describe("several crons at once", () => {
  test("are switched one after the other, on each server, and reported as one change per server", async () => {
    const [dev, prod] = [serverWith("a", "b"), serverWith("p")];
    const { actions, connection, refs, store } = createServers({ dev, prod });
    await Promise.all([store.refresh(connection("dev")), store.refresh(connection("prod"))]);
    let events = 0;
    store.onDidChange(() => {
      events += 1;
    });
    const outcomes = await actions.setEnabled([...refs("dev", "a", "b"), ...refs("prod", "p")], false);
    expect(outcomes.map(({ kind, ref }) => [kind, ref.connectionId, ref.cronId])).toEqual([
      ["switched", "dev", "a"],
      ["switched", "dev", "b"],
      ["switched", "prod", "p"],
    ]);
    expect(events).toBe(2);
    expect(store.crons(connection("dev")).map(({ enabled }) => enabled)).toEqual([false, false]);
  });

  test("one that is deleted or refused stops no other", async () => {
    const dev = serverWith("a", "c");
    const { actions, refs } = createServers({ dev });
    expect((await actions.setEnabled(refs("dev", "a", "b", "c"), false)).map(({ kind }) => kind)).toEqual([
      "switched",
      "gone",
      "switched",
    ]);
    expect((await actions.delete(refs("dev", "a", "b"))).map(({ kind }) => kind)).toEqual(["deleted", "gone"]);
    dev.fails = () => ({ kind: "rejected", status: 422, detail: "no", parameter: null });
    expect((await actions.setEnabled(refs("dev", "c"), false)).map(({ kind }) => kind)).toEqual(["failed"]);
  });

  test.each<["silence" | "askToWait", ServerProblem]>([
    ["silence", { kind: "timeout", milliseconds: 1 }],
    ["askToWait", { kind: "busy", status: 429, retryAfterSeconds: 9, detail: "" }],
  ])("after %s the others are not sent, and nothing is sent again", async (after, problem) => {
    const dev = serverWith("a", "b", "c");
    const { actions, refs } = createServers({ dev });
    dev.fails = (method) => (method === "deleteCron" ? problem : undefined);
    const outcomes = await actions.delete(refs("dev", "a", "b", "c"));
    expect(outcomes).toMatchObject([{ kind: "failed" }, { kind: "notTried", after }, { kind: "notTried", after }]);
    expect(dev.count("deleteCron")).toBe(1);
  });

  test("the first goes alone, then several at once, and the outcomes keep their order", async () => {
    const ids = ["a", "b", "c", "d", "e", "f", "g"];
    const dev = serverWith(...ids);
    const { actions, refs } = createServers({ dev });
    const gate = createGate();
    let waiting = 0;
    dev.pause = async (_method, moment) => {
      if (moment !== "arrive") return;
      waiting += 1;
      await gate.opened;
    };
    const progress: number[] = [];
    const acting = actions.setEnabled(refs("dev", ...ids), false, { onProgress: (done) => progress.push(done) });
    await settle();
    expect(waiting).toBe(1);
    gate.open();
    expect((await acting).map(({ ref }) => ref.cronId)).toEqual(ids);
    expect(progress).toEqual([1, 2, 3, 4, 5, 6, 7]);
  });

  test("after a cancel the others are not sent, and the one that was is told", async () => {
    const dev = serverWith("a", "b", "c");
    const { actions, refs } = createServers({ dev });
    const cancel = new AbortController();
    const onProgress = () => cancel.abort();
    const outcomes = await actions.setEnabled(refs("dev", "a", "b", "c"), false, { signal: cancel.signal, onProgress });
    expect(outcomes.map(({ kind }) => kind)).toEqual(["switched", "cancelled", "cancelled"]);
  });

  test("of a connection that was removed nothing is sent, and without trust nothing at all", async () => {
    const dev = serverWith("a");
    const { actions, refs } = createServers({ dev });
    expect((await actions.delete(refs("other", "a"))).map(({ kind }) => kind)).toEqual(["noConnection"]);
    stubState.isTrusted = false;
    // The memory server stands in for the way that looks at trust; see the suite in an untrusted window.
    expect(dev.requests).toEqual([]);
  });
});

describe("one cron", () => {
  const [ref, missing, elsewhere] = [
    { connectionId: "dev", cronId: "a" },
    { connectionId: "dev", cronId: "z" },
    { connectionId: "other", cronId: "a" },
  ] as const satisfies readonly CronRef[];

  test("is run once", async () => {
    const dev = serverWith("a");
    const { actions } = createServers({ dev });
    expect(await actions.runNow(ref)).toMatchObject({ kind: "started", run: { status: "pending" } });
    expect(await actions.runNow(missing)).toEqual({ kind: "gone" });
    expect(await actions.runNow(elsewhere)).toEqual({ kind: "noConnection" });
    expect(dev.count("createRun")).toBe(1);
    dev.fails = (method) => (method === "createRun" ? { kind: "timeout", milliseconds: 1 } : undefined);
    expect(await actions.runNow(ref)).toMatchObject({ kind: "failed" });
    expect(dev.count("createRun")).toBe(2);
  });

  test("is read as a spec file would describe it", async () => {
    const dev = serverWith("a");
    const { actions } = createServers({ dev });
    expect(await actions.read(ref)).toMatchObject({
      kind: "read",
      name: null,
      cron: { cron_id: "a" },
      spec: { schedule: "0 9 * * *", input: { topic: "x" } },
    });
    expect(await actions.read(missing)).toEqual({ kind: "gone" });
    dev.change("a", { payload: { ...payload, webhook: "https://a.test/${env:X}" } });
    expect(await actions.read(ref)).toEqual({ kind: "unsayable", parameter: "webhook" });
  });

  test("is given a name that no other has, and the store knows it", async () => {
    const dev = serverWith("a", "b");
    const { actions, connection, refs, store } = createServers({ dev });
    await store.refresh(connection("dev"));
    const read = async (id: string) => {
      const outcome = await actions.read({ connectionId: "dev", cronId: id });
      if (outcome.kind !== "read") throw new Error(outcome.kind);
      return outcome.cron;
    };
    expect(await actions.name(ref, await read("a"), "daily")).toMatchObject({ kind: "named" });
    expect(store.named(connection("dev"), "daily").map(({ cron_id }) => cron_id)).toEqual(["a"]);
    const [other] = refs("dev", "b");
    expect(await actions.name(other as CronRef, await read("b"), "daily")).toEqual({ kind: "taken" });
  });
});

describe("what is deleted", () => {
  const asking = { confirm: async () => "no" as const };
  const deleteAndKeep = async (dev: MemoryServer, ...ids: readonly string[]) => {
    const { actions, connection, refs, store } = createServers({ dev });
    await store.refresh(connection("dev"));
    const outcomes = await actions.delete(refs("dev", ...ids));
    const deleted = outcomes.flatMap((each) =>
      each.kind === "deleted" && each.cron !== undefined
        ? [{ connectionId: "dev", cron: each.cron, wasThere: () => false }]
        : [],
    );
    return { actions, connection, deleted, outcomes, store };
  };

  test("is read just before, and can be made again: the store knows the new one, and no request is repeated", async () => {
    const dev = new MemoryServer([
      cronWith({ cron_id: "a", schedule, payload, metadata: { team: "red" }, enabled: false }),
    ]);
    const { actions, connection, deleted, store } = await deleteAndKeep(dev, "a");
    expect(deleted.map(({ cron }) => cron.payload)).toEqual([payload]);
    expect(store.crons(connection("dev"))).toEqual([]);
    const events: unknown[] = [];
    store.onDidChange(({ added, removed }) => events.push([added.length, removed.length]));
    const [outcome] = await actions.restore(deleted, asking);
    expect(outcome).toMatchObject({ kind: "restored", outcome: { kind: "created", cron: { enabled: false } } });
    expect(store.crons(connection("dev"))).toMatchObject([{ enabled: false, metadata: { team: "red" } }]);
    expect(events).toEqual([[1, 0]]);
    expect(dev.count("createCron")).toBe(1);
  });

  test("is not made twice, whether somebody made it again or it is asked for twice", async () => {
    const dev = new MemoryServer([cronWith({ cron_id: "a", schedule, payload })]);
    const { actions, deleted } = await deleteAndKeep(dev, "a");
    dev.crons.set("again", cronWith({ cron_id: "again", schedule, payload }));
    expect(await actions.restore(deleted, asking)).toMatchObject([{ outcome: { kind: "exists" } }]);
    dev.crons.clear();
    expect(await actions.restore(deleted, asking)).toMatchObject([{ outcome: { kind: "created" } }]);
    // Without a name and made by a submit, it is still the same cron.
    expect(await actions.restore(deleted, asking)).toMatchObject([{ outcome: { kind: "exists" } }]);
    expect(dev.crons.size).toBe(1);
  });

  test("is deleted even where it can't be read, but then can't be made again", async () => {
    const dev = serverWith("a", "b");
    dev.fails = (method) => (method === "getCron" ? ({ kind: "malformed", detail: "x" } as never) : undefined);
    const { outcomes } = await deleteAndKeep(dev, "a", "b");
    expect(outcomes).toMatchObject([
      { kind: "deleted", cron: undefined },
      { kind: "deleted", cron: undefined },
    ]);
  });

  test("is read in one list where a server can't read one by its id", async () => {
    const dev = serverWith("a", "b", "c");
    dev.info = { ...dev.info, version: "0.9.9" };
    const { deleted } = await deleteAndKeep(dev, "a", "b", "c");
    expect(deleted).toHaveLength(3);
    // One is the refresh's own.
    expect([dev.count("searchCrons"), dev.count("getCron")]).toEqual([2, 0]);
  });
});

describe("resuming with a run", () => {
  test("starts one of each, once they are on", async () => {
    const dev = new MemoryServer(["a", "b"].map((id) => cronWith({ cron_id: id, payload, enabled: false })));
    const { actions, refs } = createServers({ dev });
    const outcomes = await actions.resumeAndRun(refs("dev", "a", "b"));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["started", "started"]);
    expect([dev.count("createRun"), [...dev.crons.values()].map(({ enabled }) => enabled)]).toEqual([2, [true, true]]);
    expect(dev.requests.indexOf("patchCron")).toBeLessThan(dev.requests.indexOf("createRun"));
  });

  test("tells one whose run is not known to have started, and sends it no second time", async () => {
    const dev = new MemoryServer([cronWith({ cron_id: "a", payload, enabled: false })]);
    const { actions, refs } = createServers({ dev });
    dev.fails = (method) => (method === "createRun" ? { kind: "timeout", milliseconds: 1 } : undefined);
    expect(await actions.resumeAndRun(refs("dev", "a"))).toMatchObject([
      { kind: "onlyResumed", cron: { enabled: true } },
    ]);
    expect(dev.count("createRun")).toBe(1);
  });
});

describe("the end of crons", () => {
  test("is what the server answers, in any spelling of the moment", async () => {
    const dev = serverWith("a");
    const { actions, refs } = createServers({ dev });
    expect(await actions.changeEnd(refs("dev", "a"), "2027-01-01T00:00:00Z")).toMatchObject([{ kind: "changed" }]);
    const { patchCron } = dev.api;
    const keeping =
      (end_time: string | null) =>
      async (...given: Parameters<typeof patchCron>) => ({
        ...(await patchCron(...given)),
        end_time,
      });
    Object.assign(dev.api, { patchCron: keeping("2027-01-01T01:00:00+01:00") });
    expect(await actions.changeEnd(refs("dev", "a"), "2027-01-01T00:00:00Z")).toMatchObject([{ kind: "changed" }]);
    // Aegra 0.11.0 keeps it.
    expect(await actions.changeEnd(refs("dev", "a"), null)).toMatchObject([{ kind: "notTaken" }]);
  });
});

describe("moving", () => {
  const asking = { confirm: async () => "no" as const };

  test("leaves one cron each, and the store shows it without another look", async () => {
    const dev = new MemoryServer(["a", "b"].map((id) => cronWith({ cron_id: id, schedule, payload, thread_id: "t" })));
    const { actions, connection, refs, store } = createServers({ dev });
    await store.refresh(connection("dev"));
    const outcomes = await actions.move(refs("dev", "a", "b", "gone"), { thread_id: "u" }, asking);
    expect(outcomes.map((each) => (each.kind === "tried" ? each.outcome.kind : each.kind))).toEqual([
      "moved",
      "moved",
      "gone",
    ]);
    expect(store.crons(connection("dev")).map(({ enabled, thread_id }) => [enabled, thread_id])).toEqual([
      [true, "u"],
      [true, "u"],
    ]);
  });
});
