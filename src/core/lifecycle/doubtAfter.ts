/** Where nobody says how long a request may take. */
export const defaultTimeoutMilliseconds = 20_000;

/**
 * How long to wait after an unclear answer before looking what became of a create, in milliseconds: longer than the
 * longest request of `timeoutMilliseconds`, so that one that is still under way is seen to its end.
 */
export function doubtAfter(timeoutMilliseconds: number): number {
  return timeoutMilliseconds * 1.25;
}

/** A create may be committed this long after its sender has died. */
export const lateMilliseconds = 10 * 60_000;
