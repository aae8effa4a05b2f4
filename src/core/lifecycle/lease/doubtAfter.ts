/** The request time-out if none is configured. */
export const defaultTimeoutMilliseconds = 20_000;

/**
 * How long to wait after an unclear answer before searching for the cron, in milliseconds: longer than the longest
 * request of `timeoutMilliseconds`, so that a request still under way has ended.
 */
export function doubtAfter(timeoutMilliseconds: number): number {
  return timeoutMilliseconds * 1.25;
}

/** A create may be committed this long after its sender has died. */
export const lateMilliseconds = 10 * 60_000;
