import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { LiveCron, LiveQuestion, LiveSign } from "../../../../src/platform/servers/livePorts";
import { LiveUpdates } from "../../../../src/platform/servers/liveUpdates";
import { VirtualTime } from "../../support/virtualTime";

const second = 1_000;
const minute = 60 * second;
const poll = 5 * second;
const grace = 80 * second;

interface Asked {
  readonly at: number;
  readonly question: LiveQuestion;
}

let time: VirtualTime;
let asked: Asked[];
let crons: readonly LiveCron[];
let unexplained: readonly string[];
let behind: () => readonly string[];
let fleeting: () => string | undefined;
let sign: (cronId: string, slot: number) => LiveSign;
let answers: () => boolean | Promise<boolean>;
let hasCrons: boolean;
let live: LiveUpdates;

beforeEach(() => {
  // Not a time at which a cron is due.
  time = new VirtualTime(30 * second);
  asked = [];
  crons = [];
  unexplained = [];
  behind = () => [];
  fleeting = () => undefined;
  sign = () => "ended";
  answers = () => true;
  hasCrons = true;
  live = watch();
});

function watch(): LiveUpdates {
  return new LiveUpdates({
    now: () => time.now,
    after: (milliseconds, task) => time.after(milliseconds, task),
    random: () => 0.5,
    crons: () => crons,
    pollMilliseconds: () => poll,
    graceMilliseconds: () => grace,
    unexplained: () => unexplained,
    isSilent: () => false,
    hasCrons: () => hasCrons,
    behind: () => behind(),
    fleeting: () => fleeting(),
    sign: (cronId, slot) => sign(cronId, slot),
    ask: async (question) => {
      asked.push({ at: time.now, question });
      return answers();
    },
  });
}

/** Due each `every` milliseconds, the first time after `first`. */
function cron(
  id: string,
  every: number,
  first = 0,
  threadId: string | null = `thread of ${id}`,
  leaves: LiveCron["leaves"] = "nothing",
): LiveCron {
  return {
    id,
    threadId,
    leaves,
    nextAfter: (moment) => first + Math.max(0, Math.floor((moment - first) / every) + 1) * every,
  };
}

const kinds = () => asked.map(({ question }) => question.kind);
const moments = () => asked.map(({ at }) => at);
const ahead = poll + 3 * second;

describe("what is asked", () => {
  test("nothing before something was due, then only for what was", async () => {
    crons = [cron("a", 60 * minute, 0), cron("b", 10 * minute, 0)];
    live.start();
    await time.to(10 * minute + ahead - 1);
    expect(asked).toEqual([]);
    await time.to(10 * minute + ahead);
    expect(asked).toEqual([{ at: 10 * minute + ahead, question: { kind: "threads", ids: ["thread of b"] } }]);
  });

  test("one question for all that were due at once", async () => {
    crons = Array.from({ length: 300 }, (_, index) => cron(String(index), 60 * minute));
    live.start();
    await time.to(60 * minute - second);
    live.follow({ isListRead: true });
    asked = [];
    await time.to(60 * minute + ahead);
    expect(kinds()).toEqual(["threads"]);
    expect(asked[0]?.question).toHaveProperty("ids.length", 300);
  });

  test("of crons whose runs the server deletes: the newest threads, and then the crons", async () => {
    crons = [cron("a", 10 * minute, 0, null)];
    live.start();
    await time.to(11 * minute);
    expect(kinds()).toEqual(["newThreads", "crons"]);
  });

  test("of those that run often: the threads only as long as requests are saved", async () => {
    crons = [cron("a", minute, 0, null)];
    live.start();
    await time.to(16 * minute);
    expect(kinds().filter((kind) => kind === "crons")).toHaveLength(15);
    expect(asked.length).toBeLessThanOrEqual(2 + 15);
  });

  test("of a run that is gone soon: at once, before the crons", async () => {
    crons = [cron("a", 10 * minute, 0, null)];
    fleeting = () => (kinds().includes("newThreads") && !kinds().includes("runs") ? "thread" : undefined);
    live.start();
    await time.to(11 * minute);
    expect(kinds()).toEqual(["newThreads", "runs", "crons"]);
  });

  test("of a thread whose run has ended since it was read: the thread, before the runs of others", async () => {
    crons = [cron("a", 60 * minute), cron("b", 60 * minute)];
    unexplained = ["thread of a", "thread of b"];
    behind = () => (kinds().length === 1 ? ["thread of a"] : []);
    live.start();
    await time.to(50 * second);
    expect(asked.map(({ question }) => question)).toEqual([
      { kind: "runs", threadId: "thread of a" },
      { kind: "threads", ids: ["thread of a"] },
      { kind: "runs", threadId: "thread of b" },
    ]);
  });

  test("of crons whose runs leave threads: the newest threads", async () => {
    crons = [cron("a", 5 * minute, 0, null, "namedThread"), cron("b", 5 * minute, 0, null)];
    live.start();
    await time.to(6 * minute - 10 * second);
    expect(kinds()).toEqual(["newThreads", "crons"]);
  });

  test("of crons whose runs leave threads without a name: the crons, and the threads while one is under way", async () => {
    crons = [cron("a", 10 * minute, 0, null, "thread")];
    live.start();
    sign = () => (kinds().length < 3 ? "underWay" : "ended");
    await time.to(11 * minute);
    expect(kinds()).toEqual(["crons", "newThreads", "newThreads"]);
  });

  test("nothing of a cron that was paused or deleted before it was due", async () => {
    crons = [cron("a", 10 * minute)];
    live.start();
    await time.to(9 * minute);
    crons = [];
    live.follow({ isListRead: false });
    await time.to(60 * minute);
    expect(new Set(kinds())).toEqual(new Set(["crons"]));
  });

  test("a time that has come is looked at, though the cron has changed since", async () => {
    crons = [cron("a", 5 * minute)];
    live.start();
    await time.to(5 * minute + second);
    crons = [cron("a", 7 * 60 * minute)];
    live.follow({ isListRead: false });
    await time.to(6 * minute);
    expect(asked[0]?.question).toEqual({ kind: "threads", ids: ["thread of a"] });
  });

  test("a run that is under way again and again, more and more seldom, until it ends", async () => {
    crons = [cron("a", 24 * 60 * minute, -23 * 60 * minute)];
    live.start();
    sign = () => "underWay";
    const due = 60 * minute;
    await time.to(due + 5 * minute);
    const first = due + ahead;
    const waits = [0, 5, 15, 35, 75, 135, 195, 255].map((seconds) => first + seconds * second);
    const looks = () => asked.filter(({ question }) => question.kind === "threads").map(({ at }) => at);
    expect(looks()).toEqual(waits);
    sign = () => "ended";
    await time.to(due + 60 * minute);
    expect(looks()).toHaveLength(waits.length + 1);
  });

  test("the runs of a thread, where another time has come while one was under way", async () => {
    crons = [cron("a", 2 * minute)];
    live.start();
    sign = () => "underWay";
    await time.to(4 * minute);
    expect(kinds().filter((kind) => kind === "runs")).toEqual([]);
    await time.to(5 * minute + 30 * second);
    expect(kinds().filter((kind) => kind === "runs")).toHaveLength(1);
  });

  test("a run that was under way when somebody began to look", async () => {
    crons = [cron("a", 24 * 60 * minute, -60 * minute)];
    sign = () => "underWay";
    live.start();
    await time.to(35 * second);
    expect(kinds()).toEqual(["threads"]);
  });

  test("the runs of a thread whose status doesn't explain it", async () => {
    crons = [cron("a", 5 * minute)];
    sign = () => "unexplained";
    live.start();
    await time.to(6 * minute);
    expect(asked.map(({ question }) => question)).toEqual([
      { kind: "threads", ids: ["thread of a"] },
      { kind: "crons" },
      { kind: "runs", threadId: "thread of a" },
    ]);
  });

  test("the runs of all threads that wait for an explanation when somebody begins to look, at the pace", async () => {
    unexplained = ["x", "y", "z"];
    live.start();
    await time.to(minute);
    expect(asked.map(({ question }) => question)).toEqual(unexplained.map((threadId) => ({ kind: "runs", threadId })));
    expect(moments()).toEqual([30, 35, 40].map((seconds) => seconds * second));
  });

  test("the crons, once a cron that shows no start is late for certain, and then its runs", async () => {
    crons = [cron("a", 5 * minute)];
    live.start();
    // The list is young, so that it is asked only for this.
    await time.to(5 * minute - second);
    live.follow({ isListRead: true });
    sign = () => "none";
    await time.to(5 * minute + grace - 25 * second);
    expect(kinds()).toEqual(["threads"]);
    await time.to(5 * minute + grace - 1);
    const before = asked.length;
    await time.to(5 * minute + grace + minute);
    expect(kinds().slice(before)).toEqual(["crons", "runs"]);
    expect(moments()[before]).toBe(5 * minute + grace);
  });

  test("in turns, where crons of all kinds are due every ten seconds: none waits for longer than four requests", async () => {
    const every = 10 * second;
    crons = [
      ...["a", "b", "c"].map((id) => cron(id, every)),
      cron("d", every, 0, null, "namedThread"),
      cron("e", every, 0, null),
    ];
    sign = (id) => (id < "d" ? "unexplained" : "ended");
    live.start();
    await time.to(10 * minute);
    for (const kind of ["threads", "newThreads", "crons", "runs"]) {
      const times = asked.filter(({ question }) => question.kind === kind).map(({ at }) => at);
      const gaps = times.map((at, index) => at - (times[index - 1] ?? minute));
      expect([kind, Math.max(...gaps) <= 4 * 5 * second]).toEqual([kind, true]);
      expect(times.at(-1)).toBeGreaterThanOrEqual(10 * minute - 20 * second);
    }
    const threads = asked.flatMap(({ question }) => (question.kind === "runs" ? [question.threadId] : []));
    const counts = ["a", "b", "c"].map((id) => threads.filter((each) => each === `thread of ${id}`).length);
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
  });

  test("for threads that were due first, where more are due than fit into a request", async () => {
    crons = Array.from({ length: 3_000 }, (_, index) => cron(String(index), 10 * second));
    live.start();
    await time.to(minute);
    const ids = asked.flatMap(({ question }) => (question.kind === "threads" ? question.ids : []));
    expect(new Set(ids).size).toBe(3_000);
  });

  test("what others have changed, when requests were saved", async () => {
    crons = Array.from({ length: 9 }, (_, index) => cron(String(index), 5 * minute));
    live.start();
    await time.to(6 * minute);
    expect(kinds()).toEqual(["threads", "crons"]);
    await time.to(9 * minute);
    expect(kinds()).toEqual(["threads", "crons"]);
    await time.to(11 * minute);
    expect(kinds()).toEqual(["threads", "crons", "threads", "crons"]);
  });

  test("and also when each time has failures to explain", async () => {
    crons = [cron("a", minute), cron("b", minute)];
    sign = () => "unexplained";
    live.start();
    await time.to(10 * minute);
    expect(kinds().filter((kind) => kind === "crons").length).toBeGreaterThanOrEqual(8);
  });

  test("and seldom, when none were", async () => {
    crons = [cron("a", minute)];
    live.start();
    await time.to(60 * minute);
    expect(kinds().filter((kind) => kind === "crons").length).toBeLessThanOrEqual(8);
    expect(kinds().filter((kind) => kind === "crons").length).toBeGreaterThanOrEqual(6);
  });
});

describe("what colleagues have made", () => {
  test("is asked for every ten minutes, though no cron is known", async () => {
    live.start();
    await time.to(60 * minute);
    expect(asked.map(({ at, question }) => [question.kind, at])).toEqual(
      [10, 20, 30, 40, 50].map((minutes) => ["crons", minutes * minute + 30 * second]),
    );
  });

  test("and though the next time of a cron is far away", async () => {
    crons = [cron("a", 24 * 60 * minute, 12 * 60 * minute)];
    live.start();
    await time.to(60 * minute);
    expect(kinds()).toEqual(["crons", "crons", "crons", "crons", "crons"]);
  });

  test("is not asked for while nobody looks, and at once when somebody does again", async () => {
    live.start();
    live.stop();
    await time.to(60 * minute);
    expect(asked).toEqual([]);
    live.start();
    await time.to(61 * minute);
    expect(kinds()).toEqual(["crons"]);
  });

  test("is not asked for ten minutes after somebody has read the list", async () => {
    live.start();
    await time.to(9 * minute);
    live.follow({ isListRead: true });
    await time.to(19 * minute - 1);
    expect(asked).toEqual([]);
    await time.to(19 * minute);
    expect(kinds()).toEqual(["crons"]);
  });

  test("is not asked of a server that has no crons", async () => {
    hasCrons = false;
    live.start();
    await time.to(60 * minute);
    expect(asked).toEqual([]);
  });

  test("costs at most two requests in a quarter of an hour, and one more that was saved before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            every: fc.constantFrom(minute, 2 * minute, 5 * minute, 10 * minute, 24 * 60 * minute),
            first: fc.integer({ min: 0, max: 10 }),
            place: fc.constantFrom("thread", "kept", "deleted"),
          }),
          { maxLength: 5 },
        ),
        async (given) => {
          time = new VirtualTime(24 * 60 * minute);
          asked = [];
          live = watch();
          crons = given.map(({ every, first, place }, index) =>
            cron(
              String(index),
              every,
              first * minute,
              place === "thread" ? `t ${index}` : null,
              place === "kept" ? "namedThread" : "nothing",
            ),
          );
          live.start();
          const start = time.now;
          const end = start + 3 * 60 * minute;
          await time.to(end);
          const slots: number[] = [];
          for (const each of crons) {
            for (let at = each.nextAfter(start - poll) ?? end; at < end; at = each.nextAfter(at) ?? end) slots.push(at);
          }
          const within = (all: readonly number[], from: number, to: number) =>
            all.filter((at) => at >= from && at < to).length;
          for (const from of [start, ...moments()]) {
            // A time is asked for within half a minute.
            const passed = within(slots, from - minute / 2, from + 15 * minute);
            const mostSaved = from === start ? 0 : 1;
            expect(within(moments(), from, from + 15 * minute)).toBeLessThanOrEqual(2 + mostSaved + passed);
          }
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("when nobody looks", () => {
  test("nothing is asked, and what runs is broken off", async () => {
    crons = [cron("a", minute)];
    live.start();
    await time.to(59 * second);
    live.stop();
    await time.to(10 * minute);
    expect(asked).toEqual([]);
  });

  test("an answer that comes later changes nothing", async () => {
    crons = [cron("a", minute)];
    let answer: (isAnswered: boolean) => void = () => undefined;
    answers = () => new Promise((resolve) => (answer = resolve));
    live.start();
    await time.to(minute + ahead);
    live.stop();
    answer(true);
    await time.to(10 * minute);
    expect(asked).toHaveLength(1);
  });

  test("all that was due meanwhile is asked for at once, with one question", async () => {
    crons = [cron("a", minute), cron("b", 7 * minute)];
    live.start();
    live.stop();
    await time.to(60 * minute);
    live.start();
    await time.to(60 * minute + second);
    expect(asked).toEqual([{ at: 60 * minute, question: { kind: "threads", ids: ["thread of a", "thread of b"] } }]);
  });
});

test("a server that does not answer is asked whether it is back, more and more seldom, and goes on when it is", async () => {
  crons = [cron("a", minute)];
  answers = () => false;
  live.start();
  await time.to(30 * minute);
  expect(kinds()[0]).toBe("threads");
  expect(new Set(kinds().slice(1))).toEqual(new Set(["probe"]));
  const gaps = moments()
    .slice(1)
    .map((at, index) => at - (moments()[index] ?? 0));
  expect(gaps.slice(0, 3)).toEqual([11 * second, 21 * second, 41 * second]);
  expect(Math.max(...gaps)).toBe(5 * minute + second);
  answers = () => true;
  await time.to(40 * minute);
  expect(kinds().slice(-2)).toEqual(["threads", "threads"]);
});

test("200 crons of a server that is well cost at most one request for each time that has passed, in 15 minutes", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          every: fc.constantFrom(minute, 5 * minute, 15 * minute, 60 * minute, 24 * 60 * minute),
          first: fc.integer({ min: 0, max: 60 }),
          hasThread: fc.boolean(),
        }),
        { minLength: 200, maxLength: 200 },
      ),
      async (given) => {
        time = new VirtualTime(24 * 60 * minute);
        asked = [];
        live = watch();
        const start = 24 * 60 * minute;
        const end = start + 15 * minute;
        crons = given.map(({ every, first, hasThread }, index) =>
          cron(String(index), every, first * minute, hasThread ? `thread ${index}` : null),
        );
        live.start();
        await time.to(end);
        let slots = 0;
        for (const each of crons) {
          for (let slot = each.nextAfter(start - poll) ?? end; slot < end; slot = each.nextAfter(slot) ?? end)
            slots += 1;
        }
        expect(asked.length).toBeLessThanOrEqual(2 + slots);
        expect(asked.length).toBeGreaterThan(0);
        moments().forEach((at, index) => {
          if (index > 0) expect(at - (moments()[index - 1] ?? 0)).toBeGreaterThanOrEqual(5 * second);
        });
      },
    ),
    { numRuns: 20 },
  );
});
