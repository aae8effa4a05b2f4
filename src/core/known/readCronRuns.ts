import type { AgentServer } from "../server/agentServer";
import type { Cron } from "../server/cron";
import type { KnownServer } from "./knownServer";
import { readKeptRuns } from "./readKeptRuns";
import { type CronOnThread, readRuns } from "./readRuns";

type Known = Pick<KnownServer, "asOf" | "connection" | "keptRuns" | "runs" | "threads">;

/** Reads a cron's newest runs into the record, on its thread or on those that it has left; see `readRuns` for the rest. */
export async function readCronRuns(
  server: AgentServer,
  record: Known,
  cron: Cron,
  more: boolean,
  now: number,
): Promise<void> {
  if (isOnThread(cron)) await readRuns(server, record, cron, more, now);
  else await readKeptRuns(server, record, cron, more, now);
}

function isOnThread(cron: Cron): cron is CronOnThread {
  return cron.thread_id !== null;
}
