import type { LiveCron, LivePorts, LiveQuestion } from "./livePorts";

/** When a cron is looked at next, and for which of its times. */
export interface Look {
  readonly cron: LiveCron;
  readonly slot: number;
  readonly at: number;
  /** How often its run was found under way. */
  readonly tries: number;
  readonly about: "start" | "run" | "late";
}

const second = 1_000;
/** After the server's poll, so that a short run has come to its end. */
const settle = 2 * second;
/** Other windows ask at other moments. */
const longestJitter = 2 * second;
/** A run that is under way is looked at again after 5, 10, 20, 40 and then every 60 s. */
const firstWait = 5 * second;
const longestWait = 60 * second;

type LookPorts = Pick<LivePorts, "now" | "random" | "crons" | "pollMilliseconds" | "sign">;

/** When each cron of a server is looked at next. */
export class Looks {
  private readonly looks = new Map<string, Look>();
  private crons: readonly LiveCron[] = [];
  /** The same for all, so that crons that are due together are looked at together. */
  private readonly jitter: number;

  constructor(private readonly ports: LookPorts) {
    this.jitter = ports.random() * longestJitter;
  }

  /** Those whose moment has come. */
  due(now: number): readonly Look[] {
    return [...this.looks.values()].filter(({ at }) => at <= now);
  }

  /** The moment of the next; infinite if there is none. */
  next(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { at } of this.looks.values()) next = Math.min(next, at);
    return next;
  }

  set(look: Look): void {
    this.looks.set(look.cron.id, look);
  }

  /** Only crons that are new or have changed are reckoned again; a time that has come is still looked at. */
  takeCrons(): void {
    const crons = this.ports.crons();
    if (crons === this.crons) return;
    this.crons = crons;
    const now = this.ports.now();
    const gone = new Set(this.looks.keys());
    for (const cron of crons) {
      gone.delete(cron.id);
      const before = this.looks.get(cron.id);
      if (before?.cron === cron) continue;
      if (before !== undefined && before.slot <= now) this.set({ ...before, cron });
      else if (before === undefined && this.ports.sign(cron.id, now) === "underWay") this.again(cron, now, 0);
      // The server may still be at it with what was due a moment ago.
      else this.after(cron, before === undefined ? now - this.ports.pollMilliseconds() : now);
    }
    for (const id of gone) this.looks.delete(id);
  }

  /** For the first time of a cron after a moment, once the server can have handled it. */
  after(cron: LiveCron, moment: number): void {
    const slot = cron.nextAfter(moment);
    if (slot === undefined) {
      this.looks.delete(cron.id);
      return;
    }
    const at = slot + this.ports.pollMilliseconds() + settle + this.jitter;
    this.set({ cron, slot, at, tries: 0, about: "start" });
  }

  /** For a run that is under way, each time later. */
  again(cron: LiveCron, slot: number, tries: number): void {
    const at = this.ports.now() + Math.min(firstWait * 2 ** tries, longestWait);
    this.set({ cron, slot, at, tries: tries + 1, about: "run" });
  }
}

/** Whether the answer to a question tells how the look's cron is doing. */
export function isToldBy(question: LiveQuestion, look: Look): boolean {
  const { about, cron } = look;
  switch (question.kind) {
    case "threads":
      return about !== "late" && cron.threadId !== null && question.ids.includes(cron.threadId);
    case "newThreads":
      return isSeenByThreads(look);
    case "crons":
      return isSeenByList(look);
    case "runs":
    case "probe":
      return false;
  }
}

/** That a thread without a name was left by a new run is not known; of a run that was seen, its thread is. */
export function isSeenByThreads({ about, cron: { leaves, threadId } }: Look): boolean {
  if (threadId !== null || about === "late") return false;
  return leaves === "namedThread" || (leaves === "thread" && about === "run");
}

/** Only the list tells that a cron is late, or has had a time of which no thread tells. */
export function isSeenByList(look: Look): boolean {
  return look.about === "late" || (look.cron.threadId === null && !isSeenByThreads(look));
}

/** A run that the server deletes at its end may still be there. */
export function mayBeSeen(look: Look): boolean {
  return look.about === "start" && look.tries === 0 && isSeenByList(look) && look.cron.leaves === "nothing";
}
