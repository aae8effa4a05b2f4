import type { Cron, Thread } from "../server/cron";
import { keepsThreads } from "./keptRuns";
import type { KnownServer } from "./knownServer";

/** The thread that tells of a cron's last run: its own or, without one, the newest that was kept. undefined if unknown. */
export function threadOf(
  { keptRuns, threads }: Pick<KnownServer, "keptRuns" | "threads">,
  cron: Cron,
): Thread | undefined {
  const id = cron.thread_id ?? (keepsThreads(cron) ? keptRuns.newest(cron) : undefined);
  return id === undefined ? undefined : threads.get(id);
}
