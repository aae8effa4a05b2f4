import { sameJson } from "../base/sameJson";
import { cronHealth } from "../health/cronHealth";
import type { Health, HealthFacts } from "../health/health";
import { type SeenCron, seeCron } from "../health/seenCron";
import { slotAt } from "../health/slottedRuns";
import { pollMillisecondsOf } from "../server/capabilities";
import type { Cron, Thread } from "../server/cron";
import { specName } from "../server/stored/specName";
import type { KnownServer } from "./knownServer";
import { threadOf } from "./threadOf";

/** What is known of a server. */
type Source = Pick<KnownServer, "connection" | "crons" | "threads" | "keptRuns" | "info" | "knownRuns">;

type Facts = Omit<HealthFacts, "now">;

interface Known {
  readonly facts: Facts;
  readonly health: Health;
}

/** How the crons of one server are doing, each computed again only when it can be another. */
export class CronHealths {
  private readonly known = new Map<string, Known>();
  /** As somebody was told who asked first since the last event about it: what they show, until there is another. */
  private readonly told = new Map<string, Health>();
  private readonly seen = new Map<string, SeenCron>();
  private readonly nextSeen = new Map<string, { readonly next: string | null; readonly at: number | undefined }>();

  constructor(private readonly record: Source) {}

  /** `now` is in epoch milliseconds. */
  of(cron: Cron, now: number): Health {
    const health = this.compute(cron, now);
    if (!this.told.has(cron.cron_id)) this.told.set(cron.cron_id, health);
    return health;
  }

  /** The crons about which somebody was told other words than theirs now. */
  changed(now: number, ids: Iterable<string> = this.told.keys()): readonly string[] {
    return [...ids].filter((id) => {
      const [told, cron] = [this.told.get(id), this.record.crons.get(id)];
      if (cron === undefined) this.forget(id);
      return told !== undefined && cron !== undefined && !hasSameWords(told, this.compute(cron, now));
    });
  }

  /** There is an event about these crons: whoever shows them asks again. */
  publish(ids: readonly string[]): void {
    for (const id of ids) this.told.delete(id);
  }

  private compute(cron: Cron, now: number): Health {
    const facts = this.facts(cron, now);
    const before = this.known.get(cron.cron_id);
    const isKnown = before !== undefined && isSame(before.facts, facts);
    if (isKnown && now < (before.health.until ?? Number.POSITIVE_INFINITY)) return before.health;
    const health = cronHealth({ ...facts, now });
    this.known.set(cron.cron_id, { facts, health });
    return health;
  }

  private forget(id: string): void {
    this.known.delete(id);
    this.told.delete(id);
    this.seen.delete(id);
    this.nextSeen.delete(id);
  }

  private facts(cron: Cron, now: number): Facts {
    const { connection, crons, info } = this.record;
    const isOutdated = this.record.keptRuns.isOutdated(cron, () => slotAt(cron, connection.dialect, now));
    const known = isOutdated ? undefined : this.record.knownRuns(cron);
    return {
      cron,
      dialect: connection.dialect,
      runs: known,
      thread: this.thread(cron, isOutdated),
      unchangedSince: this.unchangedSince(cron),
      nextSeenAt: this.nextSeenAt(cron, crons.readAt(cron.cron_id)),
      namesakes: this.namesakes(cron),
      asOf: asOf(cron, crons.readAt(cron.cron_id) ?? now),
      pollMilliseconds: pollMillisecondsOf(info),
    };
  }

  private unchangedSince(cron: Cron): number {
    const seen = seeCron(cron, this.seen.get(cron.cron_id), this.record.connection.dialect);
    this.seen.set(cron.cron_id, seen);
    return seen.unchangedSince;
  }

  private nextSeenAt({ cron_id, next_run_date }: Cron, readAt: number | undefined): number | undefined {
    const before = this.nextSeen.get(cron_id);
    if (before?.next === next_run_date) return before.at;
    this.nextSeen.set(cron_id, { next: next_run_date, at: readAt });
    return readAt;
  }

  /** Of a cron without a name, the newest thread is known by its runs only. */
  private thread(cron: Cron, isOutdated: boolean): Thread | undefined {
    const isTold = cron.thread_id !== null || specName(cron) !== undefined || !isOutdated;
    return isTold ? threadOf(this.record, cron) : undefined;
  }

  /** How many other crons with the name of its spec are on. */
  private namesakes(cron: Cron): number {
    const name = specName(cron);
    if (name === undefined) return 0;
    return this.record.crons.named(name).filter((other) => other.enabled && other.cron_id !== cron.cron_id).length;
  }
}

/**
 * When a cron was read matters only if it was due then, or at its end: all others stay as they are when their list is
 * read again. `readAt`: epoch milliseconds.
 */
function asOf({ end_time, next_run_date }: Cron, readAt: number): number {
  const matters = [next_run_date, end_time].some((date) => date !== null && !(Date.parse(date) > readAt));
  return matters ? readAt : 0;
}

function isSame(one: Facts, other: Facts): boolean {
  return (Object.keys(other) as (keyof Facts)[]).every((key) => one[key] === other[key]);
}

/** Whatever is shown of it; the next run and the moment of the next change follow the clock. */
function hasSameWords({ next: _next, until: _until, ...one }: Health, other: Health): boolean {
  const { next, until, ...rest } = other;
  return sameJson(one, rest);
}
