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

/** Somebody has changed the cron since it was read. The lease may still be held; who starts again reads everything anew. */
export class CronChanged extends LeaseLost {
  constructor(
    /** As it is now. */
    readonly cron: Cron,
  ) {
    super();
  }
}

/** A PATCH, and how to tell that it was carried out. */
export interface FencedPatch {
  readonly body: JsonObject;
  /** Whether the cron shows that the PATCH was carried out; then it is not sent again. */
  readonly isDone: (cron: Cron) => boolean;
}

/** Whether a cron was read so short a time ago that it may be deleted or changed as it was then. */
export function isJustRead({ clock, readAt }: Writer, cron: Cron): boolean {
  return isRecent(clock, readAt(cron), justBeforeMilliseconds);
}

/**
 * Sends a PATCH while the lease is held. If the cron was read long before, somebody may have changed it meanwhile, so it
 * is read again. After an unclear answer it sends again only once the first request has been carried out or lost, and
 * nobody else has changed the cron; otherwise it might undo a pause made in between. Throws `CronChanged`, `LeaseLost` if
 * the cron is gone, `ServerFailure`, or the signal's reason.
 */
export async function patchFenced(writer: Writer, lease: Lease, cron: Cron, patch: FencedPatch): Promise<Cron> {
  let known = cron;
  const read = async (): Promise<Cron> => {
    const now = await readIfThere(writer, cron.cron_id);
    if (now === undefined) throw new LeaseLost();
    return now;
  };
  /** Goes on with the cron as it is now if nobody has changed it. Returns it if an earlier try has been carried out. */
  const readAgain = async (isSent: boolean): Promise<Cron | undefined> => {
    const now = await read();
    if (isSent && patch.isDone(now)) return now;
    if (now.updated_at !== known.updated_at) throw new CronChanged(now);
    known = now;
    return undefined;
  };
  for (let attempt = 1; ; attempt += 1) {
    await lease.fence();
    while (!isJustRead(writer, known)) {
      const done = await readAgain(attempt > 1);
      if (done !== undefined) return done;
      await lease.fence();
    }
    try {
      return await writer.server.patchCron(cron.cron_id, patch.body, { ...writer.call(), once: true });
    } catch (error) {
      if (isGone(error)) throw new LeaseLost();
      if (!isUnclear(error) || attempt === maximumAttempts) throw error;
      const now = await read();
      if (patch.isDone(now)) return now;
      await afterDoubt(writer, lease, error as ServerFailure, attempt);
      const done = await readAgain(true);
      if (done !== undefined) return done;
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
    const now = await readIfThere(writer, cronId);
    if (now === undefined) return true;
    if (!mayDelete(now)) return false;
    await lease.fence();
    if (!isJustRead(writer, now)) continue;
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
