import type { Cron } from "../server/cron";
import { refusedRequest } from "../server/requestRefusals";
import { ServerFailure } from "../server/serverProblem";
import { type CreateRequest, createRequest } from "../spec/createRequest";
import type { SubmissionWork } from "./submissionWork";
import { isUnclear, neverReached } from "./unclear";

/** A round that gets no answer leaves a cron about every second time; ten without one mean that there is no server. */
const maximumRounds = 10;

/**
 * Creates the submission's one cron, paused where the server can. The create itself is never blindly repeated: after an
 * unclear answer it waits longer than the longest request, looks for the submission's key, keeps one and deletes the
 * rest, and only where there is none creates again. Throws `ServerFailure`, or the signal's reason.
 */
export async function createOnce(work: SubmissionWork): Promise<Cron> {
  const { server, clock, signal } = work.options;
  const request = markedRequest(work);
  if (!work.wantsEnabled && !work.capabilities.createsPaused) {
    throw refusedRequest({ method: request.method, path: request.path }, "request.cannot-pause", "enabled");
  }
  for (let round = 1; ; round += 1) {
    try {
      work.step("creating", { attempt: round });
      // Unclear from the first byte on: whatever interrupts, there may be a cron.
      work.createState = "unclear";
      const cron = await server.createCron(request, work.call);
      work.createState = "made";
      // A create of an earlier round may have been committed meanwhile.
      return round === 1 ? cron : ((await keepOne(work)) ?? cron);
    } catch (error) {
      if (round === 1 && error instanceof ServerFailure && wasNotMade(error)) work.createState = "notSent";
      if (!isUnclear(error) || work.createState === "notSent" || round === maximumRounds) throw error;
      const why = error instanceof ServerFailure ? { problem: error.problem } : {};
      work.step("waitingAfterDoubt", { attempt: round, waitMilliseconds: work.doubtMilliseconds, ...why });
    }
    await clock.sleep(work.doubtMilliseconds, signal);
    const found = await keepOne(work);
    if (found !== undefined) return found;
  }
}

/** Refused, or never reached. A cancelled request may have been carried out. */
function wasNotMade(error: ServerFailure): boolean {
  return neverReached(error) || (!isUnclear(error) && error.problem.kind !== "cancelled");
}

/** Keeps one of the submission's copies and deletes the others. Undefined where there is none. */
export async function keepOne(work: SubmissionWork): Promise<Cron | undefined> {
  work.step("searchingCopies");
  const [kept, ...copies] = await work.copies();
  for (const copy of copies) await work.delete(copy);
  if (kept !== undefined) work.createState = "made";
  return kept;
}

function markedRequest(work: SubmissionWork): CreateRequest {
  const request = createRequest(work.options.arguments, { name: work.options.name });
  const ends = !(work.canPause && work.wantsEnabled);
  const body = { ...request.body, metadata: work.metadata(work.submission, ends) };
  return { ...request, body: work.canPause || !work.wantsEnabled ? { ...body, enabled: false } : body };
}
