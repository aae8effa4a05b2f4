import type { Health } from "../health/health";
import { slotAt } from "../health/slottedRuns";
import { clockTolerance, startGrace } from "../health/startGrace";
import { pollMillisecondsOf } from "../server/capabilities";
import type { Cron } from "../server/cron";
import type { KnownServer } from "./knownServer";
import { threadOf } from "./threadOf";

/**
 * Why the runs of a cron are to be read, the most important first. trouble: its thread's last run failed or waits, and
 * only the run says whose it is. missing: its thread shows no run for a time that has passed. busy: something runs on its
 * thread, which hides how the run before ended, and how many are queued. asked: nothing seems wrong, but somebody wants to
 * know.
 */
const reasons = ["trouble", "missing", "busy", "asked"] as const;

export type ReadReason = (typeof reasons)[number];

export interface ToRead {
  readonly cron: Cron;
  readonly reason: ReadReason;
}

type Known = Pick<KnownServer, "connection" | "crons" | "threads" | "keptRuns" | "info">;

/** The crons whose runs can tell more than the lists of crons and threads do, the most important first. */
export function runsToRead(known: Known, crons: readonly Cron[], healthOf: (cron: Cron) => Health): readonly ToRead[] {
  return crons
    .flatMap((cron) => {
      const reason = reasonOf(known, cron, healthOf(cron));
      return reason === undefined ? [] : [{ cron, reason }];
    })
    .sort((one, other) => reasons.indexOf(one.reason) - reasons.indexOf(other.reason));
}

function reasonOf(known: Known, cron: Cron, health: Health): ReadReason | undefined {
  switch (health.kind) {
    case "failed":
    case "waits":
      return health.isCertain ? undefined : "trouble";
    case "running":
      return "busy";
    case "scheduled":
    case "due":
    case "late":
    case "duplicate":
      return isRunMissing(known, cron) ? "missing" : undefined;
    default:
      return undefined;
  }
}

/** Whether a time of the cron has passed of which its thread shows nothing: a run changes it, or leaves a new one. */
function isRunMissing(known: Known, cron: Cron): boolean {
  const { connection, crons, info } = known;
  const readAt = crons.readAt(cron.cron_id);
  if (readAt === undefined) return false;
  const next = Date.parse(cron.next_run_date ?? "");
  const grace = startGrace([], pollMillisecondsOf(info)) + clockTolerance;
  const slot = slotAt(cron, connection.dialect, Math.min(next - 1, readAt - grace));
  if (slot === undefined || !(slot > Math.max(Date.parse(cron.created_at), Date.parse(cron.updated_at)))) return false;
  const thread = threadOf(known, cron);
  // Kept ones may have been deleted, as old ones are on many servers.
  if (thread === undefined) return false;
  return Date.parse(cron.thread_id === null ? thread.created_at : thread.updated_at) < slot - clockTolerance;
}
