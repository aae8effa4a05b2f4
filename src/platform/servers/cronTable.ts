import type { JsonValue } from "../../core/base/json";
import { sameJson } from "../../core/base/sameJson";
import type { Cron } from "../../core/server/cron";
import { metadataKeys } from "../../core/server/stored/ownMetadata";
import type { ChangeSet } from "./changeSet";

/** An answer of the server that is on its way: what it says is as of its beginning, or later. */
export interface CronRead {
  /** Crons that have come so far. */
  add(crons: readonly Cron[]): void;
  /** All have come: of the crons that the question was about, the others are not on the server. */
  end(isAbout: (cron: Cron) => boolean): void;
  /** No more will come. */
  drop(): void;
}

/** A write that is on its way. */
export interface CronWriting {
  /** It has ended, and the server gave this as its result. */
  written(cron: Cron): void;
  /** The cron is deleted, or the server has said that there is no such cron. */
  removed(id: string): void;
  /** It has failed. */
  drop(): void;
}

interface Row {
  readonly cron: Cron;
  readonly isWritten: boolean;
  /** When the request began that gave it, and when it ended; see `moment`. */
  readonly begun: number;
  readonly ended: number;
}

const none: readonly Cron[] = [];

/**
 * The crons of one server as far as they are known. Reads may take long and end in any order, and writes end between
 * them. A write outranks every read that began before it ended: such a read may hold what was before the write. Where
 * two reads, or two writes, overlap, the server's own `updated_at` says which is the newer. A cron that is gone never
 * comes back.
 */
export class CronTable {
  private readonly rows = new Map<string, Row>();
  /** When crons were last seen to be gone; kept as long as an older read might bring them back. */
  private readonly gone = new Map<string, number>();
  /** The beginnings of requests that have not ended. */
  private readonly begun = new Set<number>();
  /** Counts the beginnings of reads and the ends of writes: the order is all that matters. */
  private moment = 0;
  private list: readonly Cron[] | undefined;
  private names: ReadonlyMap<string, readonly Cron[]> | undefined;

  constructor(private readonly changes: ChangeSet) {}

  /** The same array until some cron has changed. */
  get all(): readonly Cron[] {
    this.list ??= [...this.rows.values()].map(({ cron }) => cron);
    return this.list;
  }

  get(id: string): Cron | undefined {
    return this.rows.get(id)?.cron;
  }

  /** Crons that carry this spec's name in their metadata. */
  named(name: string): readonly Cron[] {
    this.names ??= byName(this.all);
    return this.names.get(name) ?? none;
  }

  read(): CronRead {
    const begun = this.begin();
    const seen = new Set<string>();
    return {
      add: (crons) => {
        this.moment += 1;
        for (const cron of crons) {
          seen.add(cron.cron_id);
          this.set({ cron, begun, ended: this.moment, isWritten: false });
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
    return {
      written: (cron) => {
        this.moment += 1;
        this.set({ cron, begun, ended: this.moment, isWritten: true });
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

  /** Whether something newer has been learnt of this cron since the request began that gave it. */
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
    const isSame = before !== undefined && sameJson(before.cron as unknown as JsonValue, after as unknown as JsonValue);
    this.rows.set(id, { ...row, cron: isSame ? before.cron : after });
    if (isSame) return;
    this.forgetLists();
    // A payload that was not asked for before is no change of the cron.
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
  }
}

/**
 * A list holds no payloads, but one that is known stays true as long as nothing else has changed: `updated_at` moves
 * with every change. Only the next run comes and goes by itself.
 */
function withKnownPayload(before: Cron, after: Cron): Cron {
  if (after.payload !== undefined || before.payload === undefined) return after;
  const isUnchanged = after.updated_at !== "" && isSameBut(before, after, ["payload", "next_run_date"]);
  return isUnchanged ? { ...after, payload: before.payload } : after;
}

function isSameBut(one: Cron, other: Cron, ignored: readonly (keyof Cron)[]): boolean {
  const rest = (cron: Cron) =>
    Object.fromEntries(Object.entries(cron).filter(([key]) => !ignored.includes(key as keyof Cron))) as JsonValue;
  return sameJson(rest(one), rest(other));
}

function byName(crons: readonly Cron[]): ReadonlyMap<string, readonly Cron[]> {
  const found = new Map<string, Cron[]>();
  for (const cron of crons) {
    const name = cron.metadata[metadataKeys.name];
    if (typeof name !== "string") continue;
    const same = found.get(name);
    if (same === undefined) found.set(name, [cron]);
    else same.push(cron);
  }
  return found;
}
