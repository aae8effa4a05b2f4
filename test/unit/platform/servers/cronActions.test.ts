import { beforeEach, describe, expect, test } from "vitest";
import type { CronRef } from "../../../../src/platform/servers/cronRef";
import { cronWith } from "../../../fixtures/cronWith";
import { MemoryServer } from "../../support/memoryServer";
import { createServers } from "../../support/memoryServers";
import { resetStub, stubState } from "../../support/vscode";

beforeEach(resetStub);

const payload = { assistant_id: "agent", input: { topic: "x" } };
const serverWith = (...ids: readonly string[]) =>
  new MemoryServer(ids.map((id) => cronWith({ cron_id: id, payload, metadata: { made: "elsewhere" } })));

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

  test("after a request without an answer the others are not sent", async () => {
    const dev = serverWith("a", "b", "c");
    const { actions, refs } = createServers({ dev });
    dev.fails = (method) => (method === "deleteCron" ? { kind: "timeout", milliseconds: 1 } : undefined);
    const outcomes = await actions.delete(refs("dev", "a", "b", "c"));
    expect(outcomes.map(({ kind }) => kind)).toEqual(["failed", "notTried", "notTried"]);
    expect(dev.count("deleteCron")).toBe(1);
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
