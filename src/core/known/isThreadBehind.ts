import { isBehind } from "../health/threadEvidence";
import type { KnownServer } from "./knownServer";

/** Whether a thread is known only as it was before its newest run ended, so that it can't tell whether that run waits. */
export function isThreadBehind({ runs, threads }: Pick<KnownServer, "runs" | "threads">, threadId: string): boolean {
  const thread = threads.get(threadId);
  const [newest] = runs.onThread(threadId);
  return thread !== undefined && newest !== undefined && isBehind(thread, newest);
}
