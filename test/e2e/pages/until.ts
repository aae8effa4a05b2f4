interface Patience {
  /** In milliseconds, as `interval`. */
  readonly timeout?: number;
  readonly interval?: number;
}

/** Asks again and again until it is so; what fails is asked again. Without a test runner: benches use the pages, too. */
export async function until(
  isSo: () => Promise<boolean>,
  { interval = 50, timeout = 30_000 }: Patience = {},
): Promise<void> {
  const end = Date.now() + timeout;
  for (;;) {
    const answer = await isSo().catch((failure: unknown) => failure);
    if (answer === true) return;
    if (Date.now() > end) {
      throw new Error(`Not so within ${timeout} ms: ${isSo.toString()}`, answer === false ? {} : { cause: answer });
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
}
