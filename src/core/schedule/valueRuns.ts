/** Three or more values in a row become a range: 1, 2, 3, 7 is `1-3,7`. */
export function valueRuns(values: readonly number[]): readonly string[] {
  const runs: { first: number; last: number }[] = [];
  for (const value of values) {
    const run = runs.at(-1);
    if (run !== undefined && run.last === value - 1) run.last = value;
    else runs.push({ first: value, last: value });
  }
  return runs.flatMap(({ first, last }) => {
    if (last - first < 2) return last === first ? [`${first}`] : [`${first}`, `${last}`];
    return [`${first}-${last}`];
  });
}
