/** The lines that differ between two texts, as one replacement; offsets are UTF-16 units of `before`. */
export function textChange(
  before: string,
  after: string,
): { readonly offset: number; readonly length: number; readonly content: string } {
  const [old, fresh] = [before.split(/(?<=\n)/), after.split(/(?<=\n)/)];
  const most = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < most && old[start] === fresh[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  const offset = lengthOf(old.slice(0, start));
  return {
    offset,
    length: lengthOf(old.slice(start, old.length - end)),
    content: fresh.slice(start, fresh.length - end).join(""),
  };
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length, 0);
}
