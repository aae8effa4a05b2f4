/** Which of the workers that run test files at the same time this one is, from 1 on. */
export function workerNumber(): number {
  return Number(process.env.VITEST_POOL_ID);
}
