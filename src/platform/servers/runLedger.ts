import type { KnownRuns } from "../../core/health/health";
import { provenRuns } from "../../core/health/provenRuns";
import { isOpen, keptSights, runOf, type SeenRun } from "../../core/health/seenRun";
import { parseSeenRuns, serialiseSeenRuns } from "../../core/health/seenRunCodec";
import { slotAt, slottedRuns } from "../../core/health/slottedRuns";
import { deletesRuns } from "../../core/known/keptRuns";
import type { ScheduleDialect } from "../../core/schedule/scheduleDialect";
import type { Cron, Run } from "../../core/server/cron";
import type { WindowFiles } from "../../node/windowFiles";

export interface LedgerPorts {
  /** Undefined: nothing is kept beyond this window. */
  readonly files: WindowFiles | undefined;
  readonly dialect: ScheduleDialect;
  /** Calls back once; the result cancels. */
  after(milliseconds: number, task: () => void): () => void;
  /** More is known of these crons. */
  changed(cronIds: readonly string[]): void;
  failed(failure: unknown): void;
}

export interface SeenNow {
  readonly sight: SeenRun;
  /** The server still has it, as far as this is known without asking. */
  readonly isThere: boolean;
}

/** Milliseconds from a change to its writing, so that many are one. */
const pause = 2_000;

/**
 * The runs of crons whose runs the server deletes, as they were seen while VS Code was open: only ids, times and status.
 * Kept for the next window; several windows merge what they have seen by run.
 */
export class RunLedger {
  private sights: readonly SeenRun[] = [];
  private readonly byCron = new Map<string, readonly SeenRun[]>();
  private readonly proven = new Map<string, { readonly of: readonly unknown[]; readonly runs: KnownRuns }>();
  /** Runs whose end somebody waits for: they are there. */
  private readonly followed = new Set<string>();
  private cancelWrite: (() => void) | undefined;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly ports: LedgerPorts) {}

  /** Takes what this and other windows have kept. */
  async open(): Promise<void> {
    try {
      const texts = (await this.ports.files?.read()) ?? [];
      this.take(texts.flatMap(parseSeenRuns));
    } catch (failure) {
      this.ports.failed(failure);
    }
  }

  /** Runs that the server has at this moment; those of crons whose runs it deletes are taken. */
  note(runs: readonly Run[], cronOf: (id: string) => Cron | undefined): void {
    const sights = runs.flatMap((run) => {
      const cron = cronOf(run.cron_id ?? "");
      if (cron === undefined || !deletesRuns(cron)) return [];
      return slottedRuns(cron, [run], this.ports.dialect).map(({ slot }) => sightOf(run, slot, null));
    });
    if (sights.length > 0 && this.take(sights)) this.writeSoon();
  }

  /** Somebody waits for the end of a run, or does so no more. */
  follow(run: Run, isFollowed: boolean): void {
    if (isFollowed) this.followed.add(run.run_id);
    else if (!this.followed.delete(run.run_id)) return;
    this.byCron.delete(run.cron_id ?? "");
    this.ports.changed([run.cron_id ?? ""]);
  }

  /** Those of a cron, newest first. `there`: the runs that the server has. */
  seen(cron: Cron, there: KnownRuns | undefined): readonly SeenNow[] {
    const ids = new Set(there?.runs.filter(isOpen).map(({ run_id }) => run_id));
    return this.of(cron.cron_id).map((sight) => {
      const isThere = isOpen(sight) && (ids.has(sight.runId) || this.followed.has(sight.runId));
      return { sight, isThere };
    });
  }

  /** A run has ended before the server deleted it. */
  noteEnd(run: Run, end: Pick<SeenRun, "status" | "updated" | "tokens">): void {
    const before = this.sights.find(({ runId }) => runId === run.run_id);
    if (this.take([{ ...(before ?? sightOf(run, null, null)), ...end }])) this.writeSoon();
  }

  /** Those of a cron, newest first; the same list until more is known. */
  of(cronId: string): readonly SeenRun[] {
    const known = this.byCron.get(cronId) ?? this.sights.filter((sight) => sight.cronId === cronId);
    this.byCron.set(cronId, known);
    return known;
  }

  /**
   * What these runs prove of a cron; the same object until that changes. `there`: the runs that the server has. Undefined
   * if none was seen. `now`: epoch milliseconds.
   */
  known(cron: Cron, there: KnownRuns | undefined, now: number): KnownRuns | undefined {
    const sights = this.of(cron.cron_id);
    if (sights.length === 0 && there === undefined) return undefined;
    const of = [sights, there, cron, slotAt(cron, this.ports.dialect, now)];
    const before = this.proven.get(cron.cron_id);
    if (before !== undefined && of.every((each, index) => each === before.of[index])) return before.runs;
    const all = this.seen(cron, there).map(({ isThere, sight }) => runOf(sight, isThere));
    const [newest] = all;
    if (newest === undefined) return undefined;
    const proven = provenRuns(cron, all, this.ports.dialect, now);
    // As of the newest: what the server did after it is not known.
    const runs = { runs: proven, isAll: false, readAt: Date.parse(newest.created_at), newest: proven[0] };
    this.proven.set(cron.cron_id, { of, runs });
    return runs;
  }

  /** Writes at once what is not written yet. */
  async end(): Promise<void> {
    if (this.cancelWrite !== undefined) this.write();
    await this.writing;
  }

  /** Writes no more. */
  drop(): void {
    this.cancelWrite?.();
    this.cancelWrite = undefined;
  }

  /** Whether any is new. */
  private take(sights: readonly SeenRun[]): boolean {
    const before = this.sights;
    const after = keptSights([...before, ...sights]);
    const known = new Set(before);
    const changed = new Set(after.filter((sight) => !known.has(sight)).map(({ cronId }) => cronId));
    if (changed.size === 0) return false;
    this.sights = after;
    this.byCron.clear();
    this.ports.changed([...changed]);
    return true;
  }

  private writeSoon(): void {
    if (this.ports.files === undefined || this.cancelWrite !== undefined) return;
    this.cancelWrite = this.ports.after(pause, () => this.write());
  }

  private write(): void {
    this.cancelWrite?.();
    this.cancelWrite = undefined;
    const { failed, files } = this.ports;
    this.writing = this.writing.then(() => files?.write(serialiseSeenRuns(this.sights))).catch(failed);
  }
}

function sightOf(run: Run, slot: number | null, tokens: number | null): SeenRun {
  return {
    runId: run.run_id,
    threadId: run.thread_id,
    assistantId: run.assistant_id,
    cronId: run.cron_id ?? "",
    slot,
    created: run.created_at,
    updated: run.updated_at,
    status: run.status,
    isByHand: run.isByHand,
    tokens,
  };
}
