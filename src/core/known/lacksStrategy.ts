import type { Cron } from "../server/cron";
import { deletesRuns } from "./keptRuns";
import type { KnownServer } from "./knownServer";

/** Whether it can't be told if its runs were dropped on purpose: that is in the payload, which no list has. */
export function lacksStrategy(known: Pick<KnownServer, "crons" | "knownRuns">, cron: Cron): boolean {
  return (
    cron.enabled &&
    !deletesRuns(cron) &&
    known.knownRuns(cron)?.runs.length === 0 &&
    known.crons.get(cron.cron_id)?.payload === undefined
  );
}
