import type { MarkLook, RowMark } from "./rowMarks";

/** Pixels of a row. */
export const rowHeight = 40;
const middle = rowHeight / 2;

/** Every look has a shape of its own, so that nobody needs the colours. */
const shapes: Readonly<Record<MarkLook, (mark: RowMark) => string>> = {
  good: ({ width, x }) => box(x, middle - 7, width, 14),
  // A bar that is higher, with a foot: it stands out of a row of others.
  bad: ({ width, x }) => `${box(x, middle - 12, width, 24)}${box(x - 2, middle + 9, width + 4, 3)}`,
  waits: ({ width, x }) => `${box(x, middle - 9, width, 3)}${box(x, middle + 6, width, 3)}${box(x, middle - 9, 2, 18)}`,
  busy: ({ width, x }) => `${box(x, middle - 7, width, 5)}${box(x, middle + 2, width, 5)}`,
  quiet: ({ width, x }) => box(x, middle - 2, width, 4),
  coming: ({ width, x }) => box(x, middle - 7, width, 14),
  band: ({ width, x }) => box(x, middle - 4, width, 8),
  missed: ({ x }) => `M${round(x)} ${middle}a5 5 0 1 0 10 0a5 5 0 1 0 -10 0zm2 0a3 3 0 1 1 6 0a3 3 0 1 1 -6 0z`,
  end: ({ x }) => `${box(x, middle - 12, 2, 24)}${box(x - 3, middle - 12, 5, 2)}${box(x - 3, middle + 10, 5, 2)}`,
};

/** One path for all marks of each look: so a row has few elements, however many runs it has. */
export function markPaths(marks: readonly RowMark[]): ReadonlyMap<MarkLook, string> {
  const paths = new Map<MarkLook, string>();
  for (const mark of marks) paths.set(mark.look, `${paths.get(mark.look) ?? ""}${shapes[mark.look](mark)}`);
  return paths;
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${round(x)} ${y}h${round(width)}v${height}h${-round(width)}z`;
}

function round(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
