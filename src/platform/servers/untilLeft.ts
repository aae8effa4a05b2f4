/** What a shared promise gives, or what `left` gives as soon as the caller's signal is aborted: the others wait on. */
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
