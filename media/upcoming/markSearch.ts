import type { RowMark } from "./rowMarks";
import type { TimeRange } from "./timeRange";

/** The mark at a place, or the nearest one within a few pixels; undefined if there is none. */
export function markAt(marks: readonly RowMark[], x: number): RowMark | undefined {
  let nearest: RowMark | undefined;
  let least = 5;
  for (const mark of marks) {
    const distance = x < mark.x ? mark.x - x : Math.max(0, x - mark.x - mark.width);
    if (distance < least || (distance === 0 && least === 0)) {
      nearest = mark;
      least = distance;
    }
  }
  return nearest;
}

/** The mark that is nearest in time to one of another row. */
export function nearestMark(marks: readonly RowMark[], to: RowMark): RowMark | undefined {
  const distance = ({ first }: RowMark) => Math.abs(first - to.first);
  return marks.reduce<RowMark | undefined>(
    (best, mark) => (best === undefined || distance(mark) < distance(best) ? mark : best),
    undefined,
  );
}

/** The first mark in sight, or else the first one after it. */
export function firstMark(marks: readonly RowMark[], { from }: TimeRange): RowMark | undefined {
  return marks.find(({ last }) => last >= from);
}

/** The last mark in sight. */
export function lastMark(marks: readonly RowMark[], { from, length }: TimeRange): RowMark | undefined {
  return marks.findLast(({ first, last }) => last >= from && first <= from + length);
}
