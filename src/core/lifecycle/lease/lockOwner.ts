const longestWho = 100;

/**
 * Whose locks are. Each claim has an owner of its own: the server may carry one out minutes late, when its sender has got
 * the lock by a later claim and lost it again, and that must not look like the lock that it held.
 */
export class LockOwner {
  private claims = 0;

  constructor(
    /** A new one for each submission, or whatever else holds locks. */
    readonly key: string,
    /** Who that is, for those who wait. */
    private readonly who = "",
  ) {}

  /** The owner of the next claim. */
  next(): string {
    this.claims += 1;
    const claim = `${this.key}/${this.claims}`;
    return this.who === "" ? claim : `${claim} ${this.who}`;
  }

  /** Whether it is the owner of one of these claims, however late that was carried out. */
  isOwn(owner: string | undefined): boolean {
    return owner?.startsWith(`${this.key}/`) === true;
  }
}

/** Who a lock's owner is; undefined if it doesn't say that. Anyone can write it. */
export function whoOf(owner: string | undefined): string | undefined {
  return owner?.split(" ").slice(1).join(" ").slice(0, longestWho).trim() || undefined;
}
