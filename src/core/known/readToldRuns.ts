import { type ToldRun, tellRuns } from "../health/toldRun";
import { pollMillisecondsOf } from "../server/capabilities";
import type { Cron } from "../server/cron";
import { readCronRuns } from "./readCronRuns";
import { searchIfPossible } from "./searchIfPossible";
import type { ServerReading } from "./serverReading";

export interface ToldRuns {
  /** Newest first. */
  readonly runs: readonly ToldRun[];
  /** There are no older ones. */
  readonly isAll: boolean;
}

/** Reads at least so many of a cron's newest runs, if the server has and finds them. Throws `ServerFailure`. */
export async function readToldRuns(
  known: ServerReading,
  cron: Cron,
  count: number,
  now: () => number,
): Promise<ToldRuns> {
  const { server } = known;
  const { thread_id } = cron;
  if (thread_id !== null) await searchIfPossible(server, { ids: [thread_id], limit: 1, offset: 0 });
  for (let before = -1, more = false; ; more = true) {
    await readCronRuns(server, known, cron, more, now());
    const runs = known.knownRuns(cron);
    const found = runs?.runs.length ?? 0;
    if (runs?.isAll !== false || found >= count || found === before) break;
    before = found;
  }
  const { isAll = true, runs = [] } = known.knownRuns(cron) ?? {};
  const told = tellRuns({
    cron,
    runs,
    dialect: known.connection.dialect,
    pollMilliseconds: pollMillisecondsOf(known.info),
    // Each run of a cron without a thread has a thread of its own.
    around: (run) => ({
      runs: known.runs.of({ ...cron, thread_id: run.thread_id }),
      thread: known.threads.get(run.thread_id),
    }),
  });
  return { runs: told, isAll };
}
