/**
 * How long work may keep everything else from running. With what collecting its garbage takes at the worst moment, one slice
 * stays well below a frame of 16 ms.
 */
const sliceMilliseconds = 4;

/**
 * Does work that rests at each `yield`, and lets others run between slices of it. What comes after work of several slices
 * begins with a slice of its own. Where nobody wants the answer any more the rest isn't done: undefined.
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
