/**
 * The candidate most likely meant by `text`, or undefined if none is close: the same letters in another case or with
 * other separators, or at most two typing errors (one in short words).
 */
export function mostSimilar(text: string, candidates: readonly string[]): string | undefined {
  return mostSimilarOf(text, candidates.map(candidateOf));
}

/** A possible intended name, prepared for comparison with many texts. */
export interface Candidate {
  readonly name: string;
  readonly plain: string;
  /** The characters of `plain` as a bit set, in which several characters may share a bit. */
  readonly characters: number;
}

export function candidateOf(name: string): Candidate {
  const plain = letters(name);
  return { name, plain, characters: charactersOf(plain) };
}

/** Like `mostSimilar`, for candidates used repeatedly. `mostSlips`: default two, in short words one. */
export function mostSimilarOf(
  text: string,
  candidates: readonly Candidate[],
  mostSlips = letters(text).length <= 4 ? 1 : 2,
): string | undefined {
  if (text.length > 40) return undefined;
  const plain = letters(text);
  const same = candidates.find((candidate) => candidate.plain === plain);
  if (same !== undefined) return same.name;
  const characters = charactersOf(plain);
  let best: { readonly name: string; readonly slips: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.plain.length - plain.length) > mostSlips) continue;
    if (leastSlips(characters, candidate.characters) > mostSlips) continue;
    const slips = editDistance(plain, candidate.plain);
    if (slips <= mostSlips && (best === undefined || slips < best.slips)) best = { name: candidate.name, slips };
  }
  return best?.name;
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[\s_/-]/g, "");
}

function charactersOf(plain: string): number {
  let bits = 0;
  for (let at = 0; at < plain.length; at += 1) bits |= 1 << (plain.charCodeAt(at) & 31);
  return bits;
}

/** A lower bound of the distance: one slip removes at most one character and adds at most one. */
function leastSlips(left: number, right: number): number {
  return Math.max(countBits(left & ~right), countBits(right & ~left));
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Levenshtein distance in which swapping two neighbours counts as one slip. */
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
