import type { Cron } from "../server/cron";
import { refusedRequest } from "../server/problems/requestRefusals";
import { ServerFailure } from "../server/problems/serverProblem";
import { type CreateRequest, createRequest } from "../server/requests/createRequest";
import { foreignPart } from "../server/stored/keyMark";
import { afterDoubt } from "./fencedWrites";
import { findOwn } from "./ownCrons";
import type { SubmissionWork } from "./submissionWork";
import { isUnclear, neverReached } from "./unclear";

/** A round without an answer leaves a cron about every second time. After three without one something else is wrong. */
const maximumRounds = 3;

/**
 * Creates the submission's one cron, paused where the server can. The create itself is never blindly repeated: after an
 * unclear answer it waits longer than the longest request, looks for the submission's key, and only where there is
 * nothing creates again. Throws `LeaseLost`, `ServerFailure`, or the signal's reason.
 */
export async function createOnce(work: SubmissionWork): Promise<Cron> {
  const { server } = work;
  const request = markedRequest(work);
  if (!work.wantsEnabled && !work.capabilities.createsPaused) {
    throw refusedRequest({ method: request.method, path: request.path }, "request.cannot-pause", "enabled");
  }
  for (let round = 1; ; round += 1) {
    await work.lease.fence();
    try {
      work.step("creating", { attempt: round });
      const before = work.createState;
      // Unclear from the first byte on: whatever interrupts, there may be a cron.
      work.createState = "unclear";
      const cron = await createKnown(work, () => server.createCron(request, work.call()), before);
      return round === 1 ? cron : await keepOldest(work, cron);
    } catch (error) {
      if (!isUnclear(error) || work.createState === "notSent" || round === maximumRounds) throw error;
      await afterDoubt(work, work.lease, error as ServerFailure, round);
    }
    const found = await findMade(work);
    if (found !== undefined) return found;
  }
}

async function createKnown(
  work: SubmissionWork,
  create: () => Promise<Cron>,
  before: SubmissionWork["createState"],
): Promise<Cron> {
  try {
    const cron = await create();
    work.createState = "made";
    return cron;
  } catch (error) {
    if (error instanceof ServerFailure && wasNotMade(error)) work.createState = before;
    throw error;
  }
}

/** Refused, or never reached. A cancelled request may have been carried out. */
function wasNotMade(error: ServerFailure): boolean {
  return neverReached(error) || (!isUnclear(error) && error.problem.kind !== "cancelled");
}

async function findMade(work: SubmissionWork): Promise<Cron | undefined> {
  work.step("searchingCopies");
  const [made, ...copies] = await findOwn(work);
  if (made === undefined) return undefined;
  work.createState = "made";
  if (!work.canPause) await deleteYounger(work, copies);
  return made;
}

/**
 * On a server that can't pause, a create of an earlier round that is carried out now is on at once: waits for it once
 * more, and deletes what is this submission's and younger.
 */
async function keepOldest(work: SubmissionWork, cron: Cron): Promise<Cron> {
  if (work.canPause) return cron;
  await work.clock.sleep(work.doubtMilliseconds, work.call().signal);
  const [oldest, ...younger] = await findOwn(work);
  await deleteYounger(work, younger);
  return oldest ?? cron;
}

async function deleteYounger(work: SubmissionWork, younger: readonly Cron[]): Promise<void> {
  for (const { cron_id } of younger) await work.retry(() => work.server.deleteCron(cron_id, work.call()));
}

/** Where the server can't pause crons, nothing is left to be done afterwards. */
function markedRequest(work: SubmissionWork): CreateRequest {
  const request = createRequest(work.options.arguments, { name: work.options.name });
  const { replacedMetadata, wantedMetadata } = work;
  // What others have written on the cron before is not lost because PATCH could not change it.
  const foreign = foreignPart(wantedMetadata, replacedMetadata);
  const stage = work.canPause ? "made" : "finished";
  const metadata = { ...foreign, ...work.metadata(work.submission, stage, replacedMetadata) };
  const body = { ...request.body, metadata };
  return { ...request, body: work.canPause || !work.wantsEnabled ? { ...body, enabled: false } : body };
}
