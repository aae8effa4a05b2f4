import type { Clock } from "../clock";
import type { AgentServer } from "../server/agentServer";
import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/serverProblem";
import { metadataKeys } from "../spec/ownMetadata";
import { findCrons } from "./findCrons";
import type { JournalEntry } from "./submission";
import type { SubmissionWork } from "./submissionWork";
import { persist } from "./unclear";

/**
 * Cleans up after a submission that was cancelled or failed, so that nothing of it is switched on later. Where that
 * can't be done now, the journal keeps it for the next start. Throws only what the journal throws.
 */
export async function giveUp(work: SubmissionWork): Promise<void> {
  const { journal, server, clock, signal } = work.options;
  if (work.createState === "notSent") {
    await journal.remove(work.submission);
    return;
  }
  const { owner: _owner, ...entry } = work.entry;
  const abandoned: JournalEntry = { ...entry, abandoned: true };
  await journal.write(abandoned);
  const cancelled = signal?.aborted === true;
  // Who cancels is told so when nothing is left; who already waited for a failure is not made to wait again.
  if (work.createState === "unclear" && cancelled) await clock.sleep(work.doubtMilliseconds);
  const cleared = await clearAbandoned({
    server,
    clock,
    entry: abandoned,
    tries: cancelled ? 5 : 1,
    mayDelete: () => true,
  });
  if (cleared && (work.createState === "made" || cancelled)) await journal.remove(work.submission);
}

/** Leaves a submission that can't go back to whoever finishes open ones next. */
export async function leaveOpen(work: SubmissionWork): Promise<void> {
  const { owner: _owner, ...entry } = work.entry;
  await work.options.journal.write(entry);
}

export interface ClearOptions {
  readonly server: AgentServer;
  readonly clock: Clock;
  readonly entry: JournalEntry;
  readonly tries: number;
  readonly mayDelete: (cron: Cron) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Deletes what there is of an abandoned submission. False where the server could not be asked. */
export async function clearAbandoned(options: ClearOptions): Promise<boolean> {
  const { server, clock, entry, tries, signal } = options;
  const call = signal === undefined ? {} : { signal };
  try {
    const metadata = { [metadataKeys.submission]: entry.submission };
    const crons = await persist(clock, signal, () => findCrons(server, metadata, call), { tries });
    for (const cron of crons.filter(options.mayDelete)) {
      await persist(clock, signal, () => server.deleteCron(cron.cron_id, call), { tries });
    }
    return true;
  } catch (error) {
    if (error instanceof ServerFailure || signal?.aborted === true) return false;
    throw error;
  }
}
