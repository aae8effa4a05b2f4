import { clockTolerance } from "../../core/health/startGrace";
import { isUnexplained } from "../../core/known/isUnexplained";
import { keepsThreads } from "../../core/known/keptRuns";
import type { Cron } from "../../core/server/cron";
import type { LiveSign } from "./livePorts";
import type { ServerRecord } from "./serverRecord";

/** What the known data of a server show of a cron since one of its times (epoch milliseconds). */
export function liveSign(record: ServerRecord, cronId: string, slot: number): LiveSign {
  const cron = record.crons.get(cronId);
  if (cron === undefined) return "ended";
  if (cron.thread_id !== null) return signOfThread(record, cron, cron.thread_id, slot);
  return keepsThreads(cron) ? signOfNewest(record, cron, slot) : signOfCron(cron, slot);
}

/** Each run leaves a thread, created with it. */
function signOfNewest({ keptRuns, threads }: ServerRecord, cron: Cron, slot: number): LiveSign {
  const newest = threads.get(keptRuns.newest(cron) ?? "");
  if (newest === undefined || Date.parse(newest.created_at) < slot - clockTolerance) return signOfCron(cron, slot);
  return newest.status === "busy" ? "underWay" : "ended";
}

/** The server sets the next run when it has started the one before. */
function signOfCron({ next_run_date }: Cron, slot: number): LiveSign {
  return Date.parse(next_run_date ?? "") > slot ? "ended" : "none";
}

function signOfThread(record: ServerRecord, cron: Cron, threadId: string, slot: number): LiveSign {
  const since = slot - clockTolerance;
  const thread = record.threads.get(threadId);
  if (thread?.status === "busy") return "underWay";
  const run = record.runs
    .of(cron)
    ?.runs.find(({ created_at, isByHand }) => !isByHand && Date.parse(created_at) >= since);
  const isTouched = Date.parse(thread?.updated_at ?? "") >= since;
  if (!isTouched && run === undefined) return "none";
  return isUnexplained(record, threadId) ? "unexplained" : "ended";
}
