import { type HeldSet, holdSet } from "../../core/apply/holdSet";
import { whoWrites } from "../../core/base/whoWrites";
import { doubtAfter } from "../../core/lifecycle/lease/doubtAfter";
import type { AgentServer } from "../../core/server/agentServer";
import { type CliIo, exitCodes } from "../cliIo";
import { interruptible } from "../submit/interruptible";
import { timeoutMilliseconds } from "../submit/submitSpec";
import { WaitPrinter } from "../submit/waitPrinter";

export interface Held extends HeldSet {
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  readonly waits: WaitPrinter;
}

/**
 * Waits until nobody else applies this set, says for whom, and lets nobody else apply it meanwhile. Ctrl+C cancels the
 * wait, too. Throws `ServerFailure`.
 */
export async function holdForApply<End>(
  set: string | undefined,
  server: AgentServer,
  io: CliIo,
  act: (held: Held) => Promise<End>,
): Promise<End | typeof exitCodes.refused> {
  const waits = new WaitPrinter(io);
  const end = await interruptible(io, async (signal) => {
    const held = await holdSet({
      set,
      server,
      signal,
      clock: io.clock,
      who: whoWrites(io.env),
      doubtMilliseconds: doubtAfter(timeoutMilliseconds),
      onWait: waits.tellOthers,
    });
    try {
      return await act({ ...held, signal, waits });
    } finally {
      await held.lease.release();
    }
  });
  return end ?? exitCodes.refused;
}
