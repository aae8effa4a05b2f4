import type { JsonObject } from "../../base/json";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { guardMilliseconds, isRecent, type Lease, LeaseLost } from "./lease";
import { isUnclear } from "./unclear";
import type { Writer } from "./writer";

/** After this many unanswered writes, something else is wrong with the server. */
const maximumAttempts = 6;
const longestBusySeconds = 60;
/**
 * A cron was read so long before it is deleted or changed at most. It is more than a look at the lease alone may
 * take, so that a server that is just fast enough for that look is fast enough for both.
 */
const justBeforeMilliseconds = 2 * guardMilliseconds;

/** A PATCH, and how to tell that it was carried out. */
export interface FencedPatch {
  readonly body: JsonObject;
  /** Whether the cron shows that the PATCH was carried out; then it is not sent again. */
  readonly isDone: (cron: Cron) => boolean;
  /** When the cron was read, or written by this writer. */
  readonly readAt: number;
}

/**
 * Sends a PATCH while the lease is held. If the look at the lease took long, somebody may have changed the cron
 * meanwhile, so it is read again, and a change counts as a lease that is lost. After an unclear answer it sends again
 * only once the first request has been carried out or lost; otherwise that one might undo a pause made in between.
 * Throws `LeaseLost` if the cron is gone, `ServerFailure`, or the signal's reason.
 */
export async function patchFenced(writer: Writer, lease: Lease, cron: Cron, patch: FencedPatch): Promise<Cron> {
  const { clock, server } = writer;
  let { readAt } = patch;
  let known = cron;
  const read = async (): Promise<Cron> => {
    readAt = clock.now();
    const now = await readIfThere(writer, cron.cron_id);
    if (now === undefined) throw new LeaseLost();
    return now;
  };
  for (let attempt = 1; ; attempt += 1) {
    await lease.fence();
    while (!isRecent(clock, readAt, justBeforeMilliseconds)) {
      const now = await read();
      if (attempt > 1 && patch.isDone(now)) return now;
      if (now.updated_at !== known.updated_at) throw new LeaseLost();
      await lease.fence();
    }
    try {
      return await server.patchCron(cron.cron_id, patch.body, { ...writer.call(), once: true });
    } catch (error) {
      if (isGone(error)) throw new LeaseLost();
      if (!isUnclear(error) || attempt === maximumAttempts) throw error;
      for (const waits of [false, true]) {
        if (waits) await afterDoubt(writer, lease, error as ServerFailure, attempt);
        known = await read();
        if (patch.isDone(known)) return known;
      }
    }
  }
}

/**
 * Deletes a cron while the lease is held, if a read just before shows that it may be deleted. If the look at the
 * lease took long, somebody may have changed or switched on the cron meanwhile, so it is read again. Returns false if
 * it may not be deleted, and then does nothing. Throws `LeaseLost`, `ServerFailure`, or the signal's reason.
 */
export async function deleteFenced(
  writer: Writer,
  lease: Lease,
  cronId: string,
  mayDelete: (cron: Cron) => boolean,
): Promise<boolean> {
  for (let attempt = 1; ; ) {
    const asked = writer.clock.now();
    const now = await readIfThere(writer, cronId);
    if (now === undefined) return true;
    if (!mayDelete(now)) return false;
    await lease.fence();
    if (!isRecent(writer.clock, asked, justBeforeMilliseconds)) continue;
    try {
      await writer.server.deleteCron(cronId, { ...writer.call(), once: true });
      return true;
    } catch (error) {
      if (!isUnclear(error) || attempt === maximumAttempts) throw error;
      await afterDoubt(writer, lease, error as ServerFailure, attempt);
      attempt += 1;
    }
  }
}

/** Waits until the request has been carried out or lost; a busy server has said that it was not carried out. */
export async function afterDoubt(
  writer: Writer,
  lease: Lease,
  { problem }: ServerFailure,
  attempt: number,
): Promise<void> {
  await lease.touch();
  const pause =
    problem.kind === "busy"
      ? Math.min(problem.retryAfterSeconds ?? 2 ** (attempt - 1), longestBusySeconds) * 1000
      : writer.doubtMilliseconds;
  writer.onWait?.(attempt, problem, pause);
  await writer.clock.sleep(pause, writer.call().signal);
}

/** The cron as it is now, or undefined if it is gone. Throws `ServerFailure`, or the signal's reason. */
export async function readIfThere(writer: Writer, cronId: string): Promise<Cron | undefined> {
  try {
    return await writer.retry(() => writer.server.getCron(cronId, writer.call()));
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

function isGone(error: unknown): boolean {
  return error instanceof ServerFailure && error.problem.kind === "notFound";
}
