/** Ascending and distinct. */
export function distinct(values: readonly number[]): readonly number[] {
  return [...new Set(values)].sort((a, b) => a - b);
}

/** The steps before and after a count. */
export function nearest(count: number, steps: readonly number[]): readonly number[] {
  return [steps.filter((step) => step < count).at(-1), steps.find((step) => step > count)].filter(
    (step) => step !== undefined,
  );
}
