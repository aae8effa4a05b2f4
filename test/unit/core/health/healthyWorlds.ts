import fc from "fast-check";
import type { KnownRuns } from "../../../../src/core/health/health";
import { type SeenCron, seeCron } from "../../../../src/core/health/seenCron";
import type { Happening, ModelServer, World } from "./modelServer";

export const second = 1_000;
export const minute = 60 * second;
export const hour = 60 * minute;

interface Rhythm {
  readonly schedule: string;
  /** The shortest time between two of its runs. */
  readonly gap: number;
}

export const rhythms: readonly Rhythm[] = [
  { schedule: "* * * * *", gap: minute },
  { schedule: "*/5 * * * *", gap: 5 * minute },
  { schedule: "*/20 1-3 * * *", gap: 20 * minute },
  { schedule: "0 * * * *", gap: hour },
  { schedule: "30 * * * *", gap: hour },
  { schedule: "30 1 * * *", gap: hour },
  { schedule: "30 2 * * *", gap: 23 * hour },
  { schedule: "15,45 2 * * 0,3", gap: 30 * minute },
  { schedule: "0 9 * * mon-fri", gap: 24 * hour },
  { schedule: "* * * * * */20", gap: 20 * second },
];

/** The night in which the clock changes, and any other. */
const starts = [
  ["America/New_York", "2026-03-07T20:00:00Z"],
  ["America/New_York", "2026-10-31T20:00:00Z"],
  ["Europe/Berlin", "2027-03-27T18:00:00Z"],
  ["Australia/Lord_Howe", "2026-04-04T02:00:00Z"],
  ["UTC", "2026-06-01T00:00:00Z"],
] as const;

export const seconds = (max: number) => fc.integer({ min: 0, max: max * 1000 });

function happeningsWithin(span: number, gap: number): fc.Arbitrary<readonly Happening[]> {
  // Often just before somebody looks.
  const at = fc.oneof(
    fc.integer({ min: 0, max: span }),
    fc.integer({ min: Math.max(0, span - 2 * minute), max: span }),
  );
  const slower = rhythms.filter((rhythm) => rhythm.gap >= gap).map(({ schedule }) => schedule);
  const one = fc.oneof(
    fc.record({ at, kind: fc.constantFrom("pause", "resume", "resumeAfresh", "note") }),
    fc.record({ at, kind: fc.constant("down"), for: fc.integer({ min: 1, max: gap * 4 }) }),
    fc.record({ at, kind: fc.constant("edit"), schedule: fc.constantFrom(...slower) }),
    fc.record({ at, kind: fc.constant("chat"), for: fc.integer({ min: 1, max: gap / 4 }) }),
  );
  const rest = fc.tuple(
    fc.record({ at, kind: fc.constant("pause") }),
    fc.record({ at, kind: fc.constantFrom("resume", "resumeAfresh") }),
  );
  const some = fc.oneof(
    one.map((happening) => [happening]),
    rest,
  ) as fc.Arbitrary<readonly Happening[]>;
  return fc.array(some, { maxLength: 5 }).map((all) => all.flat());
}

export interface Watched {
  readonly world: World;
  /** After the creation: the last moment at which something is read. */
  readonly span: number;
  readonly clock: number;
  /** How long before the last moment cron, runs and thread were read. */
  readonly ages: readonly [cron: number, runs: number, thread: number];
  readonly known: "nothing" | "some" | "all";
  /** How long after that somebody looks. */
  readonly later: number;
}

/** A server that is well, and when somebody looks at it. */
export const watched: fc.Arbitrary<Watched> = fc.constantFrom(...rhythms).chain(({ gap, schedule }) => {
  const span = fc.integer({ min: 1, max: gap < 20 * minute ? 60 * gap : Math.max(30 * gap, 12 * hour) });
  return span.chain((length) => {
    const age = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: Math.min(length, 3 * gap) }));
    return fc
      .record({
        world: fc.record({
          created: fc.constant(0),
          schedule: fc.constant(schedule),
          timezone: fc.constant("UTC"),
          strategy: fc.constantFrom("enqueue", "reject", "interrupt", "rollback"),
          pollMilliseconds: fc.constantFrom(1_000, 5_000, 20_000, 60_000),
          creates: seconds(4),
          waits: fc.integer({ min: 0, max: Math.floor(gap / 4) }),
          takes: fc.integer({ min: 1, max: Math.floor(gap / 2) }),
          claimsFirst: fc.boolean(),
          touches: fc.boolean(),
          happenings: happeningsWithin(length, gap),
        }) as fc.Arbitrary<World>,
        where: fc.constantFrom(...starts),
        span: fc.constant(length),
        clock: fc.integer({ min: -2_000, max: 2_000 }),
        ages: fc.tuple(age, age, age),
        known: fc.constantFrom("nothing", "some", "all"),
        later: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 3 * 24 * hour })),
      })
      .map(({ where: [timezone, start], world, ...rest }) => ({
        ...rest,
        world: { ...world, timezone, created: Date.parse(start) },
      })) as fc.Arbitrary<Watched>;
  });
});

/** The newest ten of the thread, or all; undefined if there are too few to tell. */
export function knownRuns(
  server: ModelServer,
  at: number,
  known: Watched["known"],
  clock: number,
): KnownRuns | undefined {
  if (known === "nothing") return undefined;
  const all = server.runs(at);
  const read = known === "all" ? all : all.slice(0, 10);
  const runs = read.filter(({ cron_id }) => cron_id !== null);
  return { runs, isAll: read.length === all.length, readAt: at + clock, newest: all[0] };
}

/** Since when the cron is unchanged, for somebody who has read it now and then. */
export function seen(server: ModelServer, from: number, to: number): number | undefined {
  let before: SeenCron | undefined;
  for (let part = 0; part <= readings; part += 1) {
    const at = from + ((to - from) * part) / readings;
    if (!server.isUp(at)) continue;
    before = seeCron(server.cron(at), before, "secondsLast");
  }
  return before?.unchangedSince;
}

const readings = 12;
