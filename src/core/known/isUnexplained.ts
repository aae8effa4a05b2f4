import type { KnownServer } from "./knownServer";

/**
 * Whether a thread's runs are to be read: its last run failed or waits, and only the run says whose it is; or they were
 * read, are shown somewhere, and there is a newer one.
 */
export function isUnexplained({ runs, threads }: Pick<KnownServer, "runs" | "threads">, threadId: string): boolean {
  const thread = threads.get(threadId);
  const readAt = runs.readAt(threadId);
  if (readAt !== undefined) return Date.parse(thread?.updated_at ?? "") > readAt;
  return thread?.status === "error" || thread?.status === "interrupted";
}
