/** One measured line of `npm run bench`. */
export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was asked for, in words; absent where the figure is only told. */
  readonly goal?: string;
  readonly passed: boolean;
}

export function atMost(name: string, value: number, unit: string, most: number): BenchResult {
  return { name, value, unit, goal: `≤ ${most}`, passed: value <= most };
}

/** A figure without a goal. */
export function told(name: string, value: number, unit: string): BenchResult {
  return { name, value, unit, passed: true };
}
