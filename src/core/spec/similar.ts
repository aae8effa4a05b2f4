/**
 * The candidate that somebody most likely meant by `text`, or undefined where none is near: the same letters in another
 * case or with other separators, or at most two slips (one in short words).
 */
export function mostSimilar(text: string, candidates: readonly string[]): string | undefined {
  if (text.length > 40) return undefined;
  const plain = letters(text);
  const same = candidates.find((candidate) => letters(candidate) === plain);
  if (same !== undefined) return same;
  const allowed = plain.length <= 4 ? 1 : 2;
  let best: { readonly candidate: string; readonly slips: number } | undefined;
  for (const candidate of candidates) {
    const other = letters(candidate);
    if (Math.abs(other.length - plain.length) > allowed) continue;
    const slips = editDistance(plain, other);
    if (slips <= allowed && (best === undefined || slips < best.slips)) best = { candidate, slips };
  }
  return best?.candidate;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[\s_/-]/g, "");
}

/** Levenshtein's distance, where two neighbours that changed places are one slip. */
function editDistance(left: string, right: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row++) {
    const current = [row];
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1];
      const swapped = left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1];
      current[column] = Math.min(
        at(last, column) + 1,
        at(current, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
        swapped ? at(beforeLast, column - 2) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    beforeLast = last;
    last = current;
  }
  return at(last, right.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
