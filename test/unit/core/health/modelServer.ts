import { nextRuns } from "../../../../src/core/schedule/nextRuns";
import type { Cron, Run, Thread } from "../../../../src/core/server/cron";
import { cronWith } from "../../../fixtures/cronWith";
import { ownRunWith } from "../../../fixtures/runWith";
import { accept } from "../schedule/accept";

/** What happens to a cron and its server; moments are milliseconds after the cron was created. */
export type Happening =
  | { readonly at: number; readonly kind: "pause" | "resume" | "resumeAfresh" | "note" }
  /** The server is down for so long. */
  | { readonly at: number; readonly kind: "down"; readonly for: number }
  | { readonly at: number; readonly kind: "edit"; readonly schedule: string }
  /** A person's run on the same thread. */
  | { readonly at: number; readonly kind: "chat"; readonly for: number };

export interface World {
  readonly created: number;
  readonly schedule: string;
  readonly timezone: string;
  readonly strategy: "enqueue" | "reject" | "interrupt" | "rollback";
  readonly pollMilliseconds: number;
  /** How long the server needs to create a run, and how long the run waits for a worker and then takes. */
  readonly creates: number;
  readonly waits: number;
  readonly takes: number;
  /** Sets the next run before it creates the run, and not after. */
  readonly claimsFirst: boolean;
  /** Each start counts as a change of the cron, as on PostgreSQL (0.11.1) and Aegra. */
  readonly touches: boolean;
  readonly happenings: readonly Happening[];
  /** From this moment on (after the creation) … */
  readonly trouble?: {
    readonly at: number;
    /** … no cron is looked at; no run can be created; runs end like this; a run never ends. */
    readonly kind: "schedulerStops" | "runsDropped" | "error" | "asks" | "hangs";
  };
}

interface Job {
  readonly run: Run;
  readonly isOwn: boolean;
  readonly created: number;
  readonly starts: number;
  ends: number;
  result: "success" | "error" | "asks" | "interrupted";
  /** A later run with `rollback` has deleted it. */
  deleted: number;
}

const threadId = "00000000-0000-4000-8000-0000000000aa";
const iso = (moment: number) => new Date(moment).toISOString();

/** One cron on one thread of a server, as a client would find them at any moment. */
export class ModelServer {
  private readonly versions: { readonly at: number; readonly cron: Cron }[] = [];
  private readonly jobs: Job[] = [];
  private readonly outages: { readonly from: number; readonly to: number }[] = [];
  private booted: number;
  private readonly trouble: { readonly at: number; readonly kind: string };

  constructor(
    private readonly world: World,
    private readonly end: number,
  ) {
    const { created, schedule, strategy, timezone, trouble } = world;
    this.booted = created - 7_919;
    this.trouble = { at: created + (trouble?.at ?? Number.POSITIVE_INFINITY), kind: trouble?.kind ?? "none" };
    const first = cronWith({
      thread_id: threadId,
      schedule,
      timezone,
      created_at: iso(created),
      updated_at: iso(created),
      payload: { multitask_strategy: strategy },
    });
    this.versions.push({ at: created, cron: { ...first, next_run_date: this.next(first, created) } });
    this.live();
  }

  /** Whether the cron was due, and not started yet, when it was changed at this moment. */
  wasDue(at: number): boolean {
    const before = this.versions.findLast((each) => each.at < at);
    return Date.parse(before?.cron.next_run_date ?? "") <= at;
  }

  isUp(at: number): boolean {
    return this.outages.every(({ from, to }) => at < from || at > to);
  }

  cron(at: number): Cron {
    const version = this.versions.findLast((each) => each.at <= at);
    if (version === undefined) throw new RangeError("The cron did not exist yet.");
    return version.cron;
  }

  /** Newest first, with those of persons. */
  runs(at: number): readonly Run[] {
    return this.jobs
      .filter(({ created, deleted }) => created <= at && at < deleted)
      .map((job) => runAt(job, at))
      .reverse();
  }

  thread(at: number): Thread {
    const jobs = this.jobs.filter(({ created, deleted }) => created <= at && at < deleted);
    const isBusy = jobs.some(({ ends }) => ends > at);
    const last = jobs.at(-1);
    const changed = Math.max(
      this.world.created,
      ...jobs.flatMap(({ created, ends }) => (ends > at ? [created] : [ends])),
    );
    const result = last?.result;
    return {
      thread_id: threadId,
      created_at: iso(this.world.created),
      updated_at: iso(changed),
      metadata: {},
      status: isBusy ? "busy" : result === "error" ? "error" : result === "asks" ? "interrupted" : "idle",
      error: !isBusy && result === "error" ? { error: "ValueError", message: "no" } : null,
      interrupts: !isBusy && result === "asks" ? [{ id: "ask", value: "Go on?" }] : [],
    };
  }

  private get now(): Cron {
    return this.cron(Number.POSITIVE_INFINITY);
  }

  private next({ schedule, timezone }: Cron, from: number): string {
    const [run] = nextRuns(accept(schedule), { zone: timezone ?? "UTC", from, count: 1 });
    if (run === undefined) throw new RangeError(`${schedule} never runs.`);
    return iso(run);
  }

  private live(): void {
    const happenings = [...this.world.happenings].sort((one, other) => one.at - other.at);
    let clock = this.world.created;
    for (;;) {
      const [happening] = happenings;
      const poll = this.now.enabled
        ? this.pollFrom(Math.max(clock, Date.parse(this.now.next_run_date ?? "")))
        : Number.POSITIVE_INFINITY;
      const at = happening === undefined ? Number.POSITIVE_INFINITY : this.world.created + happening.at;
      if (Math.min(at, poll) > this.end) return;
      if (poll < at) {
        clock = this.fire(poll);
        continue;
      }
      clock = Math.max(clock, at);
      if (happening !== undefined) this.happen(happening, clock);
      happenings.shift();
    }
  }

  /** The first look at the crons at this moment or later: the first one at once after a start, as in its source. */
  private pollFrom(moment: number): number {
    const { pollMilliseconds } = this.world;
    const looks = (count: number) =>
      this.booted + count * pollMilliseconds + ((count * 7_919) % (pollMilliseconds / 5));
    let count = Math.max(0, Math.floor((moment - this.booted) / pollMilliseconds) - 1);
    while (looks(count) < moment) count += 1;
    const look = looks(count);
    return this.trouble.kind === "schedulerStops" && look >= this.trouble.at ? Number.POSITIVE_INFINITY : look;
  }

  private fire(poll: number): number {
    const { claimsFirst, creates, strategy, takes, touches } = this.world;
    const created = poll + creates;
    const change = { next_run_date: this.next(this.now, poll), ...(touches ? { updated_at: iso(created) } : {}) };
    this.change(claimsFirst ? poll : created, change);
    const isBusy = this.jobs.some(({ deleted, ends }) => ends > created && deleted > created);
    const isDropped = this.trouble.kind === "runsDropped" && poll >= this.trouble.at;
    if (!isDropped && !(strategy === "reject" && isBusy)) this.start(created, takes, true);
    return created;
  }

  private start(created: number, takes: number, isOwn: boolean): void {
    const { strategy, waits } = this.world;
    const kind = created >= this.trouble.at && isOwn ? this.trouble.kind : "none";
    if (isOwn && (strategy === "interrupt" || strategy === "rollback")) this.cutShort(created, strategy);
    const free = Math.max(created + waits, ...this.jobs.slice(-20).map(({ ends }) => ends));
    const run = ownRunWith({
      run_id: `run ${this.jobs.length}`,
      thread_id: threadId,
      created_at: iso(created),
      multitask_strategy: isOwn ? strategy : "enqueue",
      cron_id: isOwn ? this.now.cron_id : null,
    });
    const ends = kind === "hangs" ? Number.POSITIVE_INFINITY : free + takes;
    const result = kind === "error" || kind === "asks" ? kind : "success";
    this.jobs.push({ run, isOwn, created, starts: free, ends, result, deleted: Number.POSITIVE_INFINITY });
  }

  private cutShort(at: number, strategy: "interrupt" | "rollback"): void {
    for (const job of this.jobs.filter(({ ends }) => ends > at)) {
      if (strategy === "rollback") job.deleted = at;
      job.ends = at;
      job.result = "interrupted";
    }
  }

  private happen(happening: Happening, at: number): void {
    const touched = { updated_at: iso(at) };
    switch (happening.kind) {
      case "pause":
        this.change(at, { ...touched, enabled: false });
        break;
      case "resume":
        this.change(at, { ...touched, enabled: true });
        break;
      case "resumeAfresh":
        this.change(at, { ...touched, enabled: true, next_run_date: this.next(this.now, at) });
        break;
      case "note":
        this.change(at, { ...touched, metadata: { note: at } });
        break;
      case "edit": {
        const cron = { ...this.now, schedule: happening.schedule };
        this.change(at, { ...touched, schedule: cron.schedule, next_run_date: this.next(cron, at) });
        break;
      }
      case "chat":
        this.start(at, happening.for, false);
        break;
      case "down":
        this.outages.push({ from: at, to: at + happening.for + this.world.creates });
        this.booted = at + happening.for;
        break;
    }
  }

  private change(at: number, change: Partial<Cron>): void {
    this.versions.push({ at, cron: { ...this.now, ...change } });
  }
}

function runAt({ created, ends, result, run, starts }: Job, at: number): Run {
  if (at < starts) return { ...run, status: "pending", updated_at: iso(created) };
  if (at < ends) return { ...run, status: "running", updated_at: iso(starts) };
  return { ...run, status: result === "asks" ? "success" : result, updated_at: iso(ends) };
}
