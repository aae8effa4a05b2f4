/** What of a server somebody wants to see as it is. */
export type Interest = "crons" | "runs";

/** Who looks at which server, and at what of it. */
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
