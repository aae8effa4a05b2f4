import type { LivePorts, LiveQuestion } from "./livePorts";
import { isSeenByList, isSeenByThreads, isToldBy, type Look, Looks, mayBeSeen } from "./looks";
import { SpareRequests } from "./spareRequests";

const second = 1_000;
/** Never two requests in less. */
const pace = 5 * second;
const jitter = 2 * second;
/** A server that doesn't answer is asked again after 10, 20, 40 s … at most so much later. */
const longestSilence = 5 * 60 * second;
/** The list, with what others have changed, is read again after this, or after the longer one if no time has passed. */
const listAge = 60 * second;
const longestListAge = 10 * 60 * second;
/** Node's timers take no more than 24 days. */
const longestSleep = 60 * 60 * second;
/** The most threads in one request. */
const mostThreads = 1_000;

/** Whose turn it can be; the first, if none was before the other. */
const turns = ["fleeting", "threads", "newThreads", "crons", "runs"] as const;

type Turn = (typeof turns)[number];

/**
 * Keeps what is known of one server up to date while somebody looks, without polling: it knows when each cron is due,
 * and asks only after that, for those crons only.
 */
export class LiveUpdates {
  private readonly looks: Looks;
  /** Threads whose runs are to be read, oldest first, with the moment since when. */
  private readonly unexplained = new Map<string, number>();
  private cancelTimer: (() => void) | undefined;
  private running: AbortController | undefined;
  private lastAsked = Number.NEGATIVE_INFINITY;
  private listRead: number;
  private silences = 0;
  private readonly asked = new Map<Turn, number>();
  private readonly spare = new SpareRequests();
  /** Some time has passed since the list was read. */
  private isListOld = false;

  constructor(private readonly ports: LivePorts) {
    this.looks = new Looks(ports);
    this.listRead = ports.now();
  }

  /** Begins, or goes on after `stop`. What was due meanwhile is asked for at once. */
  start(): void {
    this.takeUnexplained();
    this.plan();
  }

  /** Ends at once: also the request that is running. */
  stop(): void {
    this.cancelTimer?.();
    this.cancelTimer = undefined;
    this.running?.abort();
    this.running = undefined;
  }

  /** The crons, or what is known of them, have changed. `isListRead`: all of them were read just now. */
  follow({ isListRead }: { readonly isListRead: boolean }): void {
    if (isListRead) this.noteList();
    if (this.cancelTimer !== undefined && this.running === undefined) this.plan();
  }

  private plan(): void {
    this.cancelTimer?.();
    this.looks.takeCrons();
    // Somebody else's request may have shown it.
    if (this.silences === 0 && this.ports.isSilent()) this.silences = 1;
    const now = this.ports.now();
    const earliest = this.lastAsked + this.wait();
    const wanted = this.silences > 0 ? earliest : this.nextMoment();
    const at = Math.max(now, earliest, wanted);
    this.cancelTimer = this.ports.after(Math.min(at - now, longestSleep), () => void this.ask());
  }

  private wait(): number {
    return this.silences === 0
      ? pace
      : Math.min(pace * 2 ** this.silences, longestSilence) + this.ports.random() * jitter;
  }

  private nextMoment(): number {
    let next = this.looks.next();
    for (const since of this.unexplained.values()) next = Math.min(next, since);
    if (this.ports.behind().length > 0) next = Math.min(next, this.ports.now());
    return Math.min(next, this.listDue());
  }

  private listDue(): number {
    if (!this.ports.hasCrons()) return Number.POSITIVE_INFINITY;
    return Math.max(this.listRead + (this.isListOld ? listAge : longestListAge), this.spare.at());
  }

  private noteList(): void {
    this.listRead = this.ports.now();
    this.isListOld = false;
    this.silences = 0;
    this.takeUnexplained();
  }

  private takeUnexplained(): void {
    for (const threadId of this.ports.unexplained()) this.explain(threadId);
  }

  private explain(threadId: string): void {
    if (!this.unexplained.has(threadId)) this.unexplained.set(threadId, this.ports.now());
  }

  private async ask(): Promise<void> {
    const now = this.ports.now();
    const due = this.looks.due(now);
    const question = this.silences > 0 ? ({ kind: "probe" } as const) : this.choose(due, now);
    if (question === undefined) {
      this.plan();
      return;
    }
    const running = new AbortController();
    this.running = running;
    this.cancelTimer = () => undefined;
    this.lastAsked = now;
    if (isSpare(question, due)) this.spare.take(now);
    const isAnswered = await this.ports.ask(question, running.signal).catch(() => false);
    if (running.signal.aborted) return;
    this.running = undefined;
    this.silences = isAnswered && !this.ports.isSilent() ? 0 : this.silences + 1;
    if (isAnswered) this.learn(question, due);
    this.plan();
  }

  /**
   * One kind at a time: of those that wait, the one that was asked least recently, so that none waits for ever where
   * crons are due all the time.
   */
  private choose(due: readonly Look[], now: number): LiveQuestion | undefined {
    const waiting = turns.flatMap((turn) => {
      const question = this.waits(turn, due, now);
      return question === undefined ? [] : [{ turn, question }];
    });
    const at = ({ turn }: { readonly turn: Turn }) => this.asked.get(turn) ?? Number.NEGATIVE_INFINITY;
    const [next, ...others] = waiting;
    if (next === undefined) return undefined;
    const { question, turn } = others.reduce((least, other) => (at(other) < at(least) ? other : least), next);
    this.asked.set(turn, now);
    return question;
  }

  private waits(turn: Turn, due: readonly Look[], now: number): LiveQuestion | undefined {
    switch (turn) {
      case "fleeting":
        return runsOf(this.ports.fleeting());
      case "threads": {
        const looks = due.filter(({ about }) => about !== "late").toSorted((one, other) => one.at - other.at);
        const onThreads = looks.map(({ cron }) => cron.threadId).filter((id) => id !== null);
        const ids = [...new Set([...this.ports.behind(), ...onThreads])].slice(0, mostThreads);
        return ids.length === 0 ? undefined : { kind: "threads", ids };
      }
      case "newThreads": {
        const isSaved = due.some(mayBeSeen) && this.spare.at() <= now;
        return isSaved || due.some(isSeenByThreads) ? { kind: "newThreads" } : undefined;
      }
      case "crons":
        return due.some(isSeenByList) || this.listDue() <= now ? { kind: "crons" } : undefined;
      case "runs":
        return runsOf([...this.unexplained.keys()][0]);
    }
  }

  private learn(question: LiveQuestion, due: readonly Look[]): void {
    const told = due.filter((look) => isToldBy(question, look));
    switch (question.kind) {
      case "crons":
        this.noteList();
        break;
      case "newThreads":
        for (const look of due) if (mayBeSeen(look)) this.looks.set({ ...look, tries: 1 });
        this.takeUnexplained();
        break;
      case "runs":
        this.unexplained.delete(question.threadId);
        break;
      default:
        break;
    }
    for (const look of told) this.conclude(look);
    const times = told.filter(({ about }) => about === "start");
    const seen = this.listRead - this.ports.pollMilliseconds();
    this.isListOld ||= times.some(({ slot }) => slot > seen);
    this.spare.note(times.length);
  }

  private conclude({ about, cron, slot, tries }: Look): void {
    const now = this.ports.now();
    const sign = this.ports.sign(cron.id, slot);
    const late = slot + this.ports.graceMilliseconds();
    if (sign === "underWay") {
      // A time that has come meanwhile may have queued another run: only the runs tell.
      const isQueued = about === "run" && (cron.nextAfter(slot) ?? now) < now;
      if (isQueued && cron.threadId !== null) this.explain(cron.threadId);
      this.looks.again(cron, isQueued ? now : slot, tries);
    } else if (sign === "none" && about !== "late" && late > now) {
      this.looks.set({ cron, slot, tries, at: late, about: "late" });
    } else {
      if (sign !== "ended" && cron.threadId !== null) this.explain(cron.threadId);
      // What was due by now was seen with this answer.
      this.looks.after(cron, Math.max(slot, now - this.ports.pollMilliseconds()));
    }
  }
}

/**
 * One that no time alone is reason enough for: the list, because of what others may have changed; the newest threads, for
 * runs that their server deletes, because only the list tells that they were started.
 */
function isSpare(question: LiveQuestion, due: readonly Look[]): boolean {
  if (question.kind !== "crons" && question.kind !== "newThreads") return false;
  return !due.some((look) => look.about !== "late" && isToldBy(question, look));
}

function runsOf(threadId: string | undefined): LiveQuestion | undefined {
  return threadId === undefined ? undefined : { kind: "runs", threadId };
}
