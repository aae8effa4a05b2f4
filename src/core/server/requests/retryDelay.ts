/** How often a repeatable request is sent at most. */
export const maximumTries = 4;

/** The longest wait we accept; a server that asks for more is not tried again. */
const longestWaitMilliseconds = 60_000;
const firstWaitMilliseconds = 250;

/**
 * Milliseconds to wait after the `tries`-th try (from 1). Uses the server's own time if given, or null if that is over
 * a minute; otherwise doubles from a quarter of a second, less up to half at random, to spread clients out. `random`
 * returns 0 to 1.
 */
export function retryDelay(tries: number, retryAfterSeconds: number | null, random: () => number): number | null {
  if (retryAfterSeconds !== null) {
    const asked = retryAfterSeconds * 1000;
    return asked > longestWaitMilliseconds ? null : asked;
  }
  const whole = Math.min(firstWaitMilliseconds * 2 ** (tries - 1), longestWaitMilliseconds);
  return whole * (1 - random() / 2);
}

/** Seconds of a `Retry-After` header (a number or an HTTP date); null if unusable. `now` is in epoch milliseconds. */
export function retryAfterSeconds(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  // Date.parse reads a bare number as a year; an HTTP date begins with a weekday.
  const date = /^[A-Z][a-z]+,/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}
