import type { Cron, Run } from "../../../src/core/server/cron";
import { metadataKeys } from "../../../src/core/server/stored/ownMetadata";
import { cronWith } from "../../fixtures/cronWith";
import { runWith } from "../../fixtures/runWith";
import { threadWith } from "../../fixtures/threadWith";
import { MemoryServer } from "./memoryServer";

const second = 1_000;
const minute = 60 * second;
const poll = 5 * second;
const fiveMinutes = 5 * minute;
const iso = (moment: number) => new Date(moment).toISOString();

/** How the runs of a cron end: as their threads say. */
export type Fate = "idle" | "error" | "interrupted";

export interface Kind {
  readonly threadId: string | null;
  /** Another tool has made it: it has no name. */
  readonly isForeign?: true;
  readonly keeps?: boolean;
  /** Whole minutes or, below one, whole seconds; in milliseconds. */
  readonly every: number;
  /** How long its runs take, in milliseconds. */
  readonly takes: number;
}

const usualKinds: readonly Kind[] = [
  { threadId: "t0", every: 5 * minute, takes: 2 * second },
  { threadId: "t1", every: 10 * minute, takes: 40 * second },
  { threadId: null, keeps: true, every: 5 * minute, takes: 3 * second },
  { threadId: null, every: 10 * minute, takes: minute },
  { threadId: null, every: 5 * minute, takes: second },
  { threadId: null, keeps: true, isForeign: true, every: 10 * minute, takes: 3 * second },
];

/** A request, and a run that was started. Moments are epoch milliseconds. */
export interface Sent {
  readonly at: number;
  readonly method: string;
  /** The thread or run that it is about, where that matters. */
  readonly id: string | undefined;
  readonly isUp: boolean;
}
export interface Started {
  readonly at: number;
  readonly cron: Cron;
  /** How long it takes, in milliseconds. */
  readonly takes: number;
}

/**
 * A server with crons of all kinds that runs them, on the timers of a test. It can die, and come back with or without
 * its data.
 */
export class LiveWorld {
  readonly server = new MemoryServer();
  readonly fates = new Map<string, Fate>();
  readonly started: Started[] = [];
  readonly sent: Sent[] = [];
  /** By thread: its newest run, if that has ended with a question. */
  readonly asking = new Map<string, string>();
  private isUp = true;
  private count = 0;
  /** Those who wait for the end of a run. */
  private readonly joined = new Map<string, (() => void)[]>();
  private scheduler: NodeJS.Timeout | undefined;

  constructor(
    private readonly kinds: readonly Kind[] = usualKinds,
    /** All times of these are multiples of it, in milliseconds. */
    private readonly step = fiveMinutes,
  ) {
    this.server.fails = () => (this.isUp ? undefined : { kind: "unreachable", reason: "ECONNREFUSED" });
    this.server.onChange = ({ updated_at }, { schedule }) => ({
      updated_at: iso(Math.max(Date.now(), Date.parse(updated_at) + 1)),
      // The server reckons it again only if it gets a schedule (0.16.7).
      ...(schedule === undefined ? {} : { next_run_date: iso(nextSlot(schedule, Date.now())) }),
    });
    this.server.pause = async (method, moment, _query, id) => {
      if (moment === "arrive") this.sent.push({ at: Date.now(), method, id, isUp: this.isUp });
      if (method === "joinRun" && id !== undefined && moment === "arrive") await this.untilOver(id);
      else await this.travel(moment);
    };
    for (const kind of this.kinds) this.create(kind);
    this.lookAtNextTime();
  }

  end(): void {
    clearTimeout(this.scheduler);
  }

  /** A colleague's cron. */
  createAnother(): void {
    const { count, kinds } = this;
    this.create(kinds[count % kinds.length] ?? { threadId: null, every: 5 * minute, takes: second });
  }

  die(): void {
    this.isUp = false;
    for (const id of [...this.joined.keys()]) this.letGo(id);
  }

  comeBack(withData: boolean): void {
    this.isUp = true;
    setTimeout(() => this.look(), poll);
    if (withData) return;
    this.server.crons.clear();
    this.server.threads.length = 0;
    this.server.runs.clear();
  }

  private create({ every, isForeign, keeps, threadId }: Kind): void {
    this.count += 1;
    const id = `c${this.count}`;
    const schedule = every < minute ? `* * * * * */${every / second}` : `*/${every / minute} * * * *`;
    const onEnd = threadId === null ? { on_run_completed: keeps === true ? "keep" : "delete" } : {};
    const metadata = isForeign === true ? { team: id } : { [metadataKeys.name]: id };
    const now = iso(Date.now());
    const dates = { created_at: now, updated_at: now, next_run_date: iso(nextSlot(schedule, Date.now())) };
    this.server.crons.set(id, cronWith({ cron_id: id, thread_id: threadId, schedule, metadata, ...onEnd, ...dates }));
    const isMissing = threadId !== null && !this.server.threads.some(({ thread_id }) => thread_id === threadId);
    if (isMissing) this.server.threads.push(threadWith({ thread_id: threadId, created_at: now, updated_at: now }));
  }

  /** Nothing is due in between. */
  private lookAtNextTime(): void {
    const wait = this.step - (Date.now() % this.step);
    this.scheduler = setTimeout(() => {
      this.look();
      this.lookAtNextTime();
    }, wait);
  }

  /** As the server's scheduler: what is due is started once, for whatever it has missed. */
  private look(): void {
    if (!this.isUp) return;
    for (const cron of this.server.crons.values()) {
      if (!cron.enabled || Date.parse(cron.next_run_date ?? "") > Date.now()) continue;
      this.server.crons.set(cron.cron_id, { ...cron, next_run_date: iso(nextSlot(cron.schedule, Date.now())) });
      this.start(cron);
    }
  }

  private start(cron: Cron): void {
    const { kinds } = this;
    const takes = kinds[(Number(cron.cron_id.slice(1)) - 1) % kinds.length]?.takes ?? second;
    this.started.push({ at: Date.now(), cron, takes });
    const number = this.started.length;
    const fate = this.fates.get(cron.cron_id) ?? "idle";
    const threadId = cron.thread_id ?? `left by ${cron.cron_id} ${number}`;
    const created_at = iso(Date.now());
    const run = runWith({
      run_id: `r${number}`,
      thread_id: threadId,
      cron_id: cron.cron_id,
      assistant_id: cron.assistant_id,
      created_at,
      updated_at: created_at,
      status: "running",
    });
    if (cron.thread_id === null) {
      this.server.threads.push(
        threadWith({
          thread_id: threadId,
          created_at,
          metadata: { ...cron.metadata, assistant_id: cron.assistant_id },
        }),
      );
    }
    this.server.runs.set(threadId, [run, ...(this.server.runs.get(threadId) ?? [])]);
    this.touch(threadId, "busy");
    this.asking.delete(threadId);
    setTimeout(() => this.finish(cron, run, fate), takes);
  }

  private finish(cron: Cron, run: Run, fate: Fate): void {
    const { server } = this;
    if (!server.runs.has(run.thread_id)) return;
    if (cron.thread_id === null && cron.on_run_completed === "delete") {
      server.results.set(run.run_id, { kind: "values", values: {} });
      this.letGo(run.run_id);
      server.runs.delete(run.thread_id);
      server.threads.splice(
        server.threads.findIndex(({ thread_id }) => thread_id === run.thread_id),
        1,
      );
      return;
    }
    const status = fate === "error" ? ("error" as const) : ("success" as const);
    const ended = { ...run, status, updated_at: iso(Date.now()) };
    const others = (server.runs.get(run.thread_id) ?? []).map((each) => (each.run_id === run.run_id ? ended : each));
    server.runs.set(run.thread_id, others);
    const isOther = others.some((each) => each.status === "running");
    this.touch(run.thread_id, isOther ? "busy" : fate);
    const isAsked = !isOther && fate === "interrupted" && others[0]?.run_id === run.run_id;
    if (isAsked) this.asking.set(run.thread_id, run.run_id);
  }

  /** Requests and answers overtake each other. */
  private travel(moment: "arrive" | "answer"): Promise<void> {
    const longest = moment === "arrive" ? 300 : 2_500;
    return new Promise((resolve) => setTimeout(resolve, (this.sent.length * 7_919) % longest));
  }

  private letGo(runId: string): void {
    for (const answer of this.joined.get(runId) ?? []) answer();
    this.joined.delete(runId);
  }

  private async untilOver(runId: string): Promise<void> {
    const isThere = [...this.server.runs.values()].flat().some(({ run_id }) => run_id === runId);
    if (!isThere || !this.isUp) return;
    await new Promise<void>((resolve) => {
      this.joined.set(runId, [...(this.joined.get(runId) ?? []), resolve]);
    });
  }

  private touch(threadId: string, status: "busy" | Fate): void {
    const at = this.server.threads.findIndex(({ thread_id }) => thread_id === threadId);
    const before = this.server.threads[at];
    if (before !== undefined) this.server.threads[at] = { ...before, status, updated_at: iso(Date.now()) };
  }
}

function nextSlot(schedule: string, from: number): number {
  const [, minutes, seconds] = /^(?:\*\/(\d+) |.* \*\/(\d+)$)/.exec(schedule) ?? [];
  const every = seconds === undefined ? Number(minutes) * minute : Number(seconds) * second;
  return (Math.floor(from / every) + 1) * every;
}
