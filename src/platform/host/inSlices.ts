/**
 * The longest time that work may block everything else. Even with the slowest garbage collection, one slice stays well
 * below a frame of 16 ms.
 */
const sliceMilliseconds = 4;

/**
 * Runs work that pauses at each `yield`, and lets other work run between slices. If it needed several slices, the
 * caller continues in a new slice. If the result is no longer wanted, the rest is skipped: undefined.
 */
export async function inSlices<Value>(
  work: Generator<void, Value>,
  isWanted: () => boolean = () => true,
): Promise<Value | undefined> {
  let sliceEnd = performance.now() + sliceMilliseconds;
  let isFirst = true;
  for (;;) {
    const step = work.next();
    if (step.done === true && isFirst) return step.value;
    if (step.done !== true && performance.now() < sliceEnd) continue;
    await new Promise((resolve) => setImmediate(resolve));
    if (!isWanted()) return undefined;
    if (step.done === true) return step.value;
    isFirst = false;
    sliceEnd = performance.now() + sliceMilliseconds;
  }
}
