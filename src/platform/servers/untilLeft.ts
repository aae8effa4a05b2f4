/** The result of a shared promise, or of `left` as soon as the caller's signal is aborted: the others keep waiting. */
export function untilLeft<Value>(
  shared: Promise<Value>,
  signal: AbortSignal | undefined,
  left: () => Value,
): Promise<Value> {
  if (signal === undefined) return shared;
  return new Promise((resolve, reject) => {
    const leave = () => resolve(left());
    if (signal.aborted) leave();
    signal.addEventListener("abort", leave, { once: true });
    shared.then(resolve, reject).finally(() => signal.removeEventListener("abort", leave));
  });
}
