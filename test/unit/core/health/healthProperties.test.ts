import fc from "fast-check";
import { expect, test } from "vitest";
import { attentionOf } from "../../../../src/core/health/attention";
import { cronHealth } from "../../../../src/core/health/cronHealth";
import type { Health } from "../../../../src/core/health/health";
import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import { accept } from "../schedule/accept";
import { hour, knownRuns, minute, rhythms, second, seconds, seen, type Watched, watched } from "./healthyWorlds";
import { ModelServer, type World } from "./modelServer";

/** undefined if the server was down when something was to be read, or it can't be certain. */
function look({ ages, clock, known, later, span, world }: Watched, server: ModelServer): Health | undefined {
  const moments = ages.map((age) => world.created + span - age) as [number, number, number];
  if (moments.some((at) => at < world.created || !server.isUp(at))) return undefined;
  const [cronAt, runsAt, threadAt] = moments;
  // Where starts count as changes, nobody can tell a change between a time and the server's look from the start.
  if (world.touches && world.happenings.some(({ at }) => server.wasDue(world.created + at))) return undefined;
  return cronHealth({
    cron: server.cron(cronAt),
    dialect: "secondsLast",
    runs: knownRuns(server, runsAt, known, clock),
    thread: server.thread(threadAt),
    unchangedSince: seen(server, world.created, cronAt),
    nextSeenAt: undefined,
    namesakes: 0,
    asOf: cronAt + clock,
    now: Math.max(...moments) + clock + later,
    pollMilliseconds: Math.min(world.pollMilliseconds, 5_000),
  });
}

test("a cron of a server that is well never gives an alarm", () => {
  fc.assert(
    fc.property(watched, (each) => {
      const server = new ModelServer(each.world, each.world.created + each.span);
      const health = look(each, server);
      fc.pre(health !== undefined);
      expect([health, health && attentionOf(health)]).not.toContain("attention");
    }),
    { numRuns: 400, seed: 1 },
  );
});

/** Trouble begins on a server that was well, with nothing else going on. */
const troubled = fc.constantFrom(...rhythms.filter(({ gap }) => gap >= minute)).chain(({ gap, schedule }) =>
  fc.record({
    gap: fc.constant(gap),
    world: fc.record({
      created: fc.constant(Date.parse("2026-03-07T20:00:00Z")),
      schedule: fc.constant(schedule),
      timezone: fc.constantFrom("America/New_York", "UTC", "Europe/Berlin"),
      strategy: fc.constantFrom("enqueue", "interrupt", "rollback"),
      pollMilliseconds: fc.constantFrom(1_000, 5_000),
      creates: seconds(4),
      waits: fc.integer({ min: 0, max: Math.floor(gap / 8) }),
      takes: fc.integer({ min: 1, max: Math.floor(gap / 8) }),
      claimsFirst: fc.boolean(),
      touches: fc.boolean(),
      happenings: fc.constant([]),
    }) as fc.Arbitrary<World>,
    /** So many times come before the trouble, and so many after. */
    well: fc.integer({ min: 1, max: 6 }),
    hit: fc.integer({ min: 1, max: 6 }),
    clock: fc.integer({ min: -2_000, max: 2_000 }),
    isAll: fc.boolean(),
  }),
);

interface Trouble {
  /** How the cron is doing at `end`. */
  readonly health: Health;
  /** The first time in trouble, and the last one before `end`. */
  readonly first: number;
  readonly last: number;
  readonly hit: number;
  readonly strategy: World["strategy"];
}

/** Looks `after` milliseconds after the last time, or just before the next one. */
function inTrouble(
  kind: NonNullable<World["trouble"]>["kind"],
  after: (world: World) => number,
  check: (trouble: Trouble) => void,
): void {
  fc.assert(
    fc.property(troubled, ({ clock, gap, hit, isAll, well, world }) => {
      const { created, schedule, timezone } = world;
      const slots = nextRuns(accept(schedule), { zone: timezone, from: created, count: well + hit + 1 });
      const [first = Number.NaN] = slots.slice(well);
      const [last = Number.NaN, next = Number.NaN] = slots.slice(-2);
      const end = last + after(world);
      fc.pre(end < next || gap < hour);
      const server = new ModelServer({ ...world, trouble: { kind, at: first - created } }, end);
      const all = server.runs(end);
      const runs = isAll ? all : all.slice(0, 10);
      const health = cronHealth({
        cron: server.cron(end),
        dialect: "secondsLast",
        runs: { runs, isAll: runs.length === all.length, readAt: end + clock, newest: all[0] },
        thread: server.thread(end),
        unchangedSince: seen(server, created, end),
        nextSeenAt: undefined,
        namesakes: 0,
        asOf: end + clock,
        now: end + clock,
        pollMilliseconds: 5_000,
      });
      check({ health, first, last, hit, strategy: world.strategy });
    }),
    { numRuns: 200, seed: 1 },
  );
}

test("a cron whose server has stopped looking is late for the first time in trouble", () => {
  inTrouble(
    "schedulerStops",
    () => 90 * second,
    ({ first, health }) => {
      expect(health).toMatchObject({ kind: "late", slot: first });
    },
  );
});

test("a cron whose runs are dropped has missed each time in trouble that is long enough ago", () => {
  inTrouble(
    "runsDropped",
    () => 90 * second,
    ({ first, health, hit, last }) => {
      expect(health).toMatchObject({ kind: "missed", since: first });
      // Of a cron that runs each minute, one more has come since.
      expect(health.kind === "missed" && health.last).toBeGreaterThanOrEqual(last);
      expect(health.kind === "missed" && health.slots).toBeGreaterThanOrEqual(hit);
    },
  );
});

const untilEnded = ({ creates, takes, waits }: World) => 6 * second + creates + waits + takes;

test("a cron whose runs fail has failed as often as there were times in trouble", () => {
  inTrouble("error", untilEnded, ({ health, hit, last }) => {
    expect(health).toMatchObject({ kind: "failed", inARow: hit, atLeast: false, slot: last, isCertain: true });
    expect(health).toMatchObject({ error: { error: "ValueError", message: "no" } });
  });
});

test("a cron whose run asks something waits for a person", () => {
  inTrouble("asks", untilEnded, ({ health, last }) => {
    expect(health).toMatchObject({ kind: "waits", asks: [{ value: "Go on?" }], isCertain: true });
    expect(health.kind === "waits" && health.since).toBeGreaterThan(last);
  });
});

test("a cron whose run never ends runs, and from three waiting ones on they pile up", () => {
  inTrouble("hangs", untilEnded, ({ first, health, hit, strategy }) => {
    const isPile = strategy === "enqueue" && hit > 3;
    expect(health).toMatchObject(isPile ? { kind: "pilingUp", queued: hit - 1 } : { kind: "running", isQueued: false });
    expect(health).toHaveProperty("since", expect.any(Number));
    expect("since" in health && health.since).toBeGreaterThanOrEqual(first);
  });
});
