import { nearSlot, slotAt } from "../../core/health/slottedRuns";
import { deletesRuns } from "../../core/known/keptRuns";
import type { Cron, Thread } from "../../core/server/cron";
import { specName } from "../../core/server/stored/specName";
import type { ServerRecord } from "./serverRecord";

/** More are not read at a time: each is a request. */
const mostSighted = 5;

/** Threads at work on which a cron may run whose runs the server deletes: only the run says whose it is. */
export class SightedThreads {
  private ids = new Set<string>();

  constructor(private readonly record: ServerRecord) {}

  /** Takes them from the server's newest threads. */
  take(newest: readonly Thread[]): void {
    const busy = newest.filter(({ status }) => status === "busy");
    const crons = busy.length === 0 ? [] : this.record.crons.all.filter(deletesRuns);
    const likely = busy.filter((thread) => crons.some((cron) => this.mayBeOf(cron, thread)));
    this.ids = new Set(likely.slice(0, mostSighted).map(({ thread_id }) => thread_id));
  }

  has(threadId: string): boolean {
    return this.ids.has(threadId);
  }

  /** One whose runs are not known. */
  unread(): string | undefined {
    return [...this.ids].find((id) => this.record.runs.readAt(id) === undefined);
  }

  /** The server gives a run's thread the cron's metadata, and creates it with the run. */
  private mayBeOf(cron: Cron, thread: Thread): boolean {
    const name = specName(cron);
    if (name !== undefined) return specName(thread) === name;
    if (thread.metadata.assistant_id !== cron.assistant_id) return false;
    const created = Date.parse(thread.created_at);
    const slot = slotAt(cron, this.record.connection.dialect, created);
    return slot !== undefined && created - slot <= nearSlot;
  }
}
