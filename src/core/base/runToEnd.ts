/** Does work at once that could rest at each `yield`, for whoever has nobody waiting. */
export function runToEnd<Value>(work: Generator<void, Value>): Value {
  let step = work.next();
  while (step.done !== true) step = work.next();
  return step.value;
}
