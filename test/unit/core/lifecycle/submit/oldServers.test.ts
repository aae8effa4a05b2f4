import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import type { Clock } from "../../../../../src/core/base/clock";
import type { SubmitOptions } from "../../../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import { ServerFailure } from "../../../../../src/core/server/problems/serverProblem";
import { answering } from "../../../../support/answering";
import { problemOf } from "../../../../support/failureOf";
import { memoryJournal } from "../../../../support/memoryJournal";
import { type OldServer, oldServer } from "../../../../support/oldServer";

const yearly: CronArguments = { thread_id: null, assistant_id: "agent", schedule: "0 0 1 1 *" };
const clock: Clock = { now: () => Date.UTC(2026, 0, 1), sleep: async () => undefined };

function submit(old: OldServer, change: Partial<SubmitOptions> = {}) {
  return submitCron({
    server: old.server,
    serverKey: "old",
    arguments: yearly,
    name: null,
    journal: memoryJournal(),
    clock,
    newSubmission: randomUUID,
    doubtMilliseconds: 100,
    confirm: answering({ unsafeServer: "yes" }),
    ...change,
  });
}

test.each(["0.7.14", "0.7.20"] as const)(
  "%s can't switch a cron on later: it is on from the start, and this is reported",
  async (version) => {
    const old = oldServer(version);
    expect(await submit(old)).toMatchObject({ kind: "created", pausedFirst: false, cron: { enabled: true } });
    expect(old.crons.size).toBe(1);
  },
);

test.each(["0.7.14", "0.7.20"] as const)("%s: after lost answers there is still only one", async (version) => {
  for (const lostAnswers of [1, 3]) {
    const old = oldServer(version);
    old.lostAnswers = lostAnswers;
    expect((await submit(old)).kind).toBe("created");
    expect(old.crons.size).toBe(1);
  }
});

test("0.7.14 can't create a paused cron: nothing is sent", async () => {
  const old = oldServer("0.7.14");
  const problem = await problemOf(submit(old, { arguments: { ...yearly, enabled: false } }));
  expect(problem).toMatchObject({ kind: "rejected", status: 0, parameter: "enabled" });
  expect(old.crons.size).toBe(0);
});

test("0.7.20 creates a paused cron if it must stay paused", async () => {
  const old = oldServer("0.7.20");
  expect(await submit(old, { arguments: { ...yearly, enabled: false } })).toMatchObject({ cron: { enabled: false } });
});

describe("a cancel during the create, with a deletion that is refused", () => {
  const refused = new ServerFailure(
    { kind: "rejected", status: 429, detail: "Later.", parameter: null },
    { method: "DELETE", path: "/" },
  );

  async function cancelled(change: Partial<SubmitOptions>) {
    const old = oldServer("0.7.20");
    const cancel = new AbortController();
    const { createCron } = old.server;
    Object.assign(old.server, {
      createCron: async (...given: Parameters<typeof createCron>) => {
        await createCron(...given);
        cancel.abort();
        return Promise.reject(cancel.signal.reason);
      },
      deleteCron: () => Promise.reject(refused),
    });
    const journal = memoryJournal();
    return { old, journal, outcome: await submit(old, { journal, signal: cancel.signal, ...change }) };
  }

  test.each([null, "report"])("it is not told to be cancelled, as its cron is on; name: %s", async (name) => {
    const { old, journal, outcome } = await cancelled({ name });
    expect([outcome, old.crons.size]).toEqual([{ kind: "open", problem: refused.problem }, 1]);
    expect(await journal.entries()).toMatchObject([{ abandoned: true, onFromStart: true, name }]);
  });

  test("one that was created paused fires nothing, so it is", async () => {
    const { outcome } = await cancelled({ arguments: { ...yearly, enabled: false } });
    expect(outcome).toEqual({ kind: "cancelled" });
  });
});

describe("one that has to be created anew", () => {
  const named: Partial<SubmitOptions> = {
    name: "report",
    confirm: answering({ unsafeServer: "yes", recreate: "yes" }),
  };
  const changed = { ...yearly, input: { m: 1 } };

  /** One of the name is there, and something happens once it is deleted. */
  async function replacing(version: "0.7.14" | "0.7.20", change: Partial<SubmitOptions>, then: () => void) {
    const old = oldServer(version);
    await submit(old, named);
    const before = [...old.crons.keys()];
    const { deleteCron } = old.server;
    Object.assign(old.server, {
      deleteCron: async (...given: Parameters<typeof deleteCron>) => {
        await deleteCron(...given);
        then();
      },
    });
    const journal = memoryJournal();
    const submitted = () => submit(old, { ...named, arguments: changed, journal, ...change });
    return { before, journal, old, submitted };
  }

  test.each(["0.7.14", "0.7.20"] as const)("%s: once the old one is deleted, a cancel is too late", async (version) => {
    const cancel = new AbortController();
    const { before, old, submitted } = await replacing(version, { signal: cancel.signal }, () => cancel.abort());
    expect(await submitted()).toMatchObject({ kind: "recreated", cron: { enabled: true } });
    expect([old.crons.size, before.some((id) => old.crons.has(id))]).toEqual([1, false]);
  });

  test("0.7.14 can't make a paused one, so the old one stays", async () => {
    const paused = { ...changed, enabled: false };
    const { before, old, submitted } = await replacing("0.7.14", { arguments: paused }, () => undefined);
    expect(await problemOf(submitted())).toMatchObject({ kind: "rejected", status: 0, parameter: "enabled" });
    expect([...old.crons.keys()]).toEqual(before);
  });

  test("if the new one fails, the journal keeps the submission, so that the next refresh tells", async () => {
    const at = await replacing("0.7.20", {}, () => undefined);
    const refused = new ServerFailure(
      { kind: "rejected", status: 422, detail: "No.", parameter: null },
      { method: "POST", path: "/" },
    );
    Object.assign(at.old.server, { createCron: () => Promise.reject(refused) });
    expect(await at.submitted()).toEqual({ kind: "open", problem: refused.problem });
    expect(await at.journal.entries()).toMatchObject([{ name: "report", replaces: at.before[0] }]);
  });
});

test("a zone that the server does not know is a mismatch, and the cron, which can't be paused, is deleted", async () => {
  const old = oldServer("0.7.20");
  const outcome = await submit(old, { arguments: { ...yearly, timezone: "Asia/Tokyo" } });
  expect(outcome).toMatchObject({
    kind: "mismatch",
    left: "deleted",
    mismatches: [{ what: "timezone", expected: "Asia/Tokyo", got: "UTC" }],
  });
  expect(old.crons.size).toBe(0);
});

test("where no own one matches what was asked for, what somebody has copied and changed in the wait stays", async () => {
  const old = oldServer("0.7.20");
  old.lostAnswers = 1;
  const sleep = async () => {
    const [made] = old.crons.values();
    if (made !== undefined)
      old.crons.set("byHand", { ...made, cron_id: "byHand", enabled: false, schedule: "0 1 1 1 *" });
  };
  const outcome = await submit(old, { arguments: { ...yearly, timezone: "Asia/Tokyo" }, clock: { ...clock, sleep } });
  expect(outcome).toMatchObject({ kind: "mismatch", left: "deleted" });
  expect([...old.crons.keys()]).toEqual(["byHand"]);
});

test("a changed spec needs a new cron, created after the old one is deleted", async () => {
  const old = oldServer("0.7.20");
  await submit(old, { name: "a" });
  expect((await submit(old, { name: "a" })).kind).toBe("unchanged");
  const changed = { name: "a", arguments: { ...yearly, input: { messages: [] } } };
  expect(await submit(old, changed)).toMatchObject({ kind: "needsRecreate", because: ["input"] });
  expect(await submit(old, { ...changed, confirm: answering({ unsafeServer: "yes", recreate: "yes" }) })).toMatchObject(
    { kind: "recreated" },
  );
  expect([...old.crons.values()]).toMatchObject([{ enabled: true, payload: { input: { messages: [] } } }]);
});

test("a cron that this version accepts but never runs is refused, before anything is asked or created", async () => {
  const old = oldServer("0.7.20");
  const problem = await problemOf(submit(old, { name: "a", arguments: { ...yearly, context: { model: "x" } } }));
  expect(problem).toMatchObject({ kind: "rejected", status: 0, parameter: "context" });
  expect(old.crons.size).toBe(0);
});

test("a server without crons is recognised by its version answer, before anything else is asked", async () => {
  const old = oldServer("0.7.20");
  const server = {
    ...old.server,
    info: async () => ({ product: "agentServer" as const, version: "1.5.1", hasCrons: false }),
  };
  expect(await problemOf(submit(old, { server }))).toEqual({ kind: "noCrons", version: "1.5.1" });
});
