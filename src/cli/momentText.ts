/** A moment (epoch milliseconds) as people read it in a log: UTC, to the second. */
export function momentText(epoch: number): string {
  return new Date(epoch).toISOString().replace(/\.\d+Z$/, "Z");
}

/** The same for JSON. */
export function momentOrNull(epoch: number | null | undefined): string | null {
  return epoch === undefined || epoch === null ? null : momentText(epoch);
}
