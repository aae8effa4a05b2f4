/** Which data of a server a view shows. */
export type Interest = "crons" | "runs";

/** Which servers are being watched, and for which data. */
export class Watches {
  private readonly watched = new Map<string, Set<{ readonly interest: Interest }>>();

  add(key: string, interest: Interest): { end(): void } {
    const watch = { interest };
    const watches = this.watched.get(key) ?? new Set();
    this.watched.set(key, watches.add(watch));
    return {
      end: () => {
        watches.delete(watch);
        if (watches.size === 0) this.watched.delete(key);
      },
    };
  }

  has(key: string): boolean {
    return this.watched.has(key);
  }
}
