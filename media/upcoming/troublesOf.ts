import { findHerds, type Herd } from "../../src/core/upcoming/herds";
import { findOverlaps } from "../../src/core/upcoming/overlaps";
import type { UpcomingCron, UpcomingView } from "../../src/protocol/upcoming";
import type { TimeRange } from "./timeRange";
import type { HerdGroup, Troubles } from "./troubleList";
import type { ZoneWords } from "./zoneWords";

/** Where a server does not say how many runs it works on: the default of a worker (`N_JOBS_PER_WORKER`). */
const assumedWorkers = 10;

/** What is too much at once in the part of time that is in sight. */
export function troublesOf(
  { crons, servers }: Pick<UpcomingView, "crons" | "servers">,
  { from, length }: TimeRange,
  now: number,
  times: ZoneWords,
): Troubles & { readonly minutes: readonly Herd[] } {
  const begin = Math.max(now, from);
  const end = from + length;
  if (end <= begin) return { herds: [], overlaps: [], minutes: [] };
  const found = servers.flatMap((server, index) => {
    const own = crons.filter((cron) => cron.server === index);
    const workers = server.workers ?? assumedWorkers;
    const minutes =
      own.length > workers
        ? findHerds(
            own.map(({ running }) => running),
            begin,
            end,
            workers,
          )
        : [];
    return [{ minutes, groups: grouped(minutes, times).map((group) => ({ ...group, server, workers, crons: own })) }];
  });
  const overlaps = servers.flatMap((_server, index) =>
    overlapsOf(
      crons.filter(({ server }) => server === index),
      begin,
      end,
    ),
  );
  return {
    herds: found.flatMap(({ groups }) => groups).sort((one, other) => other.first.due - one.first.due),
    overlaps,
    minutes: found.flatMap(({ minutes }) => minutes).sort((one, other) => one.at - other.at),
  };
}

function grouped(minutes: readonly Herd[], times: ZoneWords): readonly Pick<HerdGroup, "first" | "times">[] {
  const groups = new Map<string, { first: Herd; times: number }>();
  // Thousands of minutes are one trouble, and words take long: only the first ones are told apart.
  const isDense = minutes.length > 200;
  for (const herd of minutes) {
    const key = isDense ? "" : `${herd.due} ${times.clock(herd.at)}`;
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { first: herd, times: 1 });
    else known.times += 1;
  }
  return [...groups.values()];
}

function overlapsOf(crons: readonly UpcomingCron[], from: number, to: number): Troubles["overlaps"] {
  const timed = crons.map((cron) => ({
    ...cron.running,
    threadId: cron.threadId,
    takes: cron.takes?.median,
    cron,
  }));
  return findOverlaps(timed, from, to).map(({ at, first, second }) => ({ first: first.cron, second: second.cron, at }));
}
