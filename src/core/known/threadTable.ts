import { sameJson } from "../base/sameJson";
import type { Thread } from "../server/cron";

/** A read that is running: its answer shows the state at its start, or later. */
export interface ThreadRead {
  add(threads: readonly Thread[]): void;
  /** The server doesn't have these, or doesn't show them. */
  missing(ids: readonly string[]): void;
}

interface Row {
  /** undefined: the server doesn't have it, or doesn't show it. */
  readonly thread: Thread | undefined;
  /** When its request began, and when the answer came; see `moment`. */
  readonly begun: number;
  readonly ended: number;
}

/**
 * The known threads of one server. Reads can end in any order: the one that began later has the newer state. Of two that
 * were under way at the same time, the server may have answered either first: there the thread's own last change decides.
 * A write's answer counts as a read that began when the write ended.
 */
export class ThreadTable {
  private readonly rows = new Map<string, Row>();
  /** Counts the starts and ends of reads: only their order matters. */
  private moment = 0;

  /** `changed`: a thread has another status, or anything else has changed. */
  constructor(private readonly changed: (threadId: string) => void) {}

  get(id: string): Thread | undefined {
    return this.rows.get(id)?.thread;
  }

  /** Whether a read has asked for it, also if the server doesn't show it. */
  has(id: string): boolean {
    return this.rows.has(id);
  }

  read(): ThreadRead {
    const begun = this.tick();
    return {
      add: (threads) => {
        const ended = this.tick();
        for (const thread of threads) this.set(thread.thread_id, { thread, begun, ended });
      },
      missing: (ids) => {
        const ended = this.tick();
        for (const id of ids) this.set(id, { thread: undefined, begun, ended });
      },
    };
  }

  clear(): void {
    for (const id of [...this.rows.keys()]) this.read().missing([id]);
    this.rows.clear();
  }

  private tick(): number {
    this.moment += 1;
    return this.moment;
  }

  private set(id: string, row: Row): void {
    const before = this.rows.get(id);
    if (before !== undefined && before.begun > row.begun) return;
    const isOlder = before !== undefined && before.ended > row.begun && isChangedLater(before.thread, row.thread);
    const thread = isOlder ? before.thread : withKnownError(before?.thread, row.thread);
    const isSame = sameJson(before?.thread, thread);
    this.rows.set(id, { ...row, thread: isSame ? before?.thread : thread });
    if (!isSame) this.changed(id);
  }
}

function isChangedLater(one: Thread | undefined, other: Thread | undefined): boolean {
  return one !== undefined && other !== undefined && Date.parse(one.updated_at) > Date.parse(other.updated_at);
}

/** A list does not have the error; a known one stays true until the thread changes. */
function withKnownError(before: Thread | undefined, after: Thread | undefined): Thread | undefined {
  if (before === undefined || after === undefined || after.error !== undefined) return after;
  return before.updated_at === after.updated_at ? { ...after, error: before.error } : after;
}
