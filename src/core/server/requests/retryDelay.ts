/** How often a request that may be repeated is sent at most. */
export const maximumTries = 4;

/** No server may keep us waiting longer than this: whoever asks for more is not asked again. */
const longestWaitMilliseconds = 60_000;
const firstWaitMilliseconds = 250;

/**
 * Milliseconds to wait after the `tries`-th try (from 1). What the server asked for where it did, null where that is more
 * than a minute; otherwise doubling from a quarter of a second, up to half of it at random, so that many clients spread
 * out. `random` gives 0 to 1.
 */
export function retryDelay(tries: number, retryAfterSeconds: number | null, random: () => number): number | null {
  if (retryAfterSeconds !== null) {
    const asked = retryAfterSeconds * 1000;
    return asked > longestWaitMilliseconds ? null : asked;
  }
  const whole = Math.min(firstWaitMilliseconds * 2 ** (tries - 1), longestWaitMilliseconds);
  return whole * (1 - random() / 2);
}

/** Seconds of a `Retry-After` header, which is a number or an HTTP date; null where there is none to go by. `now` in epoch milliseconds. */
export function retryAfterSeconds(header: string | null, now: number): number | null {
  if (header === null) return null;
  if (/^\s*\d{1,9}\s*$/.test(header)) return Number(header);
  // Date.parse takes a bare number for a year; an HTTP date begins with a weekday.
  const date = /^[A-Z][a-z]+,/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, Math.ceil((date - now) / 1000));
}
