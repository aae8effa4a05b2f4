/** One answer: epoch milliseconds of this computer's clock, and the answer's `Date`. */
export interface DatedAnswer {
  readonly begun: number;
  readonly ended: number;
  readonly date: number;
}

/** A `Date` names whole seconds, and servers compute it once a second (uvicorn). */
const dateIsBehind = 2_000;

/**
 * How far a server's clock is ahead of this computer's, as the `Date` of its answers shows: each was written between the
 * start and the end of its request. One object per address, shared by all who ask there.
 */
export class ServerClock {
  private least = Number.NEGATIVE_INFINITY;
  private most = Number.POSITIVE_INFINITY;

  note({ begun, date, ended }: DatedAnswer): void {
    const [least, most] = [date - ended, date + dateIsBehind - begun];
    // No difference explains both if one of the clocks was set in between: only the newer answer tells.
    const isSet = least > this.most || most < this.least;
    this.least = isSet ? least : Math.max(this.least, least);
    this.most = isSet ? most : Math.min(this.most, most);
  }

  /**
   * By how many milliseconds the server's clock is ahead at least; negative if it is behind. 0 as long as no difference
   * is certain, undefined if no answer had a date.
   */
  get ahead(): number | undefined {
    if (!Number.isFinite(this.least)) return undefined;
    return this.least > 0 ? this.least : Math.min(0, this.most);
  }
}
