/** The lines of a table. Cells are Markdown already. */
export function tableLines(head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}

/** The lines from the first on that have, with their line breaks, no more than so many bytes of UTF-8. */
export function fittingLines(lines: readonly string[], mostBytes: number): readonly string[] {
  let left = mostBytes;
  const end = lines.findIndex((line) => {
    left -= bytesOf([line]);
    return left < 0;
  });
  return end < 0 ? lines : lines.slice(0, end);
}

/** In UTF-8, with their line breaks. */
export function bytesOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
}
