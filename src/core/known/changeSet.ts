/** Crons that were added, changed and removed, by id. An id is in at most one of the lists. */
export interface CronChanges {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly string[];
}

type ChangeKind = keyof CronChanges;

/** The changes since the last `take`: several changes of one cron are merged into one. */
export class ChangeSet {
  private kinds = new Map<string, ChangeKind>();

  add(id: string, kind: ChangeKind): void {
    const before = this.kinds.get(id);
    const now = before === undefined ? kind : combined(before, kind);
    if (now === undefined) this.kinds.delete(id);
    else this.kinds.set(id, now);
  }

  /** undefined if nothing has changed. */
  take(): CronChanges | undefined {
    const kinds = this.kinds;
    if (kinds.size === 0) return undefined;
    this.kinds = new Map();
    const ids = (wanted: ChangeKind) => [...kinds].filter(([, kind]) => kind === wanted).map(([id]) => id);
    return { added: ids("added"), removed: ids("removed"), changed: ids("changed") };
  }
}

function combined(before: ChangeKind, after: ChangeKind): ChangeKind | undefined {
  if (before === "added") return after === "removed" ? undefined : "added";
  return after === "removed" ? "removed" : "changed";
}
