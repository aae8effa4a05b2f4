/** A wait for somebody else who holds a lock. */
export interface LockWait {
  readonly lockName: string;
  /** undefined: they don't say who they are, or can't be seen. */
  readonly who: string | undefined;
  /** If they have died, they are waited for so long at most; requests in between are not counted. */
  readonly mostMilliseconds: number;
}

/** One of the waits for a lock, with what came before it. */
export interface CountedWait extends LockWait {
  /** It is more than a moment, so a person is told. */
  readonly isLong: boolean;
}

/** Nobody needs to know of a shorter wait. */
const momentMilliseconds = 2_000;

/** Counts what is waited in all, also for one holder after the other: called before each wait. */
export function waitCounter(): (milliseconds: number, wait: LockWait) => CountedWait {
  let waited = 0;
  return (milliseconds, wait) => {
    waited += milliseconds;
    return { ...wait, isLong: waited >= momentMilliseconds };
  };
}
