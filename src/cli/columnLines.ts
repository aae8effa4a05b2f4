import { printedLine } from "./printed";

/** A table for terminals: each column as wide as its widest cell, the last one as it is. */
export function columnLines(rows: readonly (readonly string[])[]): readonly string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [at, cell] of row.entries()) widths[at] = Math.max(widths[at] ?? 0, lengthOf(cell));
  }
  return rows.map((row) => {
    const cells = row.map((cell, at) => cell + " ".repeat((widths[at] ?? 0) - lengthOf(cell)));
    return printedLine(cells.join("  ").trimEnd());
  });
}

/** In characters; wide ones (East Asian, emoji) are not counted twice. */
function lengthOf(text: string): number {
  return [...text].length;
}
