const hour = 3_600_000;
const day = 24 * hour;

/** The part of time that is in sight. Epoch milliseconds, and milliseconds. */
export interface TimeRange {
  readonly from: number;
  readonly length: number;
}

/** What the buttons show, by the names of their texts. */
export const ranges = { sixHours: 6 * hour, day, week: 7 * day, month: 30 * day } as const;
export type RangeName = keyof typeof ranges;

const shortest = hour;
const longest = 62 * day;
/** Where now is when it is gone to: most of the room is for what comes. */
const nowAt = 0.25;

export function rangeAround(now: number, length: number): TimeRange {
  return { from: now - length * nowAt, length };
}

/** `by`: a share of the range; positive is later. */
export function panned({ from, length }: TimeRange, by: number): TimeRange {
  return { from: from + length * by, length };
}

/** `factor`: below 1 shows less time. `at`: the place that stays, as a share of the range. */
export function zoomed({ from, length }: TimeRange, factor: number, at: number): TimeRange {
  const next = Math.min(longest, Math.max(shortest, length * factor));
  return { from: from + (length - next) * at, length: next };
}

/** A range that was kept by an earlier page; undefined if it is none. */
export function readRange(value: unknown): TimeRange | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { from, length } = value as Partial<Record<keyof TimeRange, unknown>>;
  if (typeof from !== "number" || typeof length !== "number") return undefined;
  return Number.isFinite(from) && length >= shortest && length <= longest ? { from, length } : undefined;
}
