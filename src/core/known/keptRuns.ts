import { sameJson } from "../base/sameJson";
import type { KnownRuns } from "../health/health";
import type { Cron, Thread } from "../server/cron";
import { specName } from "../server/stored/specName";
import type { RunTable } from "./runTable";

/** The threads that the runs of crons without a thread have left, by cron. */
interface Kept {
  /** Newest first. */
  readonly threadIds: readonly string[];
  /** How many threads were searched, also those of others. */
  readonly searched: number;
  readonly isAll: boolean;
  readonly readAt: number;
}

/** The runs of crons without a thread: each has a thread of its own, which the server may keep. */
export class KeptRuns {
  private readonly kept = new Map<string, Kept>();
  private readonly known = new Map<string, { readonly parts: readonly unknown[]; readonly runs: KnownRuns }>();

  /** By the name of their cron. */
  private readonly newestOf = new Map<string, Pick<Thread, "created_at" | "thread_id">>();

  constructor(
    private readonly runs: RunTable,
    /** Other threads of a cron are known now. */
    private readonly changed: (cronId: string) => void = () => undefined,
  ) {}

  /** undefined if they were not looked for, or the server deletes them. The same object until they change. */
  of(cron: Cron): KnownRuns | undefined {
    const kept = this.kept.get(cron.cron_id);
    if (kept === undefined) return undefined;
    const parts = kept.threadIds.map((id) => this.runs.of({ ...cron, thread_id: id }));
    const before = this.known.get(cron.cron_id);
    const all = [kept, ...parts];
    if (
      before !== undefined &&
      before.parts.length === all.length &&
      all.every((part, at) => part === before.parts[at])
    ) {
      return before.runs;
    }
    const runs = parts.flatMap((part) => part?.runs ?? []);
    const [newest] = runs;
    const newestReadAt = newest === undefined ? undefined : this.runs.readAt(newest.thread_id);
    const known: KnownRuns = { runs, isAll: kept.isAll, readAt: kept.readAt, newest, newestReadAt };
    this.known.set(cron.cron_id, { parts: all, runs: known });
    return known;
  }

  /** The cron that has left this thread. */
  cronOf(threadId: string): string | undefined {
    for (const [cronId, { threadIds }] of this.kept) if (threadIds.includes(threadId)) return cronId;
    return undefined;
  }

  /** A thread that was read: if a named cron has left it, it may be the newest one. Returns the cron's name. */
  note(thread: Thread): string | undefined {
    const name = specName(thread);
    if (name === undefined) return undefined;
    const { created_at, thread_id } = thread;
    const before = this.newestOf.get(name);
    if (before === undefined || before.created_at < created_at) this.newestOf.set(name, { created_at, thread_id });
    return name;
  }

  /** The newest thread that a cron has left, as far as is known. */
  newest(cron: Cron): string | undefined {
    const name = specName(cron);
    const noted = name === undefined ? undefined : this.newestOf.get(name)?.thread_id;
    return noted ?? this.of(cron)?.newest?.thread_id;
  }

  /**
   * Whether a run may have left a thread since these were looked for, so that they no longer tell how the last one went:
   * of a cron with a name its newest thread is known, of others only when they were due last, in epoch
   * milliseconds.
   */
  isOutdated(cron: Cron, dueLast: () => number | undefined): boolean {
    const kept = this.kept.get(cron.cron_id);
    if (kept === undefined) return false;
    const name = specName(cron);
    if (name === undefined) return keepsThreads(cron) && (dueLast() ?? 0) > kept.readAt;
    const newest = this.newestOf.get(name)?.thread_id;
    return newest !== undefined && !kept.threadIds.includes(newest);
  }

  /** The crons whose threads were looked for. */
  cronIds(): Iterable<string> {
    return this.kept.keys();
  }

  /** All threads that were found. */
  threadIds(): readonly string[] {
    return [...this.kept.values()].flatMap(({ threadIds }) => threadIds);
  }

  /** How many threads were searched for those of a cron, its own and others. */
  searched(cronId: string): number {
    return this.kept.get(cronId)?.searched ?? 0;
  }

  /** Takes the threads that a read has found: all, or more of them behind those that are known. */
  add(cronId: string, { threadIds, ...found }: Kept, isMore: boolean): void {
    const known = this.kept.get(cronId);
    const before = isMore ? known : undefined;
    const ids = [...new Set([...(before?.threadIds ?? []), ...threadIds])];
    this.kept.set(cronId, { ...found, threadIds: ids, readAt: before?.readAt ?? found.readAt });
    if (!sameJson(known?.threadIds ?? [], ids)) this.changed(cronId);
  }

  clear(): void {
    this.kept.clear();
    this.newestOf.clear();
    this.known.clear();
  }
}

/** Whether each run of a cron leaves a thread. */
export function keepsThreads({ on_run_completed, thread_id }: Cron): boolean {
  return thread_id === null && on_run_completed === "keep";
}

/** Whether the server deletes each run of a cron at its end, with its thread. */
export function deletesRuns(cron: Cron): boolean {
  return cron.thread_id === null && !keepsThreads(cron);
}
