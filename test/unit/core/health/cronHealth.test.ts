import { describe, expect, test } from "vitest";
import { attentionOf } from "../../../../src/core/health/attention";
import { cronHealth } from "../../../../src/core/health/cronHealth";
import type { HealthFacts, KnownRuns } from "../../../../src/core/health/health";
import type { Cron, Run, Thread } from "../../../../src/core/server/cron";
import { metadataKeys } from "../../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { threadWith } from "../../../fixtures/threadWith";

const asOf = Date.parse("2026-12-01T08:00:00Z");
const at = (milliseconds: number) => new Date(asOf + milliseconds).toISOString();
const second = 1_000;
const minute = 60_000;
const day = 24 * 60 * minute;
const thread_id = "00000000-0000-4000-8000-0000000000aa";

function health(cron: Partial<Cron>, facts: Partial<HealthFacts> = {}) {
  return cronHealth({
    cron: cronWith({ thread_id, ...cron }),
    dialect: "secondsLast",
    runs: undefined,
    thread: undefined,
    unchangedSince: undefined,
    nextSeenAt: undefined,
    namesakes: 0,
    asOf,
    now: asOf,
    pollMilliseconds: 5_000,
    ...facts,
  });
}

/** Runs of the cron, newest first; the thread has no other ones. */
function known(runs: readonly Partial<Run>[], given: Partial<KnownRuns> = {}): KnownRuns {
  const all = runs.map((run) => ownRunWith({ thread_id, ...run }));
  return { runs: all, isAll: true, readAt: asOf, newest: all[0], ...given };
}

function thread(given: Partial<Thread>): Thread {
  return threadWith({ thread_id, updated_at: at(-minute), ...given });
}

describe("by the cron alone", () => {
  const last = "2026-12-01T07:59:00Z";
  /** Names a single time, which is `last`. */
  const once = "59 7 1 12 * 0 2026";

  test.each<[string, string, Partial<Cron>]>([
    ["scheduled", "due later", { next_run_date: at(1) }],
    ["due", "due now", { next_run_date: at(0) }],
    ["due", "due for less than it may take", { next_run_date: at(-74_999) }],
    ["scheduled", "due for longer, which is not certain yet", { next_run_date: at(-75_000) }],
    ["scheduled", "just before it is certain", { next_run_date: at(-79_999) }],
    ["late", "as soon as it is", { next_run_date: at(-80_000) }],
    ["due", "switched on just now, with a next run of last week", { next_run_date: at(-7 * day), updated_at: at(-1) }],
    ["late", "switched on long ago", { next_run_date: at(-7 * day), updated_at: at(-80_000) }],
    ["never", "without a next run", { next_run_date: null }],
    ["never", "with one that is no date", { next_run_date: "soon" }],
    ["paused", "off", { enabled: false }],
    ["paused", "off, and without a next run", { enabled: false, next_run_date: null }],
    ["paused", "off, and long past its next run", { enabled: false, next_run_date: at(-7 * day) }],
    ["ended", "at its end", { end_time: at(0) }],
    ["ended", "at its end in another zone", { end_time: "2026-12-01T10:00:00+02:00" }],
    ["ended", "off, and past its end", { enabled: false, end_time: at(-1) }],
    [
      "ended",
      "past its end, and before that due for the last time",
      { schedule: once, next_run_date: last, end_time: at(0) },
    ],
    ["scheduled", "a moment before its end", { end_time: at(1) }],
    ["scheduled", "with an end that is no date", { end_time: "not a date" }],
    ["scheduled", "with an end without a zone, which ends nothing", { end_time: "2026-11-01T08:00:00" }],
    ["endless", "due for the last time that its schedule names", { schedule: once, next_run_date: last }],
    ["endless", "due at this moment for the last time", { schedule: "0 8 1 12 * 0 2026", next_run_date: at(0) }],
    ["due", "due for the last time but one", { schedule: "59 7 1 12 * 0 2026-2027", next_run_date: last }],
    ["due", "due by a schedule that only the server understands", { schedule: "when it rains", next_run_date: last }],
    ["scheduled", "not yet due for the last time", { schedule: once, next_run_date: at(1) }],
    ["paused", "off, and due for the last time", { schedule: once, next_run_date: last, enabled: false }],
  ])("%s: %s", (kind, _what, given) => {
    expect(health(given).kind).toBe(kind);
  });

  test("an old list is not a sign of trouble", () => {
    const given = { next_run_date: at(minute) };
    expect(health(given, { now: asOf + minute }).kind).toBe("due");
    expect(health(given, { now: asOf + 7 * day })).toMatchObject({
      kind: "scheduled",
      next: asOf + 7 * day + 60 * minute,
    });
  });

  test("Aegra may take a minute more, and notes each of its tries as a change", () => {
    const given = { next_run_date: at(-4 * minute - 5_000), updated_at: at(-1) };
    const facts = { dialect: "secondsFirst", pollMilliseconds: minute } as const;
    expect(health(given, facts)).toMatchObject({ kind: "late", grace: 4 * minute });
    expect(health({ ...given, next_run_date: at(-4 * minute) }, facts).kind).toBe("scheduled");
  });

  test("who has paused it", () => {
    const by = (metadata: Cron["metadata"]) => health({ enabled: false, metadata });
    const submission = { [metadataKeys.submission]: "key" };
    const left = by({ ...submission, [metadataKeys.hash]: "made:0" });
    expect(left).toMatchObject({ kind: "paused", by: "submission" });
    expect(attentionOf(left)).toBe("watch");
    const stopped = by({ ...submission, [metadataKeys.hash]: "0" });
    expect(stopped).toMatchObject({ kind: "paused", by: "person", next: undefined, until: undefined });
    expect(attentionOf(stopped)).toBe("off");
    expect(by({})).toMatchObject({ kind: "paused", by: "unknown" });
  });

  test("another cron of its spec that is on", () => {
    expect(health({}, { namesakes: 1 })).toMatchObject({ kind: "duplicate", others: 1 });
    expect(health({ enabled: false }, { namesakes: 1 }).kind).toBe("paused");
  });
});

describe("when the same facts mean something else", () => {
  test.each([
    ["at its next run", { next_run_date: at(10 * minute) }, 0, 10 * minute],
    ["when that must have started", { next_run_date: at(-1) }, 0, 75_000 - 1],
    ["at the time after", { next_run_date: at(-2 * minute) }, 0, 60 * minute],
  ])("%s", (_what, given, now, until) => {
    expect(health(given, { now: asOf + now }).until).toBe(asOf + until);
  });
});

describe("by its runs", () => {
  const yesterday = "2026-11-30T09:00:02Z";
  const ok = { created_at: yesterday };
  const failed = (date: string) => ({ created_at: date, status: "error" }) as const;
  const two = [failed(yesterday), failed("2026-11-29T09:00:01Z")];

  test("failed, as often as in a row, by hand or not, cancelled ones left out", () => {
    const runs = [
      { created_at: "2026-11-30T10:00:00Z", status: "interrupted" },
      failed(yesterday),
      { ...failed("2026-11-29T12:00:00Z"), isByHand: true },
      { created_at: "2026-11-29T09:00:01Z", status: "timeout" },
      { created_at: "2026-11-28T09:00:01Z" },
      failed("2026-11-27T09:00:01Z"),
    ] as const;
    expect(health({}, { runs: known(runs) })).toMatchObject({
      kind: "failed",
      inARow: 3,
      atLeast: false,
      since: Date.parse("2026-11-29T09:00:01Z"),
      slot: Date.parse("2026-11-30T09:00:00Z"),
      isCertain: true,
      lastRun: { result: "cancelled", slot: null },
    });
  });

  test("at least so often, where older ones are not known", () => {
    const facts = { inARow: 2, atLeast: true };
    expect(health({}, { runs: known(two, { isAll: false }) })).toMatchObject({ kind: "failed", ...facts });
    expect(
      health({}, { runs: known([...two, { created_at: "2026-11-28T09:00:01Z" }], { isAll: false }) }),
    ).toMatchObject({
      inARow: 2,
      atLeast: false,
    });
  });

  test("still failed while the next run is on, and no longer once it has succeeded", () => {
    const running = { created_at: at(-1), status: "running" } as const;
    expect(health({}, { runs: known([running, ...two]) })).toMatchObject({
      kind: "failed",
      lastRun: { result: "running" },
    });
    expect(health({}, { runs: known([{ created_at: at(-1) }, ...two]) }).kind).toBe("scheduled");
  });

  test("the error is the thread's, if the thread's last run is this one", () => {
    const error = { error: "ValueError", message: "no" };
    const facts = { runs: known(two), thread: thread({ status: "error", error }) };
    expect(health({}, facts)).toMatchObject({ error });
    const other = { ...facts, runs: known(two, { newest: ownRunWith({ run_id: "a person's" }) }) };
    expect(health({}, other)).toMatchObject({ kind: "failed", error: undefined });
  });

  test("waits for a person, if the thread's last run is this one", () => {
    const waiting = { status: "interrupted", interrupts: [{ id: "1", value: "Go on?" }] } as const;
    expect(health({}, { runs: known([ok]), thread: thread(waiting) })).toMatchObject({
      kind: "waits",
      since: Date.parse(yesterday),
      asks: [{ value: "Go on?" }],
    });
    const newest = ownRunWith({ run_id: "a person's" });
    expect(health({}, { runs: known([ok], { newest }), thread: thread(waiting) }).kind).toBe("scheduled");
    // The thread was read before the run ended.
    expect(
      health({}, { runs: known([ok]), thread: thread({ ...waiting, updated_at: "2026-11-30T08:00:00Z" }) }).kind,
    ).toBe("scheduled");
  });

  test.each<[string, Partial<Thread>]>([
    ["asked before it", { status: "interrupted" }],
    ["was at rest before it", { status: "idle" }],
    ["was at work with it", { status: "busy" }],
  ])("is not called done as long as its thread is known only as it %s: it may wait", (_, before) => {
    const began = at(-10 * second);
    const run = { created_at: began, updated_at: at(-second), status: "success" } as const;
    const facts = { runs: known([run, ok]), thread: thread({ ...before, updated_at: began }) };
    expect(health({}, facts)).toMatchObject({ kind: "scheduled", lastRun: { result: "unknown" } });
    const since = { ...facts, thread: thread({ status: "idle", updated_at: at(-second) }) };
    expect(health({}, since)).toMatchObject({ kind: "scheduled", lastRun: { result: "succeeded" } });
  });

  test("runs again as soon as its thread is busy after the end of its last known run", () => {
    const run = { created_at: at(-10 * second), updated_at: at(-5 * second), status: "success" } as const;
    const busy = thread({ status: "busy", updated_at: at(second) });
    expect(health({}, { runs: known([run]), thread: busy })).toMatchObject({ kind: "running" });
    const idle = thread({ status: "idle", updated_at: at(second) });
    expect(health({}, { runs: known([run]), thread: idle })).toMatchObject({ kind: "scheduled" });
  });

  test("waits on a thread of its own whose run was read again by itself", () => {
    const run = { created_at: at(-20 * second), updated_at: at(-10 * second), status: "success" } as const;
    const asking = thread({ status: "interrupted", updated_at: at(-10 * second) });
    const runs = known([run], { readAt: asOf - 18 * second, newestReadAt: asOf - 9 * second });
    expect(health({}, { runs, thread: asking })).toMatchObject({ kind: "waits", isCertain: true });
  });

  test("a cancelled run of an Agent Server does not wait, one of Aegra does", () => {
    const facts = { runs: known([{ ...ok, status: "interrupted" }]), thread: thread({ status: "interrupted" }) };
    expect(health({}, facts).kind).toBe("scheduled");
    expect(health({}, { ...facts, dialect: "secondsFirst" }).kind).toBe("waits");
  });

  test("running, or queued, and piling up from three queued on", () => {
    const queued = (minutes: number) => ({ created_at: at(-minutes * minute), status: "pending" }) as const;
    const running = { created_at: at(-9 * minute), status: "running" } as const;
    const runs = (...all: readonly Partial<Run>[]) => ({ runs: known([...all, ok]) });
    expect(health({}, runs(queued(1)))).toMatchObject({ kind: "running", isQueued: true, since: asOf - minute });
    expect(health({}, runs(queued(1), queued(2), running))).toMatchObject({ kind: "running", isQueued: false });
    expect(health({}, runs(queued(1), queued(2), queued(3), running))).toMatchObject({
      kind: "pilingUp",
      queued: 3,
      since: asOf - 3 * minute,
      atLeast: false,
    });
  });

  test("not late, if the run of the time is there, though the cron was read before", () => {
    const given = { next_run_date: at(-3 * minute), schedule: "57 7 * * *" };
    expect(health(given).kind).toBe("late");
    const run = ownRunWith({ created_at: at(-3 * minute + 2_000) });
    expect(health(given, { runs: known([run]) }).kind).toBe("scheduled");
    expect(health(given, { runs: known([{ ...run, isByHand: true }]) }).kind).toBe("late");
  });
});

describe("missed", () => {
  const hourly = { schedule: "0 * * * *", next_run_date: at(60 * minute), payload: {} };
  const sixOClock = { created_at: "2026-12-01T06:00:01Z" };
  const readAt = asOf + 30 * minute;

  test("its latest times, where the server has gone past them", () => {
    expect(health(hourly, { runs: known([sixOClock], { readAt }) })).toMatchObject({
      kind: "missed",
      slots: 2,
      since: asOf - 60 * minute,
      last: asOf,
    });
  });

  test.each<[string, Partial<Cron>, readonly Partial<Run>[], Partial<KnownRuns>]>([
    ["one run has made up for them", {}, [{ created_at: at(10 * minute) }, sixOClock], { readAt }],
    ["the last is too recent", {}, [{ created_at: "2026-12-01T07:00:01Z" }], { readAt: asOf + 79_000 }],
    ["the cron was changed after it", { updated_at: at(1) }, [sixOClock], { readAt }],
    ["the cron is younger", { created_at: at(1), updated_at: at(1) }, [], { readAt }],
    ["runs are not known so far back", {}, [], { readAt, isAll: false }],
    ["the strategy is not known", { payload: undefined as never }, [], { readAt }],
    ["the server has other times than we", { next_run_date: at(61 * minute) }, [sixOClock], { readAt }],
    ["it can't be known when it runs", { schedule: "R * * * *" }, [sixOClock], { readAt }],
    [
      "the server has not gone past them",
      { next_run_date: at(-2 * 60 * minute) },
      [],
      { readAt: asOf - 3 * 60 * minute },
    ],
  ])("not, if %s", (_what, cron, runs, given) => {
    expect(health({ ...hourly, ...cron }, { runs: known(runs, given) }).kind).not.toBe("missed");
  });

  test("on purpose, with “reject”", () => {
    const skipped = health(
      { ...hourly, payload: { multitask_strategy: "reject" } },
      { runs: known([sixOClock], { readAt }) },
    );
    expect(skipped).toMatchObject({ kind: "skipped", slots: 2 });
    expect(attentionOf(skipped)).toBe("watch");
    const { payload: _payload, ...listed } = hourly;
    const byRun = { runs: known([{ ...sixOClock, multitask_strategy: "reject" }], { readAt }) };
    expect(health(listed, byRun).kind).toBe("skipped");
  });
});

describe("by the thread alone", () => {
  test.each([
    ["failed", { status: "error", error: { error: "KeyError", message: "x" } }],
    ["waits", { status: "interrupted" }],
    ["running", { status: "busy" }],
    ["scheduled", { status: "idle" }],
    ["scheduled", { status: "unknown" }],
  ] as const)("%s: %j", (kind, given) => {
    expect(health({}, { thread: thread(given) }).kind).toBe(kind);
  });

  test("is not certain, and not said of a cron that has had no time to run yet", () => {
    const facts = { thread: thread({ status: "error" }) };
    expect(health({}, facts)).toMatchObject({ kind: "failed", isCertain: false, inARow: 1, atLeast: true });
    expect(health({ created_at: "2026-11-30T10:00:00Z" }, facts).kind).toBe("scheduled");
  });

  test("counts beside the runs only if it has changed since they were read", () => {
    const ok = { created_at: "2026-11-30T09:00:02Z" };
    const facts = { thread: thread({ status: "error", updated_at: at(-minute) }) };
    expect(health({}, { ...facts, runs: known([ok]) }).kind).toBe("scheduled");
    expect(health({}, { ...facts, runs: known([ok], { readAt: asOf - 2 * minute }) }).kind).toBe("failed");
  });
});
