import fc from "fast-check";
import { expect, test } from "vitest";
import { diagnose } from "../../../../src/core/doctor/diagnose";
import { cronHealth } from "../../../../src/core/health/cronHealth";
import { seeCron } from "../../../../src/core/health/seenCron";
import { hour, knownRuns, rhythms, type Watched, watched } from "../health/healthyWorlds";
import { ModelServer } from "../health/modelServer";
import { serverWith } from "./facts";

/** What somebody finds who looks once, and asks about the cron. */
function lookOnce({ clock, known, later, span, world }: Watched) {
  const at = world.created + span;
  const server = new ModelServer(world, at);
  if (!server.isUp(at)) return undefined;
  // Where starts count as changes, nobody can tell a change between a time and the server's look from the start.
  if (world.touches && world.happenings.some((happening) => server.wasDue(world.created + happening.at))) {
    return undefined;
  }
  const model = server.cron(at);
  const cron = { ...model, payload: { ...model.payload, input: {} } };
  const runs = knownRuns(server, at, known, clock);
  const thread = server.thread(at);
  const now = at + clock + later;
  const health = cronHealth({
    cron,
    dialect: "secondsLast",
    runs,
    thread,
    unchangedSince: seeCron(cron, undefined, "secondsLast").unchangedSince,
    nextSeenAt: at + clock,
    namesakes: 0,
    asOf: at + clock,
    now,
    pollMilliseconds: 5_000,
  });
  const examined = { cron, health, runs, thread, isThreadUnseen: false, isUnread: false };
  return serverWith([examined], { now, asked: new Set([cron.cron_id]) });
}

/** Of a server that is well: somebody has paused it, or wants no run on a busy thread, or it has few workers. */
const byDesign: readonly string[] = ["paused", "skipped", "queued"];

test("a server that is well gets no finding but of what is so by design", () => {
  fc.assert(
    fc.property(watched, (each) => {
      const facts = lookOnce(each);
      fc.pre(facts !== undefined);
      const found = facts === undefined ? [] : diagnose(facts).found;
      const told = found.filter(({ code }) => !byDesign.includes(code));
      expect(told.map(({ code, evidence }) => ({ code, evidence }))).toEqual([]);
      const codes = found.map(({ code }) => code);
      if (codes.includes("skipped")) expect(each.world.strategy).toBe("reject");
      if (codes.includes("paused")) expect(facts?.crons[0]?.cron.enabled).toBe(false);
      if (codes.includes("queued")) expect(facts?.crons[0]?.health).toMatchObject({ kind: "running", isQueued: true });
    }),
    { numRuns: 400, seed: 1 },
  );
});

/** A server that was well all the time, with nothing else going on. */
const orderly = fc.constantFrom(...rhythms.filter(({ gap }) => gap >= hour)).chain(({ gap, schedule }) =>
  fc.record({
    schedule: fc.constant(schedule),
    count: fc.integer({ min: 6, max: 20 }),
    takes: fc.integer({ min: 1, max: gap / 4 }),
    poll: fc.constantFrom(1_000, 5_000, 60_000),
    which: fc.integer({ min: 0, max: 2 }),
  }),
);

function historyOf({ count, poll, schedule, takes }: { count: number; poll: number; schedule: string; takes: number }) {
  const created = Date.parse("2026-06-01T00:00:00Z");
  const span = count * 4 * 24 * hour;
  const happenings: readonly never[] = [];
  const world = {
    created,
    schedule,
    timezone: "UTC",
    strategy: "enqueue",
    pollMilliseconds: poll,
    creates: 100,
  } as const;
  const whole = { ...world, waits: 0, takes, claimsFirst: true, touches: false, happenings };
  return { each: { world: whole, span, clock: 0, ages: [0, 0, 0], known: "all", later: 0 } as Watched };
}

test("of an orderly history one run more is a second start, and every other run less is every second time", () => {
  fc.assert(
    fc.property(orderly, (given) => {
      const facts = lookOnce(historyOf(given).each);
      const [examined] = facts?.crons ?? [];
      if (facts === undefined || examined?.runs === undefined) throw new Error("The server was down.");
      const known = examined.runs;
      const codesWith = (runs: typeof known.runs) =>
        diagnose({ ...facts, crons: [{ ...examined, runs: { ...known, runs } }] }).found.map(({ code }) => code);
      expect(codesWith(known.runs)).toEqual([]);
      const [twice] = known.runs.slice(given.which);
      if (twice === undefined) return;
      const again = {
        ...twice,
        run_id: "again",
        created_at: new Date(Date.parse(twice.created_at) + 500).toISOString(),
      };
      const place = known.runs.indexOf(twice);
      expect(codesWith([...known.runs.slice(0, place), again, ...known.runs.slice(place)])).toEqual(["firedTwice"]);
      expect(codesWith(known.runs.filter((_, index) => index % 2 === 0))).toEqual(["everySecond"]);
    }),
    { numRuns: 60, seed: 1 },
  );
});
