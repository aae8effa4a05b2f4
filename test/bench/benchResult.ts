/** One measured line of `npm run bench`. */
export interface BenchResult {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What was asked for, in words; absent where the figure is only told. */
  readonly goal?: string;
  readonly passed: boolean;
}
