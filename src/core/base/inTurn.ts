/**
 * Runs a task one time after the other. Calls during a run share the next one: what they ask for may have changed since
 * the run began.
 */
export function inTurn(task: () => Promise<void>): () => Promise<void> {
  let running = Promise.resolve();
  let next: Promise<void> | undefined;
  const start = () => {
    next = undefined;
    running = task();
    return running;
  };
  return () => {
    next ??= running.then(start, start);
    return next;
  };
}
