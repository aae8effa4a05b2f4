const minute = 60_000;
const every = 10 * minute;
/** What was saved may be used later, but not gathered for hours. */
const mostSaved = 1;

/**
 * Of a server that is well one thing is asked for each time of a cron that has passed. This says when one more may be: if
 * times that came together have saved one, and otherwise every ten minutes, so at most twice in a quarter of an hour.
 * Moments are epoch milliseconds.
 */
export class SpareRequests {
  private saved = 0;
  private takenAt = Number.NEGATIVE_INFINITY;

  /** From this moment on. */
  at(): number {
    return this.saved > 0 ? Number.NEGATIVE_INFINITY : this.takenAt + every;
  }

  take(now: number): void {
    if (this.saved > 0) this.saved -= 1;
    else this.takenAt = now;
  }

  /** One request has told of so many times. */
  note(times: number): void {
    this.saved = Math.min(this.saved + Math.max(times - 1, 0), mostSaved);
  }
}
