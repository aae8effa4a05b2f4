/** What became of a run, as far as a picture shows it. */
export type SeenKind = "good" | "bad" | "waits" | "busy" | "quiet";

/** A run that was created. Epoch milliseconds. */
export interface SeenMark {
  readonly runId: string;
  readonly start: number;
  /** Undefined while it is not over. */
  readonly end: number | undefined;
  readonly kind: SeenKind;
}

/** Runs that are drawn as one. */
export interface SeenSpan {
  readonly first: number;
  /** The latest end, or now. */
  readonly last: number;
  /** Oldest first. */
  readonly marks: readonly SeenMark[];
}

/**
 * The runs that touch a window, those nearer than `apart` together: a band of ones that went well does not hide one
 * that failed, because runs of another kind begin a span of their own.
 */
export function seenSpans(
  marks: readonly SeenMark[],
  window: { readonly from: number; readonly to: number; readonly apart: number },
  now: number,
): readonly SeenSpan[] {
  const spans: { first: number; last: number; marks: SeenMark[] }[] = [];
  for (const mark of [...marks].sort((one, other) => one.start - other.start)) {
    const last = Math.max(mark.start, mark.end ?? now);
    if (last <= window.from || mark.start >= window.to) continue;
    const before = spans.at(-1);
    const isNear = before !== undefined && mark.start - before.last < window.apart;
    if (before !== undefined && isNear && before.marks[0]?.kind === mark.kind) {
      before.last = Math.max(before.last, last);
      before.marks.push(mark);
    } else {
      spans.push({ first: mark.start, last, marks: [mark] });
    }
  }
  return spans;
}
