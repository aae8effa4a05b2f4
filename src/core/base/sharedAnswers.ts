import type { Clock } from "./clock";

interface Asked<Value> {
  readonly answer: Promise<Value>;
  readonly abort: AbortController;
  /** Epoch milliseconds. */
  endsAt: number;
  waiting: number;
}

/**
 * Shares answers among callers: each question is asked once per lifetime, and a failure counts as an answer. A question
 * that all callers cancelled is aborted, and the next caller asks it again.
 */
export class SharedAnswers<Value> {
  private readonly asked = new Map<string, Asked<Value>>();

  constructor(
    private readonly lifetimeMilliseconds: number,
    private readonly clock: Pick<Clock, "now">,
    /** How long a failure counts as the answer. */
    private readonly failureMilliseconds = lifetimeMilliseconds,
  ) {}

  /** Rejects as `load` does, or with the signal's reason. `key` identifies the question: equal keys share an answer. */
  ask(key: string, load: (signal: AbortSignal) => Promise<Value>, signal?: AbortSignal): Promise<Value> {
    if (signal?.aborted === true) return Promise.reject(signal.reason);
    const asked = this.current(key) ?? this.begin(key, load);
    asked.waiting += 1;
    return new Promise((resolve, reject) => {
      const leave = () => {
        asked.waiting -= 1;
        if (asked.waiting === 0) this.giveUp(key, asked);
        reject(signal?.reason);
      };
      signal?.addEventListener("abort", leave, { once: true });
      const stay = () => signal?.removeEventListener("abort", leave);
      asked.answer.finally(stay).then(resolve, reject);
    });
  }

  /** Questions under way still answer those who wait. */
  forget(): void {
    this.asked.clear();
  }

  private current(key: string): Asked<Value> | undefined {
    for (const [known, { endsAt }] of this.asked) {
      if (endsAt <= this.clock.now()) this.asked.delete(known);
    }
    return this.asked.get(key);
  }

  private begin(key: string, load: (signal: AbortSignal) => Promise<Value>): Asked<Value> {
    const abort = new AbortController();
    const endsAt = this.clock.now() + this.lifetimeMilliseconds;
    const asked: Asked<Value> = { answer: load(abort.signal), abort, endsAt, waiting: 0 };
    this.asked.set(key, asked);
    asked.answer.catch(() => {
      asked.endsAt = Math.min(endsAt, this.clock.now() + this.failureMilliseconds);
    });
    return asked;
  }

  private giveUp(key: string, asked: Asked<Value>): void {
    asked.abort.abort();
    if (this.asked.get(key) === asked) this.asked.delete(key);
  }
}
