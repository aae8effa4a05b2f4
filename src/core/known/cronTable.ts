import { sameJson } from "../base/sameJson";
import type { Cron } from "../server/cron";
import { metadataKeys } from "../server/stored/ownMetadata";
import type { ChangeSet } from "./changeSet";

/** A read that is running: its answer shows the state at its start, or later. */
export interface CronRead {
  /** Crons received so far. */
  add(crons: readonly Cron[]): void;
  /** All were received: other crons that the read covers don't exist on the server. */
  end(isAbout: (cron: Cron) => boolean): void;
  /** No more will be received. */
  drop(): void;
}

/** A write that is running. */
export interface CronWriting {
  /** It has ended with this cron as the server's answer. */
  written(cron: Cron): void;
  /** The cron was deleted, or the server said that it doesn't exist. */
  removed(id: string): void;
  /** It has failed. */
  drop(): void;
}

/** A change that was made to a server's crons. */
export type CronWrite =
  | { readonly kind: "written"; readonly cron: Cron }
  | { readonly kind: "gone"; readonly cronId: string };

interface Row {
  readonly cron: Cron;
  readonly isWritten: boolean;
  /** When its request began, and when it ended; see `moment`. */
  readonly begun: number;
  readonly ended: number;
  /** When its request began, in epoch milliseconds. */
  readonly readAt: number;
}

const none: readonly Cron[] = [];

/**
 * The known crons of one server. Reads can take long and end in any order, and writes can end in between. A write takes
 * precedence over every read that began before it ended, because such a read may have the older state. If two reads, or
 * two writes, overlap, the server's own `updated_at` decides which is newer. A cron that is gone never comes back.
 */
export class CronTable {
  private readonly rows = new Map<string, Row>();
  /** When crons were last found to be gone; kept while an older read could bring them back. */
  private readonly gone = new Map<string, number>();
  /** The start moments of running requests. */
  private readonly begun = new Set<number>();
  /** Counts starts of requests, pages of reads, and results: only their order matters. */
  private moment = 0;
  private list: readonly Cron[] | undefined;
  private names: ReadonlyMap<string, readonly Cron[]> | undefined;
  private threads: ReadonlyMap<string, readonly Cron[]> | undefined;

  constructor(
    private readonly changes: ChangeSet,
    private readonly now: () => number,
  ) {}

  /** The same array until a cron changes. */
  get all(): readonly Cron[] {
    this.list ??= [...this.rows.values()].map(({ cron }) => cron);
    return this.list;
  }

  get(id: string): Cron | undefined {
    return this.rows.get(id)?.cron;
  }

  /** Crons with this spec's name in their metadata. */
  named(name: string): readonly Cron[] {
    this.names ??= groupsOf(this.all, ({ metadata }) => metadata[metadataKeys.name]);
    return this.names.get(name) ?? none;
  }

  onThread(threadId: string): readonly Cron[] {
    this.threads ??= groupsOf(this.all, ({ thread_id }) => thread_id);
    return this.threads.get(threadId) ?? none;
  }

  /** When the request whose answer is known began, in epoch milliseconds. */
  readAt(id: string): number | undefined {
    return this.rows.get(id)?.readAt;
  }

  read(): CronRead {
    const begun = this.begin();
    const readAt = this.now();
    const seen = new Set<string>();
    return {
      add: (crons) => {
        this.moment += 1;
        for (const cron of crons) {
          seen.add(cron.cron_id);
          this.set({ cron, begun, readAt, ended: this.moment, isWritten: false });
        }
      },
      end: (isAbout) => {
        this.moment += 1;
        for (const [id, row] of [...this.rows]) {
          const isOlder = row.isWritten ? row.ended < begun : row.begun < begun;
          if (!seen.has(id) && isOlder && isAbout(row.cron)) this.delete(id);
        }
        this.end(begun);
      },
      drop: () => this.end(begun),
    };
  }

  write(): CronWriting {
    const begun = this.begin();
    const readAt = this.now();
    return {
      written: (cron) => {
        this.moment += 1;
        this.set({ cron, begun, readAt, ended: this.moment, isWritten: true });
        this.end(begun);
      },
      removed: (id) => {
        this.moment += 1;
        this.delete(id);
        this.end(begun);
      },
      drop: () => this.end(begun),
    };
  }

  clear(): void {
    this.moment += 1;
    for (const id of [...this.rows.keys()]) this.delete(id);
  }

  private begin(): number {
    this.moment += 1;
    this.begun.add(this.moment);
    return this.moment;
  }

  /** Whether newer data of this cron is known than this row's request can have. */
  private isOutdated({ begun, cron, isWritten }: Row, before: Row | undefined): boolean {
    if (before === undefined) return (this.gone.get(cron.cron_id) ?? -1) > begun;
    if (before.ended < begun) return false;
    if (before.isWritten && !isWritten) return true;
    const age = Date.parse(before.cron.updated_at) - Date.parse(cron.updated_at);
    if (age !== 0 && !Number.isNaN(age)) return age > 0;
    return !isWritten && before.begun > begun;
  }

  private set(row: Row): void {
    const id = row.cron.cron_id;
    const before = this.rows.get(id);
    if (this.isOutdated(row, before)) return;
    const after = before === undefined ? row.cron : withKnownPayload(before.cron, row.cron);
    const isSame = before !== undefined && sameJson(before.cron, after);
    this.rows.set(id, { ...row, cron: isSame ? before.cron : after });
    if (isSame) return;
    this.forgetLists();
    // A payload that was not known before is not a change of the cron.
    if (before === undefined) this.changes.add(id, "added");
    else if (!isSameBut(before.cron, after, before.cron.payload === undefined ? ["payload"] : [])) {
      this.changes.add(id, "changed");
    }
  }

  private delete(id: string): void {
    if (this.begun.size > 0) this.gone.set(id, this.moment);
    if (!this.rows.delete(id)) return;
    this.forgetLists();
    this.changes.add(id, "removed");
  }

  private end(begun: number): void {
    this.begun.delete(begun);
    const oldest = Math.min(...this.begun);
    for (const [id, goneAt] of this.gone) {
      if (goneAt < oldest) this.gone.delete(id);
    }
  }

  private forgetLists(): void {
    this.list = undefined;
    this.names = undefined;
    this.threads = undefined;
  }
}

/**
 * A list has no payloads, but a known one stays valid while nothing else changes: `updated_at` moves with every change.
 * Only the next run changes without it.
 */
function withKnownPayload(before: Cron, after: Cron): Cron {
  if (after.payload !== undefined || before.payload === undefined) return after;
  const isUnchanged = after.updated_at !== "" && isSameBut(before, after, ["payload", "next_run_date"]);
  return isUnchanged ? { ...after, payload: before.payload } : after;
}

function isSameBut(one: Cron, other: Cron, ignored: readonly (keyof Cron)[]): boolean {
  const rest = (cron: Cron) =>
    Object.fromEntries(Object.entries(cron).filter(([key]) => !ignored.includes(key as keyof Cron)));
  return sameJson(rest(one), rest(other));
}

/** By what `keyOf` says of them, if that is a text. */
function groupsOf(crons: readonly Cron[], keyOf: (cron: Cron) => unknown): ReadonlyMap<string, readonly Cron[]> {
  const found = new Map<string, Cron[]>();
  for (const cron of crons) {
    const key = keyOf(cron);
    if (typeof key !== "string") continue;
    const same = found.get(key);
    if (same === undefined) found.set(key, [cron]);
    else same.push(cron);
  }
  return found;
}
