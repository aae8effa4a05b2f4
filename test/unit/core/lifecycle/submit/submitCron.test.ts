import { describe, expect, test } from "vitest";
import { successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { cronHash, finishedMetadata } from "../../../../../src/core/lifecycle/onServer/cronHash";
import type { SubmitOutcome } from "../../../../../src/core/lifecycle/submission/submission";
import { submitCron } from "../../../../../src/core/lifecycle/submit/submitCron";
import type { Cron } from "../../../../../src/core/server/cron";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { madeHash, metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../../fixtures/cronWith";
import { threadWith } from "../../../../fixtures/threadWith";
import { failureOf, problemOf } from "../../../../support/failureOf";
import { memoryJournal } from "../../../../support/memoryJournal";
import { MemoryServer } from "../../../support/memoryServer";
import { memoryWork, type WorkChange } from "../../../support/memoryWork";

/** As the server in memory reads it. */
const schedule = "0 9 1 12 *";
const given = { thread_id: null, assistant_id: "agent", schedule };
const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };
const entry = { submission: "s", server: "here", begunAt: 1_000, enabled: true, schedule, timezone: null, name: "a" };
const script = cronWith({ cron_id: "script", schedule, payload: { assistant_id: "agent" } });

async function submitting(server: MemoryServer, change: WorkChange = {}) {
  const at = await memoryWork(server, { arguments: given, ...change });
  const left = () => [...server.crons.values()];
  return { ...at, left, submit: () => submitCron(at.options) };
}

/** Somebody takes the lock over at each moment that `when` names. */
function overtaken(server: MemoryServer, when: (method: string, moment: string) => boolean) {
  server.pause = async (method, moment) => {
    if (!when(method, moment)) return;
    const [lock] = server.threads;
    const owner = String(lock?.metadata[metadataKeys.lockOwner]);
    const id = successorId({ id: lock?.thread_id ?? "", owner });
    server.threads.length = 0;
    server.threads.push(threadWith({ thread_id: id }));
  };
}

test("the result is returned, and neither lock nor journal keep anything", async () => {
  const server = new MemoryServer();
  const { journal, left, submit } = await submitting(server);
  expect(await submit()).toMatchObject({ kind: "created", cron: { enabled: true } });
  expect([left().length, server.threads, await journal.entries()]).toEqual([1, [], []]);
});

describe("before it begins", () => {
  const infoFails = (problem: ServerProblem, times = Number.POSITIVE_INFINITY) => {
    const server = new MemoryServer();
    let left = times;
    server.fails = (method) => (method === "info" && left-- > 0 ? problem : undefined);
    return server;
  };

  test("a server that answers sometimes is retried", async () => {
    const { sleeps, submit } = await submitting(infoFails(reset, 15));
    expect(await submit()).toMatchObject({ kind: "created" });
    expect(sleeps.length).toBe(15);
    const never = await submitting(infoFails(reset));
    expect(await problemOf(never.submit())).toEqual(reset);
    expect(never.sleeps.length).toBe(15);
  });

  test("one that hangs is reported after 45 seconds", async () => {
    const server = infoFails(reset);
    let now = 0;
    server.pause = async (_method, moment) => {
      if (moment === "arrive") now += 20_000;
    };
    const { submit } = await submitting(server, { clock: { now: () => now, sleep: async () => undefined } });
    expect(await problemOf(submit())).toEqual(reset);
    expect(server.count("info")).toBe(3);
  });

  test("one without crons is reported, and nothing else is asked", async () => {
    const server = new MemoryServer();
    server.info = { ...server.info, version: "1.5.1", hasCrons: false };
    const { calls, submit } = await submitting(server);
    const { problem, request } = await failureOf(submit());
    expect([problem, request]).toEqual([
      { kind: "noCrons", version: "1.5.1" },
      { method: "GET", path: "/info" },
    ]);
    expect(calls).toStrictEqual([["info", {}]]);
  });

  test("a cron that the server would accept but never run is refused", async () => {
    const server = new MemoryServer();
    server.info = { ...server.info, version: "0.7.20" };
    const { calls, submit } = await submitting(server, { arguments: { ...given, context: { model: "x" } } });
    const { problem, request } = await failureOf(submit());
    expect(problem).toMatchObject({ kind: "rejected", status: 0, parameter: "context" });
    expect("detail" in problem && problem.detail).toMatch(/context/);
    expect([request, calls.length]).toEqual([{ method: "POST", path: "/runs/crons" }, 1]);
  });

  test("what is only a warning is not refused", async () => {
    const { submit } = await submitting(new MemoryServer(), { arguments: { ...given, checkpoint_during: true } });
    expect((await submit()).kind).toBe("created");
  });

  test("a cancel ends it; other failures are thrown", async () => {
    const cancel = new AbortController();
    const { calls, submit } = await submitting(new MemoryServer(), { signal: cancel.signal });
    cancel.abort();
    expect(await submit()).toEqual({ kind: "cancelled" });
    expect(calls).toEqual([["info", { signal: cancel.signal }]]);
    const other = await submitting(infoFails(refused), { signal: new AbortController().signal });
    expect(await problemOf(other.submit())).toEqual(refused);
  });
});

describe("a failure", () => {
  test("before anything is created leaves nothing in the journal", async () => {
    const server = new MemoryServer();
    server.fails = (method) => (method === "createCron" ? refused : undefined);
    const { journal, submit } = await submitting(server);
    expect(await problemOf(submit())).toEqual(refused);
    expect([server.threads, await journal.entries()]).toEqual([[], []]);
  });

  test("after a create deletes what was created, and leaves nothing in the journal", async () => {
    const server = new MemoryServer();
    let creates = 0;
    server.fails = (method) => {
      if (method === "createCron") creates += 1;
      return method === "searchCrons" && creates > 0 && server.requests.at(-2) === "createCron" ? refused : undefined;
    };
    const { journal, left, submit } = await submitting(server);
    expect(await problemOf(submit())).toEqual(refused);
    expect([left(), server.threads, await journal.entries()]).toEqual([[], [], []]);
  });

  test("that leaves something behind keeps it in the journal, as given up", async () => {
    const server = new MemoryServer();
    server.fails = (method) => (server.count("createCron") > 0 && method === "searchCrons" ? refused : undefined);
    const { journal, submit } = await submitting(server);
    expect(await problemOf(submit())).toEqual(refused);
    expect(await journal.entries()).toStrictEqual([{ ...entry, abandoned: true }]);
  });

  test("after which a lock may be left keeps the lock in the journal", async () => {
    const server = new MemoryServer();
    server.fails = (method) => (method === "createCron" || method === "deleteThread" ? refused : undefined);
    const { journal, submit } = await submitting(server);
    expect(await problemOf(submit())).toEqual(refused);
    expect(await journal.entries()).toStrictEqual([{ ...entry, onlyLock: true }]);
  });

  test("once it is too late to undo is not known yet, and left to the next client", async () => {
    const server = new MemoryServer();
    server.fails = (method) => (method === "patchCron" ? refused : undefined);
    const { journal, left, submit } = await submitting(server);
    expect(await submit()).toStrictEqual({ kind: "open", problem: refused });
    expect(await journal.entries()).toStrictEqual([entry]);
    expect(left()).toMatchObject([{ enabled: false }]);
  });

  test("of our own once it is too late is thrown", async () => {
    const server = new MemoryServer();
    server.fails = (method) => {
      if (method === "patchCron") throw new TypeError("ours");
      return undefined;
    };
    const { submit } = await submitting(server);
    await expect(submit()).rejects.toThrow("ours");
  });

  test("of the journal at the end changes nothing", async () => {
    const journal = memoryJournal();
    const remove = () => Promise.reject(new Error("EBUSY"));
    const { submit } = await submitting(new MemoryServer(), { journal: { ...journal, remove } });
    expect((await submit()).kind).toBe("created");
  });
});

describe("a cancel", () => {
  test.each<[string, string]>([
    ["while it looks", "searchCrons"],
    ["while it creates", "createCron"],
  ])("%s leaves nothing", async (_what, at) => {
    const server = new MemoryServer();
    const cancel = new AbortController();
    server.pause = async (method, moment) => {
      if (method === at && moment === "answer") cancel.abort();
    };
    const { journal, left, submit } = await submitting(server, { signal: cancel.signal });
    expect(await submit()).toEqual({ kind: "cancelled" });
    expect([left(), server.threads, await journal.entries()]).toEqual([[], [], []]);
  });

  test("of one that a refresh has finished in between reports what exists", async () => {
    const server = new MemoryServer();
    const cancel = new AbortController();
    server.pause = async (method, moment) => {
      if (method !== "createCron" || moment !== "answer") return;
      for (const { cron_id } of server.crons.values())
        server.change(cron_id, { enabled: true, timezone: "Asia/Tokyo" });
      cancel.abort();
    };
    const { left, submit } = await submitting(server, { signal: cancel.signal });
    const outcome = await submit();
    const [cron] = left();
    expect(outcome).toEqual({ kind: "created", cron, pausedFirst: true, notTaken: ["timezone"], took: "own" });
    expect(cron?.enabled).toBe(true);
  });

  test("after an earlier one's replacement was switched on says so, and leaves it on", async () => {
    const left = cronWith({ cron_id: "left", schedule, enabled: false, payload: { assistant_id: "agent" } });
    const mark = madeHash(await cronHash(left), { replaces: "gone", enabled: true });
    const metadata = { [metadataKeys.name]: "a", [metadataKeys.submission]: "t", [metadataKeys.hash]: mark };
    const server = new MemoryServer([{ ...left, metadata }]);
    const cancel = new AbortController();
    server.pause = async (method, moment) => {
      if (method === "patchCron" && moment === "answer") cancel.abort();
    };
    const at = await submitting(server, { signal: cancel.signal });
    const outcome = await at.submit();
    const [cron] = at.left();
    expect(outcome).toEqual({ kind: "cancelled", finishedEarlier: cron });
    expect([cron?.cron_id, cron?.enabled, server.threads, await at.journal.entries()]).toEqual(["left", true, [], []]);
  });

  test("once it is switched on is too late", async () => {
    const server = new MemoryServer();
    const cancel = new AbortController();
    server.pause = async (method) => {
      if (method === "patchCron") cancel.abort();
    };
    const { submit } = await submitting(server, { signal: cancel.signal });
    expect(await submit()).toMatchObject({ kind: "created", cron: { enabled: true } });
  });
});

describe("a question", () => {
  test("is asked without the lock, and the attempt starts again", async () => {
    const server = new MemoryServer([script]);
    let locks: number | undefined;
    const { asked, submit } = await submitting(server, {
      confirm: async () => {
        locks = server.threads.length;
        return "another";
      },
    });
    expect(await submit()).toMatchObject({ kind: "created" });
    expect([locks, asked, server.count("claimThread")]).toEqual([0, [], 2]);
  });

  test("that can't be asked ends it, with nothing left", async () => {
    const server = new MemoryServer([script]);
    const confirm = () => Promise.reject(new Error("the window is gone"));
    const { journal, left, submit } = await submitting(server, { confirm });
    await expect(submit()).rejects.toThrow("the window is gone");
    expect([left(), server.threads, await journal.entries()]).toEqual([[script], [], []]);
  });

  test("about what was already created keeps it until it is answered, and a failed one deletes it", async () => {
    const zone = "Europe/Berlin";
    const server = new MemoryServer();
    // As with the offset of its summer: what is meant is 08:00.
    const made: Cron[] = [];
    const createCron: typeof server.api.createCron = async (...all) => {
      const cron = {
        ...(await server.api.createCron(...all)),
        timezone: zone,
        next_run_date: "2026-12-01T07:00:00+00:00",
      };
      server.crons.set(cron.cron_id, cron);
      made.push(cron);
      return cron;
    };
    let seen: readonly unknown[] = [];
    const journal = memoryJournal();
    const confirm = async () => {
      seen = [server.crons.size, server.threads.length, await journal.entries()];
      throw new Error("the window is gone");
    };
    const { left, submit } = await submitting(server, {
      arguments: { ...given, timezone: zone },
      server: { ...server.api, createCron },
      confirm,
      journal,
    });
    await expect(submit()).rejects.toThrow("the window is gone");
    expect(seen).toMatchObject([1, 0, [{ submission: "s", name: "a" }]]);
    // Without the lock nobody deletes: that is left to whoever comes next.
    expect([left().length, await journal.entries()]).toMatchObject([1, [{ abandoned: true }]]);
  });
});

describe("a submit that is overtaken by others", () => {
  test("starts again, and uses what they created", async () => {
    const server = new MemoryServer();
    const others: Cron = { ...script, cron_id: "theirs" };
    const metadata = { [metadataKeys.name]: "a", [metadataKeys.submission]: "t" };
    const theirs = { ...others, metadata: await finishedMetadata({ ...others, metadata }) };
    let once = true;
    overtaken(server, (method, moment) => {
      if (method !== "searchCrons" || moment !== "answer" || server.count("claimThread") === 0 || !once) return false;
      once = false;
      server.crons.set("theirs", theirs);
      return true;
    });
    const { submit } = await submitting(server);
    const outcome: SubmitOutcome = await submit();
    expect(outcome).toMatchObject({ kind: "unchanged", took: "rival", cron: { cron_id: "theirs" } });
    expect(theirs.metadata[metadataKeys.hash]).toBe(await cronHash(theirs));
  });

  test("six times says so, and nothing of it is switched on later", async () => {
    const server = new MemoryServer();
    let claims = 0;
    overtaken(server, (method, moment) => {
      if (method === "claimThread" && moment === "arrive") {
        claims += 1;
        server.threads.length = 0;
      }
      return method === "searchCrons" && moment === "answer" && server.crons.size > 0 && server.threads.length === 1;
    });
    const { journal, submit } = await submitting(server);
    const { problem, request } = await failureOf(submit());
    const detail = "Others keep submitting a cron of this name.";
    expect(problem).toEqual({ kind: "rejected", status: 409, detail, parameter: null });
    expect(request).toEqual({ method: "POST", path: "/threads" });
    expect([claims, await journal.entries()]).toMatchObject([6, [{ abandoned: true }]]);
  });
});

test("an error of our own is not a known end", async () => {
  const server = new MemoryServer();
  server.fails = (method) => {
    if (method === "claimThread") throw new TypeError("ours");
    return undefined;
  };
  const { submit } = await submitting(server);
  await expect(submit()).rejects.toThrow("ours");
  await expect(submit()).rejects.not.toThrow(ServerFailure);
});
