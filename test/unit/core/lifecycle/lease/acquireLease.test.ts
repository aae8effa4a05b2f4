import { describe, expect, test } from "vitest";
import { acquireLease, tryLease, waitForDead } from "../../../../../src/core/lifecycle/lease/acquireLease";
import type { AcquireOptions } from "../../../../../src/core/lifecycle/lease/acquireOptions";
import { guardMilliseconds, LeaseLost, noLease } from "../../../../../src/core/lifecycle/lease/lease";
import { lockMetadata, rootId, successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import { namesLock } from "../../../../../src/core/lifecycle/lease/lockName";
import { LockOwner } from "../../../../../src/core/lifecycle/lease/lockOwner";
import type { LockWait } from "../../../../../src/core/lifecycle/lease/lockWait";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import type { ServerProblem } from "../../../../../src/core/server/problems/serverProblem";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { threadWith } from "../../../../fixtures/threadWith";
import { problemOf } from "../../../../support/failureOf";
import { MemoryServer } from "../../../support/memoryServer";
import { recorded } from "../../../support/memoryWork";
import { ModelClient } from "../simulation/modelClient";
import { doubtMilliseconds, timeoutMilliseconds } from "../simulation/modelNetwork";
import { failure } from "../simulation/modelServer";

const lockName = "name report";

function optionsOf({ process: { clock, server } }: ModelClient, change: Partial<AcquireOptions> = {}): AcquireOptions {
  return { server, clock, lockName, owner: new LockOwner("ab"), doubtMilliseconds, ...change };
}

function altered({ process: { server } }: ModelClient, change: Partial<AgentServer>): AgentServer {
  return { ...server, ...change };
}

/** Some 300 requests; who asks without a pause would send far more. */
const fewEvents = 5_000;

test("a lock that exists for others and can't be read decides nothing", async () => {
  const client = new ModelClient();
  const server = altered(client, {
    claimThread: async () => {
      await client.process.clock.sleep(50);
      throw failure({ kind: "rejected", status: 409, detail: "exists", parameter: null });
    },
  });
  const lease = await client.until(acquireLease(optionsOf(client, { server })), fewEvents);
  expect(lease.decides).toBe(false);
});

test("a server that fails at each lock is asked three times", async () => {
  const client = new ModelClient();
  let asked = 0;
  const server = altered(client, {
    claimThread: async () => {
      asked += 1;
      throw failure({ kind: "serverError", status: 500, detail: "no" });
    },
  });
  const acquiring = client.until(acquireLease(optionsOf(client, { server })), fewEvents);
  expect(await problemOf(acquiring)).toMatchObject({ kind: "serverError" });
  expect(asked).toBe(3);
});

test("a client that takes over waits in full, even if the answer to its claim was lost", async () => {
  const client = new ModelClient();
  const { model, process, world } = client;
  const first = { id: rootId(lockName), owner: "dead" };
  model.claim(first.id, lockMetadata(lockName, first.owner));
  let takenAt = 0;
  const server = altered(client, {
    claimThread: async (id, metadata) => {
      if (id !== successorId(first)) return process.server.claimThread(id, metadata);
      world.after(doubtMilliseconds - 500, () => {
        model.claim(id, metadata);
        takenAt = world.now;
      });
      await process.clock.sleep(timeoutMilliseconds);
      throw failure({ kind: "timeout", milliseconds: timeoutMilliseconds });
    },
  });
  let looksAt = 0;
  const isDead = (owner: string) => owner === "dead";
  const acquiring = acquireLease(optionsOf(client, { server, isDead })).then(() => {
    looksAt = world.now;
  });
  await client.until(acquiring);
  expect(looksAt - takenAt).toBeGreaterThanOrEqual(doubtMilliseconds + guardMilliseconds);
});

test("a client that takes over waits for the requests of a holder whose requests may take longer than its own", async () => {
  const client = new ModelClient();
  const { world } = client;
  const longer = 300_000;
  await client.until(acquireLease(optionsOf(client, { owner: new LockOwner("dead"), doubtMilliseconds: longer })));
  for (const isDead of [() => false, () => true]) {
    const startedAt = world.now;
    const lease = await client.until(acquireLease(optionsOf(client, { owner: new LockOwner(`${isDead()}`), isDead })));
    expect(lease.decides).toBe(true);
    expect(world.now - startedAt).toBeGreaterThanOrEqual(longer + guardMilliseconds);
  }
});

test("a replaced holder leaves the lock to the new one", async () => {
  const client = new ModelClient();
  const early = await client.until(acquireLease(optionsOf(client, { owner: new LockOwner("early") })));
  const late = await client.until(
    acquireLease(optionsOf(client, { owner: new LockOwner("late"), isDead: () => true })),
  );
  await expect(client.until(early.fence())).rejects.toThrow(LeaseLost);
  expect(await client.until(early.release())).toBe(true);
  await client.until(late.fence());
  expect(await client.until(late.release())).toBe(true);
  expect(client.model.threads.size).toBe(0);
});

/** Each request in turn, and each wait: what a claim is told, whom it waits for, and for how long. */
const refused: ServerProblem = { kind: "rejected", status: 422, detail: "No.", parameter: null };
const reset: ServerProblem = { kind: "unreachable", reason: "ECONNRESET" };
const root = rootId(lockName);
const ofRoot = (owner: string) => successorId({ id: root, owner });
const { lockOwner, lockPulse } = metadataKeys;

type Owned = Readonly<Record<string, unknown>>;

interface Holder {
  readonly owner: string;
  readonly doubt?: number;
  readonly after?: readonly string[];
}

/** A server with a lock, where somebody has one, and what happens to it at each wait. */
function lockedBy(holder?: Holder) {
  const server = new MemoryServer();
  const { calls, server: api } = recorded(server.api);
  const sleeps: number[] = [];
  const told: unknown[] = [];
  const { signal } = new AbortController();
  let atSleep = (_count: number): void => undefined;
  const clock = {
    now: () => 0,
    sleep: async (milliseconds: number, given?: AbortSignal) => {
      expect(given).toBe(signal);
      sleeps.push(milliseconds);
      atSleep(sleeps.length);
    },
  };
  const put = (id: string, owner: string, doubt = 0) =>
    server.threads.push(threadWith({ thread_id: id, metadata: { ...lockMetadata(lockName, owner, doubt) } }));
  if (holder !== undefined) {
    put(root, holder.owner, holder.doubt);
    let id = ofRoot(holder.owner);
    for (const owner of holder.after ?? []) {
      put(id, owner);
      id = successorId({ id, owner });
    }
  }
  const options: AcquireOptions = {
    server: api,
    clock,
    lockName,
    owner: new LockOwner("0abc-me"),
    doubtMilliseconds: 100,
    onWait: (milliseconds) => void told.push(["wait", milliseconds]),
    onUnclear: (isUnclear) => void told.push(["unclear", isUnclear]),
    signal: () => signal,
  };
  const onSleep = (act: (count: number) => void) => {
    atSleep = act;
  };
  /** What becomes of the claims, one after the other. */
  const claims = (...ends: readonly (ServerProblem | "lost" | undefined)[]) => {
    const left = [...ends];
    let current: ServerProblem | "lost" | undefined;
    server.fails = (method) => {
      if (method !== "claimThread") return undefined;
      current = left.shift();
      return current === "lost" ? undefined : current;
    };
    server.pause = async (method, moment) => {
      if (method === "claimThread" && moment === "answer" && current === "lost") throw failure(reset);
    };
  };
  const names = () => calls.map(([name]) => name);
  /** As its holder shows that it is at work. */
  const pulse = () => Object.assign(server.threads[0]?.metadata ?? {}, { [lockPulse]: 1 });
  return { calls, claims, names, onSleep, options, pulse, put, server, signal, sleeps, told };
}

test("a free lock of a name is taken with one claim, without a signal, noted before, and one look at that of all", async () => {
  const { calls, options, server, sleeps, told } = lockedBy();
  const beforeClaim = async () => void calls.push(["noted"]);
  const lease = await acquireLease({ ...options, beforeClaim });
  const claimed = ["claimThread", root, lockMetadata(lockName, "0abc-me/1", 100)];
  expect(calls).toEqual([["noted"], claimed, ["getThread", rootId(namesLock), expect.anything()]]);
  expect([lease.decides, sleeps, told]).toEqual([true, [], []]);
  await lease.fence();
  expect(await lease.release()).toBe(true);
  expect(server.threads).toEqual([]);
});

test.each<[ServerProblem]>([
  [refused],
  [{ kind: "unauthorized", status: 403, detail: "", keySent: true }],
  [{ kind: "notFound", detail: "" }],
])("where a claim is answered with %j nothing decides", async (problem) => {
  const { claims, names, options } = lockedBy();
  claims(problem);
  expect(await acquireLease(options)).toBe(noLease);
  expect(names()).toEqual(["claimThread"]);
});

test.each<[string, unknown]>([
  ["a server that was never reached", failure({ kind: "unreachable", reason: "ECONNREFUSED" })],
  ["a cancel", failure({ kind: "cancelled" })],
  ["a status that is no refusal", failure({ kind: "moved", origin: "" })],
  ["a fault of ours", new TypeError("ours")],
])("%s is thrown unchanged", async (_what, error) => {
  const { options } = lockedBy();
  const server = { ...options.server, claimThread: () => Promise.reject(error) };
  await expect(acquireLease({ ...options, server })).rejects.toBe(error);
});

describe("a claim whose answer was lost", () => {
  test("is waited for, and is one's own if it was carried out", async () => {
    const { claims, names, options, sleeps, told } = lockedBy();
    claims("lost");
    const lease = await acquireLease(options);
    expect(lease.decides).toBe(true);
    expect(names()).toEqual(["claimThread", "getThread", "getThread", "getThread"]);
    expect([sleeps, told]).toEqual([
      [100],
      [
        ["wait", 100],
        ["unclear", true],
      ],
    ]);
  });

  test("is repeated if it was not, three times at most", async () => {
    const again = lockedBy();
    again.claims(reset, reset);
    expect((await acquireLease(again.options)).decides).toBe(true);
    expect(again.sleeps).toEqual([100, 250, 100, 520]);
    expect(again.told.filter((each) => JSON.stringify(each).includes("unclear"))).toEqual([
      ["unclear", true],
      ["unclear", false],
      ["unclear", true],
      ["unclear", false],
    ]);
    const never = lockedBy();
    never.claims(reset, reset, reset, reset);
    expect(await problemOf(acquireLease(never.options))).toEqual(reset);
    expect(never.names().filter((name) => name === "claimThread").length).toBe(3);
  });

  test("and that is carried out when the next one's lock is gone is not that lock", async () => {
    const { calls, claims, options, put, server } = lockedBy();
    claims(reset);
    const lease = await acquireLease(options);
    const [late, held] = calls.flatMap(([name, , metadata]) => (name === "claimThread" ? [metadata] : [])) as Owned[];
    await lease.fence();
    // Another one has taken over in the meantime, and has let go.
    server.threads.length = 0;
    put(root, String(late?.[lockOwner]));
    await expect(lease.fence()).rejects.toThrow(LeaseLost);
    expect(ofRoot(String(late?.[lockOwner]))).not.toBe(ofRoot(String(held?.[lockOwner])));
    // It is one's own at the next try, and is let go then.
    const next = await acquireLease(options);
    await next.fence();
    expect([await next.release(), server.threads]).toEqual([true, []]);
  });

  test("belongs to another client by then: that one is waited for", async () => {
    const { claims, onSleep, options, put, server, sleeps } = lockedBy();
    claims(reset);
    onSleep((count) => {
      if (count === 1) put(root, "other");
      if (count === 2) server.threads.length = 0;
    });
    expect((await acquireLease(options)).decides).toBe(true);
    expect(sleeps).toEqual([100, 250]);
  });
});

describe("a holder", () => {
  test("is waited for until it releases the lock, first a little, then longer", async () => {
    const { names, onSleep, options, server, sleeps, told } = lockedBy({ owner: "other", doubt: 10_000 });
    onSleep((count) => {
      if (count === 3) server.threads.length = 0;
    });
    expect((await acquireLease(options)).decides).toBe(true);
    // Spread by the first two digits of the owner.
    expect(sleeps).toEqual([250, 520, 520]);
    expect(told).toEqual([
      ["unclear", false],
      ["wait", 250],
      ["unclear", false],
      ["wait", 520],
      ["unclear", false],
      ["wait", 520],
    ]);
    const round = ["claimThread", "getThread", "getThread"];
    expect(names()).toEqual([...round, ...round, ...round, "claimThread", "getThread"]);
  });

  test("is waited for without a spread if its owner's id has no digits", async () => {
    const { onSleep, options, server, sleeps } = lockedBy({ owner: "other", doubt: 10_000 });
    onSleep((count) => {
      if (count === 2) server.threads.length = 0;
    });
    await acquireLease({ ...options, owner: new LockOwner("me") });
    expect(sleeps).toEqual([250, 500]);
  });

  test("that shows nothing for three of the longest waits is dead: then its last request is waited for", async () => {
    const { options, server, sleeps } = lockedBy({ owner: "other", doubt: 400 });
    const lease = await acquireLease(options);
    // 1,200 have to pass: 250 + 2 × 520 is more than that.
    expect(sleeps).toEqual([250, 520, 520, 400 + guardMilliseconds]);
    expect(server.threads.map(({ thread_id }) => thread_id)).toEqual([ofRoot("other"), root]);
    expect(await lease.release()).toBe(true);
    expect(server.threads).toEqual([]);
  });

  test("that shows activity in time restarts the wait", async () => {
    const { onSleep, options, pulse, sleeps } = lockedBy({ owner: "other", doubt: 400 });
    onSleep((count) => {
      if (count === 3) pulse();
    });
    await acquireLease(options);
    // Looked at at once again, as the first time.
    expect(sleeps).toEqual([250, 520, 520, 250, 520, 520, 400 + guardMilliseconds]);
  });

  test("of whom only that is to be known shows it: nobody waits on", async () => {
    const { onSleep, options, pulse, sleeps } = lockedBy({ owner: "other", doubt: 400 });
    onSleep((count) => {
      if (count === 2) pulse();
    });
    expect(await waitForDead(options)).toBeUndefined();
    expect(sleeps).toEqual([250, 520]);
  });

  test("that is silent for exactly as long as it may be is dead", async () => {
    const { options, sleeps } = lockedBy({ owner: "other", doubt: 250 });
    await acquireLease({ ...options, owner: new LockOwner("me") });
    expect(sleeps).toEqual([250, 500, 250 + guardMilliseconds]);
  });

  test("that is gone between the claim and the look restarts the wait, and does not count as unreadable", async () => {
    const { options, server, sleeps } = lockedBy({ owner: "other", doubt: 10_000 });
    server.pause = async (method, moment) => {
      if (method === "getThread" && moment === "arrive" && server.count("claimThread") === 3) server.threads.length = 0;
    };
    expect((await waitForDead(options))?.decides).toBe(true);
    expect(sleeps).toEqual([250, 520, 520]);
  });

  test("that was waited for is not a lost claim: one of these may be repeated", async () => {
    const { claims, onSleep, options, server } = lockedBy({ owner: "other", doubt: 10_000 });
    claims(undefined, undefined, reset);
    onSleep((count) => {
      if (count === 2) server.threads.length = 0;
    });
    expect((await acquireLease(options)).decides).toBe(true);
  });

  test.each<[string, (server: MemoryServer, put: (id: string, owner: string) => void) => void]>([
    ["by a takeover of its own", (_server, put) => put(ofRoot("other"), "other")],
    [
      "as another one",
      (server, put) => {
        server.threads.length = 0;
        put(root, "another");
      },
    ],
  ])("shows activity %s", async (_what, act) => {
    const { onSleep, options, put, server } = lockedBy({ owner: "other", doubt: 10_000 });
    onSleep((count) => {
      if (count === 1) act(server, put);
    });
    expect(await waitForDead(options)).toBeUndefined();
  });

  test("that is known to be dead is not waited for", async () => {
    const { options, sleeps, told } = lockedBy({ owner: "dead", doubt: 50, after: ["dead too"] });
    const asked: string[] = [];
    const isDead = (owner: string) => asked.push(owner) > 0;
    const lease = await tryLease({ ...options, isDead });
    expect([lease?.decides, asked, sleeps]).toEqual([true, ["dead too"], [100 + guardMilliseconds]]);
    expect(told).toEqual([
      ["unclear", false],
      ["wait", 100 + guardMilliseconds],
    ]);
  });

  test("that may be alive is not waited for by a client that only tries", async () => {
    const { options, sleeps } = lockedBy({ owner: "other" });
    expect(await tryLease(options)).toBeUndefined();
    expect(await tryLease({ ...options, isDead: () => false })).toBeUndefined();
    expect(sleeps).toEqual([]);
  });

  test("whose lock can't be read is waited for, and then nothing decides", async () => {
    const { options, sleeps } = lockedBy({ owner: "other" });
    const server: AgentServer = {
      ...options.server,
      getThread: () => Promise.reject(failure({ kind: "notFound", detail: "" })),
    };
    expect(await acquireLease({ ...options, server, doubtMilliseconds: 200 })).toBe(noLease);
    expect(sleeps).toEqual([250, 520]);
    sleeps.length = 0;
    expect(await acquireLease({ ...options, server, owner: new LockOwner("me"), doubtMilliseconds: 250 })).toBe(
      noLease,
    );
    expect(sleeps).toEqual([250, 500]);
  });
});

describe("who takes over", () => {
  const dead = { isDead: (owner: string) => owner === "dead" };

  test("and is refused goes on without a lock", async () => {
    const { claims, options } = lockedBy({ owner: "dead" });
    claims(undefined, refused);
    expect(await acquireLease({ ...options, ...dead })).toBe(noLease);
  });

  test("and is too late waits for the faster one", async () => {
    const { onSleep, options, put, server } = lockedBy({ owner: "dead", doubt: 400 });
    let claims = 0;
    server.pause = async (method, moment) => {
      if (method !== "claimThread" || moment !== "arrive") return;
      claims += 1;
      if (claims === 2) put(ofRoot("dead"), "faster");
    };
    onSleep((count) => {
      if (count === 2) server.threads.length = 0;
    });
    expect((await acquireLease({ ...options, ...dead })).decides).toBe(true);
    expect(claims).toBe(5);
  });

  test("and whose answer is lost waits for it, and then for what the dead one sent", async () => {
    const { claims, options, sleeps, told } = lockedBy({ owner: "dead" });
    claims(undefined, "lost");
    expect((await acquireLease({ ...options, ...dead })).decides).toBe(true);
    expect(sleeps).toEqual([100, 100 + guardMilliseconds]);
    expect(told.at(-2)).toEqual(["unclear", true]);
  });

  test("of several, and whose answer is lost, finds itself as the last of them", async () => {
    const { claims, options, sleeps } = lockedBy({ owner: "dead", after: ["dead"] });
    claims(undefined, "lost");
    const { onUnclear: _onUnclear, ...untold } = options;
    expect((await acquireLease({ ...untold, ...dead })).decides).toBe(true);
    expect(sleeps).toEqual([100, 100 + guardMilliseconds]);
  });

  test("and whose claim is lost, while the whole lock is deleted, gets it again", async () => {
    const { claims, onSleep, options, server } = lockedBy({ owner: "dead" });
    claims(undefined, reset);
    onSleep(() => {
      server.threads.length = 0;
    });
    const { onUnclear: _onUnclear, ...untold } = options;
    expect((await acquireLease({ ...untold, ...dead })).decides).toBe(true);
  });

  test("of one that was silent too long, and is too late, waits for the faster one", async () => {
    const { onSleep, options, put, server } = lockedBy({ owner: "other", doubt: 100 });
    server.pause = async (method, moment) => {
      // The first with which it takes over.
      if (method === "claimThread" && moment === "arrive" && server.count("claimThread") === 4)
        put(ofRoot("other"), "faster");
    };
    onSleep((count) => {
      if (count === 4) server.threads.length = 0;
    });
    expect((await acquireLease(options)).decides).toBe(true);
  });

  test("and whose claim is lost tries again, three times at most", async () => {
    const { claims, names, options, told } = lockedBy({ owner: "dead" });
    claims(undefined, reset, undefined, reset, undefined, reset);
    expect(await problemOf(acquireLease({ ...options, ...dead }))).toEqual(reset);
    expect(names().filter((name) => name === "claimThread").length).toBe(6);
    expect(told.at(-1)).toEqual(["unclear", false]);
  });

  test("and is replaced while it waits starts again, and leaves the lock to the other", async () => {
    const { onSleep, options, put, server } = lockedBy({ owner: "dead" });
    onSleep((count) => {
      if (count === 1) put(successorId({ id: ofRoot("dead"), owner: "0abc-me/2" }), "faster");
      if (count === 2) server.threads.length = 0;
    });
    expect((await acquireLease({ ...options, ...dead })).decides).toBe(true);
    expect(server.threads.map(({ metadata }) => metadata[lockOwner])).toEqual(["0abc-me/3"]);
  });

  test("and is cancelled while it waits releases all of it", async () => {
    const { onSleep, options, server } = lockedBy({ owner: "dead" });
    onSleep((count) => {
      if (count === 1) throw new Error("cancelled");
    });
    await expect(acquireLease({ ...options, ...dead })).rejects.toThrow("cancelled");
    expect(server.threads).toEqual([]);
  });

  test("and is cancelled while it waits, and can't release it, says that a lock may be there", async () => {
    const { onSleep, options, server, told } = lockedBy({ owner: "dead" });
    server.fails = (method) => (method === "deleteThread" ? refused : undefined);
    onSleep((count) => {
      if (count === 1) throw new Error("cancelled");
    });
    await expect(acquireLease({ ...options, ...dead })).rejects.toThrow("cancelled");
    expect(server.threads.length).toBe(2);
    expect(told.at(-1)).toEqual(["unclear", true]);
  });

  test("finds itself as the last where an earlier claim of it came late", async () => {
    const { options, sleeps } = lockedBy({ owner: "dead", after: ["0abc-me/1"] });
    expect((await acquireLease(options)).decides).toBe(true);
    expect(sleeps).toEqual([100 + guardMilliseconds]);
  });
});

test("looks are retried, and carry the signal; without one there is none", async () => {
  const { calls, options, server } = lockedBy({ owner: "other" });
  const problems = [reset];
  server.fails = (method) => (method === "getThread" ? problems.shift() : undefined);
  const { signal, ...without } = options;
  await tryLease(options);
  expect(calls.filter(([name]) => name === "getThread")).toEqual(
    [root, root, ofRoot("other")].map((id) => ["getThread", id, { signal: signal?.() }]),
  );
  calls.length = 0;
  await tryLease(without);
  expect(calls.filter(([name]) => name === "getThread").map(([, , call]) => call)).toStrictEqual([{}, {}]);
});

describe("a lock of all names", () => {
  const holderOf = (client: ModelClient, who?: string) =>
    acquireLease(optionsOf(client, { lockName: namesLock, owner: new LockOwner("all", who) }));
  const mostMilliseconds = 4 * doubtMilliseconds + guardMilliseconds;

  test("is waited for by who gets the lock of a name, and not by who locks something else", async () => {
    const client = new ModelClient();
    const names = await client.until(holderOf(client, "ann@laptop"));
    let isHeld = true;
    const other = await client.until(acquireLease(optionsOf(client, { lockName: "cron c" })));
    const waits: (LockWait | undefined)[] = [];
    client.world.after(5_000, () => {
      isHeld = false;
      void names.release();
    });
    const onWait = (_milliseconds: number, wait?: LockWait) => waits.push(wait);
    const lease = await client.until(acquireLease(optionsOf(client, { onWait })));
    expect([isHeld, waits[0]]).toEqual([false, { lockName: namesLock, who: "ann@laptop", mostMilliseconds }]);
    expect(new Set(waits.map((wait) => JSON.stringify(wait))).size).toBe(1);
    await client.until(lease.fence());
    await client.until(Promise.all([lease.release(), other.release()]));
    expect([...client.model.threads]).toEqual([]);
  });

  test("is taken over from a dead holder, and is gone then", async () => {
    const client = new ModelClient();
    const dead = await client.until(holderOf(client, "ann@laptop"));
    const waits = new Set<string | undefined>();
    let waited = 0;
    const onWait = (milliseconds: number, wait?: LockWait) => {
      waited += milliseconds;
      waits.add(JSON.stringify(wait));
    };
    const noted: string[] = [];
    const beforeNames = async () => void noted.push("before");
    const onNamesGone = () => void noted.push("gone");
    const lease = await client.until(acquireLease(optionsOf(client, { beforeNames, onNamesGone, onWait })));
    // Those who wait are told the same from the first wait to the last, and it is true up to a last look.
    expect(waits).toEqual(new Set([JSON.stringify({ lockName: namesLock, who: "ann@laptop", mostMilliseconds })]));
    expect(waited).toBeGreaterThan(mostMilliseconds - 1_000);
    expect(waited).toBeLessThan(mostMilliseconds + 1_200);
    expect([...client.model.threads.keys()]).toEqual([rootId(lockName)]);
    expect([...new Set(noted)]).toEqual(["before", "gone"]);
    await expect(client.until(dead.fence())).rejects.toThrow(LeaseLost);
    expect(await client.until(lease.release())).toBe(true);
  });

  test("is not waited for by who can't wait, who lets go of the name", async () => {
    const client = new ModelClient();
    await client.until(holderOf(client));
    const noted: string[] = [];
    const beforeNames = async () => void noted.push("before");
    const onNamesGone = () => void noted.push("gone");
    expect(await client.until(tryLease(optionsOf(client, { beforeNames, onNamesGone })))).toBeUndefined();
    // It has left nothing of it.
    expect(noted).toEqual(["before", "gone"]);
    expect([...client.model.threads.keys()]).toEqual([rootId(namesLock)]);
  });

  test("a cancel while it is waited for lets go of the name", async () => {
    const client = new ModelClient();
    await client.until(holderOf(client));
    const cancel = new AbortController();
    client.world.after(3_000, () => cancel.abort(new Error("cancelled")));
    const noted: string[] = [];
    const beforeNames = async () => void noted.push("before");
    const onNamesGone = () => void noted.push("gone");
    const signal = () => cancel.signal;
    const acquiring = client.until(acquireLease(optionsOf(client, { beforeNames, onNamesGone, signal })));
    await expect(acquiring).rejects.toThrow("cancelled");
    expect([...client.model.threads.keys()]).toEqual([rootId(namesLock)]);
    // So no note of it has to be kept.
    expect([noted[0], noted.at(-1)]).toEqual(["before", "gone"]);
  });
});
