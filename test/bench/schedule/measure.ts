import type { Job } from "./corpus";

/** Milliseconds that each job took, in the order of the jobs: the median over all rounds. */
export type JobTimes = readonly number[];

export interface Contender {
  readonly name: string;
  readonly run: (job: Job) => unknown;
}

/**
 * Times several contenders on the same jobs: the same warm-up for each, then rounds in which every job is given to
 * all of them in turn, jobs in another order each round.
 */
export function measureJobs(
  contenders: readonly Contender[],
  jobs: readonly Job[],
  rounds: number,
): readonly JobTimes[] {
  const samples = contenders.map(() => jobs.map((): number[] => []));
  for (let round = -1; round < rounds; round += 1) {
    for (const index of shuffled(jobs.length)) {
      for (const [who, contender] of contenders.entries()) {
        const job = jobs[index];
        if (job === undefined) continue;
        const took = median(Array.from({ length: repeats }, () => timed(contender, job)));
        if (round >= 0) samples[who]?.[index]?.push(took);
      }
    }
  }
  return samples.map((perJob) => perJob.map(median));
}

/** The first of them finds the caches full of the contender before it, which is no merit of anybody's. */
const repeats = 3;

function timed(contender: Contender, job: Job): number {
  const began = performance.now();
  contender.run(job);
  return performance.now() - began;
}

function shuffled(length: number): readonly number[] {
  return Array.from({ length }, (_, index) => ({ index, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ index }) => index);
}

export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
