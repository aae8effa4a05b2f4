/** Milliseconds that each job took, in the order of the jobs: the median over all rounds. */
export type JobTimes = readonly number[];

export interface Contender<Job> {
  readonly name: string;
  /** What it promises is waited for. */
  readonly run: (job: Job) => unknown;
}

/**
 * Times several contenders on the same jobs: the same warm-up for each, then rounds in which every job is given to
 * all of them in turn, jobs in another order each round.
 */
export async function measureJobs<Job>(
  contenders: readonly Contender<Job>[],
  jobs: readonly Job[],
  rounds: number,
): Promise<readonly JobTimes[]> {
  const samples = contenders.map(() => jobs.map((): number[] => []));
  for (let round = -1; round < rounds; round += 1) {
    for (const index of shuffled(jobs.length)) {
      for (const [who, contender] of contenders.entries()) {
        const job = jobs[index];
        if (job === undefined) continue;
        const took: number[] = [];
        for (let repeat = 0; repeat < repeats; repeat += 1) took.push(await timed(() => contender.run(job)));
        if (round >= 0) samples[who]?.[index]?.push(median(took));
      }
    }
  }
  return samples.map((perJob) => perJob.map(median));
}

/** The first of them finds the caches full of the contender before it, which is no merit of anybody's. */
const repeats = 3;

/** In milliseconds. */
export async function timed(run: () => unknown): Promise<number> {
  const began = performance.now();
  const result = run();
  if (result instanceof Promise) await result;
  return performance.now() - began;
}

/** In milliseconds; waiting costs nothing. */
export async function processorTime(work: () => Promise<void>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { system, user } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

function shuffled(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => ({ index, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ index }) => index);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** The value that this share of the values, from 0 to 1, does not exceed. */
export function percentile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.ceil(values.length * share) - 1] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
