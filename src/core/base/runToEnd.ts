/** Runs a generator to its end without pausing at its `yield`s. */
export function runToEnd<Value>(work: Generator<void, Value>): Value {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}
