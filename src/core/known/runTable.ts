import { sameJson } from "../base/sameJson";
import type { KnownRuns } from "../health/health";
import type { Cron, Run } from "../server/cron";

/** A page of a thread's runs, newest first. */
export interface RunPage {
  readonly runs: readonly Run[];
  readonly offset: number;
  /** There are no older ones. */
  readonly isLast: boolean;
}

/** A read that is running: its answer shows the state at its start, or later. */
export interface RunRead {
  add(threadId: string, page: RunPage): void;
}

/** The runs of a thread, of all crons and persons, without a gap. */
interface Row {
  readonly runs: readonly Run[];
  readonly isAll: boolean;
  /** When the read of the newest ones began; see `moment`. */
  readonly begun: number;
  /** The same in epoch milliseconds. */
  readonly readAt: number;
  /** By cron, computed when they are first asked for. */
  readonly known: Map<string, KnownRuns>;
}

/**
 * The known runs of one server, by thread: one read serves all crons on it. Reads can end in any order: the one that
 * began later has the newer state. A run that was started while a read was running is kept.
 */
export class RunTable {
  private readonly rows = new Map<string, Row>();
  /** Threads of which a run is another than is known here. */
  private readonly outdated = new Set<string>();
  /** When runs were started by us, to keep them over reads that began before. */
  private readonly started = new Map<string, { readonly run: Run; readonly at: number }>();
  private moment = 0;

  constructor(
    private readonly now: () => number,
    /** The runs of a thread have changed. */
    private readonly changed: (threadId: string) => void,
    /** The known older ones of a thread were given up, because there is a gap before the newest. */
    private readonly cut: (threadId: string) => void = () => undefined,
  ) {}

  /** Those of a cron on its thread; the same object until they change. */
  of(cron: Cron): KnownRuns | undefined {
    const row = cron.thread_id === null ? undefined : this.rows.get(cron.thread_id);
    if (row === undefined) return undefined;
    const { isAll, known, readAt, runs } = row;
    const of = known.get(cron.cron_id) ?? {
      runs: runs.filter((run) => isOf(run, cron)),
      isAll,
      readAt,
      newest: runs[0],
    };
    known.set(cron.cron_id, of);
    return of;
  }

  /** When reading the newest runs of a thread began, in epoch milliseconds. */
  readAt(threadId: string): number | undefined {
    return this.rows.get(threadId)?.readAt;
  }

  /** A run of this thread has changed. */
  outdate(threadId: string): void {
    this.outdated.add(threadId);
  }

  /** Whether a thread's newest runs were read after a moment (epoch milliseconds), and not changed by us after that. */
  isFresh(threadId: string, moment: number): boolean {
    return (this.rows.get(threadId)?.readAt ?? Number.NEGATIVE_INFINITY) > moment && !this.outdated.has(threadId);
  }

  /** Those of a thread that are known, whoever started them; newest first. */
  onThread(threadId: string): readonly Run[] {
    return this.rows.get(threadId)?.runs ?? [];
  }

  /** How many of a thread's runs are known, whoever started them. */
  count(threadId: string): number {
    return this.onThread(threadId).length;
  }

  read(): RunRead {
    this.moment += 1;
    const begun = this.moment;
    const readAt = this.now();
    return { add: (threadId, page) => this.add(threadId, page, begun, readAt) };
  }

  /** A run that was started through us. */
  start(run: Run): void {
    this.moment += 1;
    this.started.set(run.thread_id, { run, at: this.moment });
    const row = this.rows.get(run.thread_id);
    if (row === undefined) return;
    this.set(run.thread_id, { ...row, runs: [run, ...row.runs.filter(({ run_id }) => run_id !== run.run_id)] });
  }

  clear(): void {
    this.rows.clear();
    this.started.clear();
    this.outdated.clear();
  }

  private add(threadId: string, { isLast, offset, runs }: RunPage, begun: number, readAt: number): void {
    const before = this.rows.get(threadId);
    if (offset > 0) {
      // Older ones: only if they go on where the known ones end. Meanwhile some may have been added at the front: then the
      // page has known ones, or even newer ones.
      if (before === undefined || offset > before.runs.length) return;
      const ids = new Set(before.runs.map(({ run_id }) => run_id));
      const end = before.runs.at(-1)?.created_at;
      const older = runs.filter(({ created_at, run_id }) => !ids.has(run_id) && !isAfter(created_at, end));
      this.set(threadId, { ...before, runs: [...before.runs, ...older], isAll: before.isAll || isLast });
      return;
    }
    if (before !== undefined && before.begun > begun) return;
    this.outdated.delete(threadId);
    const started = this.started.get(threadId);
    const isMissing = started !== undefined && started.at > begun && !runs.some(isRun(started.run));
    const first = isMissing ? [started.run, ...runs] : runs;
    const last = runs.at(-1);
    const overlap = last === undefined ? undefined : before?.runs.findIndex(isRun(last));
    if (isLast || before === undefined || overlap === undefined || overlap < 0) {
      if (!isLast && before !== undefined) this.cut(threadId);
      this.set(threadId, { runs: first, isAll: isLast, begun, readAt });
    } else {
      this.set(threadId, { runs: [...first, ...before.runs.slice(overlap + 1)], isAll: before.isAll, begun, readAt });
    }
  }

  private set(threadId: string, row: Omit<Row, "known">): void {
    const before = this.rows.get(threadId);
    this.rows.set(threadId, { ...row, known: new Map() });
    if (!sameJson(before?.runs, row.runs)) {
      this.changed(threadId);
    }
  }
}

function isAfter(moment: string, other: string | undefined): boolean {
  return Date.parse(moment) > Date.parse(other ?? "");
}

function isRun({ run_id }: Run): (other: Run) => boolean {
  return (other) => other.run_id === run_id;
}

/** If the server does not say which cron started a run, all runs of the cron's assistant count. */
function isOf({ cron_id, assistant_id }: Run, cron: Cron): boolean {
  return cron_id === undefined ? assistant_id === cron.assistant_id : cron_id === cron.cron_id;
}
