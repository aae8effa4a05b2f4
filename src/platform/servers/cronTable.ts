import type { JsonValue } from "../../core/json";
import type { Cron } from "../../core/server/cron";
import { metadataKeys } from "../../core/spec/ownMetadata";
import { sameJson } from "../../core/spec/sameJson";
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

interface Row {
  readonly cron: Cron;
  /** The moment that it is of, see `moment`. */
  readonly asOf: number;
}

const none: readonly Cron[] = [];

/**
 * The crons of one server as far as they are known. Reads may take long and end in any order, and writes end between
 * them: of two answers about one cron the later moment wins. A write's moment is its end, a read's its beginning, so
 * that no read that began before a write ended can turn it back.
 */
export class CronTable {
  private readonly rows = new Map<string, Row>();
  /** When crons were last seen to be gone; kept as long as an older read might bring them back. */
  private readonly gone = new Map<string, number>();
  private readonly reads = new Set<number>();
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
    this.moment += 1;
    const asOf = this.moment;
    this.reads.add(asOf);
    const seen = new Set<string>();
    return {
      add: (crons) => {
        for (const cron of crons) {
          seen.add(cron.cron_id);
          this.set(cron, asOf);
        }
      },
      end: (isAbout) => {
        for (const [id, row] of [...this.rows]) {
          if (!seen.has(id) && row.asOf < asOf && isAbout(row.cron)) this.delete(id, asOf);
        }
        this.endRead(asOf);
      },
      drop: () => this.endRead(asOf),
    };
  }

  /** A write has ended, and the server gave this as its result. */
  write(cron: Cron): void {
    this.moment += 1;
    this.set(cron, this.moment);
  }

  /** A delete has ended, or the server has said that there is no such cron. */
  remove(id: string): void {
    this.moment += 1;
    this.delete(id, this.moment);
  }

  clear(): void {
    this.moment += 1;
    for (const id of [...this.rows.keys()]) this.delete(id, this.moment);
  }

  private set(cron: Cron, asOf: number): void {
    const id = cron.cron_id;
    const before = this.rows.get(id);
    if ((before?.asOf ?? -1) > asOf || (this.gone.get(id) ?? -1) > asOf) return;
    this.gone.delete(id);
    const after = before === undefined ? cron : withKnownPayload(before.cron, cron);
    const isSame = before !== undefined && sameJson(before.cron as unknown as JsonValue, after as unknown as JsonValue);
    this.rows.set(id, { cron: isSame ? before.cron : after, asOf });
    if (isSame) return;
    this.forgetLists();
    // A payload that was not asked for before is no change of the cron.
    if (before === undefined) this.changes.add(id, "added");
    else if (!isSameBut(before.cron, after, before.cron.payload === undefined ? ["payload"] : [])) {
      this.changes.add(id, "changed");
    }
  }

  private delete(id: string, asOf: number): void {
    if (this.reads.size > 0) this.gone.set(id, asOf);
    if (!this.rows.delete(id)) return;
    this.forgetLists();
    this.changes.add(id, "removed");
  }

  private endRead(asOf: number): void {
    this.reads.delete(asOf);
    const oldest = Math.min(...this.reads);
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
