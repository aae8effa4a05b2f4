import { expect, test } from "vitest";
import { defaultTimeoutMilliseconds, doubtAfter } from "../../../../../src/core/lifecycle/lease/doubtAfter";
import { isUnclear, neverReached, type Patience, retryUnclear } from "../../../../../src/core/lifecycle/lease/unclear";
import { ServerFailure, type ServerProblem } from "../../../../../src/core/server/problems/serverProblem";

const failure = (problem: ServerProblem) => new ServerFailure(problem, { method: "GET", path: "/" });
const unreachable = (reason: string) => failure({ kind: "unreachable", reason });
const busy = (status: number, retryAfterSeconds: number | null) =>
  failure({ kind: "busy", status, retryAfterSeconds, detail: "" });
const reset = unreachable("ECONNRESET");

test.each<[boolean, string, unknown]>([
  [true, "a broken connection", reset],
  [true, "a time-out", failure({ kind: "timeout", milliseconds: 1 })],
  [true, "a busy server", busy(503, null)],
  [true, "a busy server that says how long, however long", busy(503, 61)],
  [true, "a limit that is over soon", busy(429, 60)],
  [true, "a limit that says no time", busy(429, null)],
  [false, "a limit that lasts", busy(429, 61)],
  [true, "a fault of the server", failure({ kind: "serverError", status: 500, detail: "" })],
  [true, "a web page in its place", failure({ kind: "notAgentServer", reason: "" })],
  [true, "an answer that is too large", failure({ kind: "tooLarge", megabytes: 32 })],
  [false, "a refusal", failure({ kind: "rejected", status: 422, detail: "", parameter: null })],
  [false, "what is not there", failure({ kind: "notFound", detail: "" })],
  [false, "a cancel", failure({ kind: "cancelled" })],
  [false, "a key that doesn't fit", failure({ kind: "unauthorized", status: 401, detail: "", keySent: true })],
  [false, "no server at all", failure({ kind: "noServer", url: "", asked: "", answered: 404 })],
  [false, "a server without crons", failure({ kind: "noCrons", version: "" })],
  [false, "a redirect", failure({ kind: "moved", origin: "" })],
  [false, "a fault of ours", new TypeError("ours")],
])("unclear is %s for %s", (unclear, _what, error) => {
  expect(isUnclear(error)).toBe(unclear);
});

test.each<[boolean, unknown]>([
  ...["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"].map(
    (reason) => [true, unreachable(reason)] as [boolean, unknown],
  ),
  [false, reset],
  [false, failure({ kind: "timeout", milliseconds: 1 })],
  [false, failure({ kind: "notAgentServer", reason: "ECONNREFUSED" })],
  [false, new TypeError("ECONNREFUSED")],
])("never reached is %s for %j", (never, error) => {
  expect(neverReached(error)).toBe(never);
});

/** Fails so often, one after the other, then succeeds; the time is what was slept. */
async function retried(failures: readonly unknown[], patience?: Patience) {
  const sleeps: number[] = [];
  const signals = new Set<AbortSignal | undefined>();
  const { signal } = new AbortController();
  const clock = {
    now: () => sleeps.reduce((sum, each) => sum + each, 5_000),
    sleep: async (milliseconds: number, given?: AbortSignal) => {
      sleeps.push(milliseconds);
      signals.add(given);
    },
  };
  let count = 0;
  const act = async () => {
    const next = failures[count];
    count += 1;
    if (next !== undefined) throw next;
    return "done";
  };
  const retrying =
    patience === undefined ? retryUnclear(clock, signal, act) : retryUnclear(clock, signal, act, patience);
  const end = await retrying.catch((error: unknown) => error);
  if (sleeps.length > 0) expect([...signals]).toEqual([signal]);
  return { count, end, sleeps };
}

const always = Array.from({ length: 1_000 }, () => reset);
const doubling = [200, 400, 800, 1_600, 3_200];

test("repeatable requests are repeated while their outcome is unclear, with doubling pauses", async () => {
  expect(await retried([])).toEqual({ count: 1, end: "done", sleeps: [] });
  const six = [reset, reset, reset, reset, reset, reset];
  expect(await retried(six)).toEqual({ count: 7, end: "done", sleeps: [...doubling, 5_000] });
});

test("a refusal, or an error of our own, is thrown at once", async () => {
  for (const error of [failure({ kind: "notFound", detail: "" }), new TypeError("ours")]) {
    expect(await retried([error])).toEqual({ count: 1, end: error, sleeps: [] });
  }
});

test("if nobody was reached at first there is no second try; later there is", async () => {
  const refused = unreachable("ECONNREFUSED");
  expect(await retried([refused])).toEqual({ count: 1, end: refused, sleeps: [] });
  expect(await retried([reset, refused])).toEqual({ count: 3, end: "done", sleeps: [200, 400] });
});

test("it ends with the last try or with the time", async () => {
  expect(await retried(always, { tries: 3 })).toEqual({ count: 3, end: reset, sleeps: [200, 400] });
  const five = Array.from({ length: 6 }, () => 5_000);
  expect(await retried(always)).toEqual({ count: 12, end: reset, sleeps: [...doubling, ...five] });
  // 600 have passed after the second pause: no more than that is what was to be waited.
  expect(await retried(always, { tries: 9, milliseconds: 600 })).toEqual({ count: 3, end: reset, sleeps: [200, 400] });
  expect(await retried(always, { tries: 9, milliseconds: 601 })).toMatchObject({ count: 4 });
});

test("by default it continues for two minutes at most", async () => {
  const sleeps: number[] = [];
  let now = 0;
  const clock = { now: () => now, sleep: async (milliseconds: number) => void sleeps.push(milliseconds) };
  const act = async () => {
    now += 60_000;
    throw reset;
  };
  await expect(retryUnclear(clock, undefined, act)).rejects.toBe(reset);
  expect(sleeps).toEqual([200]);
});

test("a doubt ends a quarter later than the longest request", () => {
  expect([defaultTimeoutMilliseconds, doubtAfter(defaultTimeoutMilliseconds)]).toEqual([20_000, 25_000]);
});
