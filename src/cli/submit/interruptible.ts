import type { CliIo } from "../cliIo";
import { cliText } from "../cliTexts";

/**
 * Runs `act` so that Ctrl+C cancels it, which is said; a second Ctrl+C ends the process. undefined: it was cancelled
 * before `act` has written anything, and has thrown the signal's reason.
 */
export async function interruptible<Value>(
  io: Pick<CliIo, "err" | "onInterrupt">,
  act: (signal: AbortSignal) => Promise<Value>,
): Promise<Value | undefined> {
  const cancel = new AbortController();
  const { signal } = cancel;
  const letGo = io.onInterrupt(() => {
    io.err(cliText("cancelling"));
    cancel.abort();
  });
  try {
    return await act(signal);
  } catch (error) {
    if (!signal.aborted || error !== signal.reason) throw error;
    io.err(cliText("cancelledFirst"));
    return undefined;
  } finally {
    letGo();
  }
}
