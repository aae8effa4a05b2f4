import type { RawArguments } from "../../arguments/cronArguments";
import type { Clock } from "../../base/clock";
import type { AgentServer } from "../../server/agentServer";
import type { Run } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { tryRequest } from "../../server/requests/tryRequest";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { isUnclear, mayBeDone, retryUnclear } from "../lease/unclear";

export interface TryOptions {
  readonly server: AgentServer;
  readonly clock: Clock;
  /** Checked, and with placeholders filled in. */
  readonly arguments: RawArguments;
  /** A new value for each try. */
  readonly key: string;
  readonly threadId: string;
  /** The thread was made for this try: every run on it is the try's. */
  readonly isOwnThread: boolean;
  /** See `Capabilities`. */
  readonly marksRuns: boolean;
  /** Longer than the longest request. */
  readonly doubtMilliseconds: number;
}

const lookMilliseconds = 1_000;
/** Newest runs of a thread among which a lost one is searched. */
const fewRuns = 20;
const patience = { tries: 4 } as const;

/**
 * Makes a thread with this id for a try, which costs nothing and so may be sent again. Throws `ServerFailure`; `onDoubt`
 * is called if the thread may be there all the same.
 */
export async function makeScratchThread(
  { clock, key, server, threadId }: TryOptions,
  onDoubt: () => void,
): Promise<void> {
  await retryUnclear(
    clock,
    undefined,
    async () => {
      try {
        await server.claimThread(threadId, { [metadataKeys.try]: key });
      } catch (failure) {
        // Nobody else knows the id: an earlier request of this call has made it.
        if (isTaken(failure)) return;
        if (mayBeDone(failure)) onDoubt();
        throw failure;
      }
    },
    patience,
  );
}

/** Whether the run of a try can be told from others if the answer to its request is lost. */
export function canBeFound({ isOwnThread, marksRuns }: Pick<TryOptions, "isOwnThread" | "marksRuns">): boolean {
  return isOwnThread || marksRuns;
}

/**
 * Starts one run with the values of a cron. Sent once: if its answer is lost, the run is looked for on its thread until
 * it can't appear any more. Throws `ServerFailure`; if `mayBeDone` of it is true, no run was found, or none could be.
 */
export async function tryOnce(options: TryOptions): Promise<Run> {
  const { arguments: raw, clock, doubtMilliseconds, key, server, threadId } = options;
  try {
    return await server.createRun(tryRequest(raw, threadId, key));
  } catch (failure) {
    if (!mayBeDone(failure) || !canBeFound(options)) throw failure;
    const end = clock.now() + doubtMilliseconds;
    for (;;) {
      const found = await lostRun(options).catch(undefinedIfUnclear);
      if (found !== undefined) return found;
      if (clock.now() >= end) throw failure;
      await clock.sleep(lookMilliseconds);
    }
  }
}

async function lostRun({ isOwnThread, key, server, threadId }: TryOptions): Promise<Run | undefined> {
  for (const run of await server.runs(threadId, { limit: fewRuns, offset: 0 })) {
    if (isOwnThread) return run;
    const { metadata } = await server.getRun(threadId, run.run_id);
    if (metadata[metadataKeys.try] === key) return run;
  }
  return undefined;
}

function undefinedIfUnclear(failure: unknown): undefined {
  const isGone = failure instanceof ServerFailure && failure.problem.kind === "notFound";
  if (!isGone && !isUnclear(failure)) throw failure;
}

function isTaken(failure: unknown): boolean {
  return failure instanceof ServerFailure && failure.problem.kind === "rejected" && failure.problem.status === 409;
}
