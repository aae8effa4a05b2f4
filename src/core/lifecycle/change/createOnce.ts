import type { Cron } from "../../server/cron";
import { refusedRequest } from "../../server/problems/requestRefusals";
import { ServerFailure } from "../../server/problems/serverProblem";
import { type CreateRequest, createRequest } from "../../server/requests/createRequest";
import { foreignPart } from "../../server/stored/keyMark";
import { afterDoubt } from "../lease/fencedWrites";
import { isUnclear, neverReached } from "../lease/unclear";
import { madeFromStart } from "../onServer/leftover";
import { findOwn } from "../submission/ownCrons";
import type { SubmissionWork } from "../submission/submissionWork";

/** An unanswered round leaves a cron about every second time; after three of them, something else is wrong. */
const maximumRounds = 3;

/**
 * Creates the submission's one cron, paused if the server can do that. The create is never blindly repeated: after an
 * unclear answer it waits longer than the longest request, searches for the submission's key, and creates again only if
 * nothing is found. `replaced`: the cron that it is to replace. Throws `LeaseLost`, `ServerFailure`, or the signal's
 * reason.
 */
export async function createOnce(work: SubmissionWork, replaced: Cron | undefined): Promise<Cron> {
  const { server } = work;
  const request = markedRequest(work, replaced);
  refusePaused(work);
  for (let round = 1; ; round += 1) {
    await work.lease.fence();
    try {
      work.step("creating", { attempt: round });
      const before = work.createState;
      // Unclear from the first byte on: after any interruption there may be a cron.
      work.createState = "unclear";
      work.createsSent += 1;
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

/** Throws `ServerFailure` if the cron is to be paused, and the server can't create a paused one. */
export function refusePaused({ capabilities, options, wantsEnabled }: SubmissionWork): void {
  if (wantsEnabled || capabilities.createsPaused) return;
  const { method, path } = createRequest(options.arguments, { name: options.name });
  throw refusedRequest({ method, path }, "request.cannot-pause", "enabled");
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

/** The request was refused or never reached the server; a cancelled request may have been carried out. */
function wasNotMade(error: ServerFailure): boolean {
  return neverReached(error) || (!isUnclear(error) && error.problem.kind !== "cancelled");
}

async function findMade(work: SubmissionWork): Promise<Cron | undefined> {
  work.step("searchingCopies");
  const found = await findOwn(work);
  const [made, ...copies] = work.canPause ? found : await madeFromStart(found);
  if (made === undefined) return undefined;
  work.createState = "made";
  if (!work.canPause) await deleteYounger(work, copies);
  return made;
}

/**
 * If the server can't pause crons, a late create of an earlier round is switched on at once: waits once more and
 * deletes this submission's younger crons.
 */
async function keepOldest(work: SubmissionWork, cron: Cron): Promise<Cron> {
  if (work.canPause) return cron;
  await work.clock.sleep(work.doubtMilliseconds, work.call().signal);
  const [oldest, ...younger] = await madeFromStart(await findOwn(work));
  await deleteYounger(work, younger);
  return oldest ?? cron;
}

async function deleteYounger(work: SubmissionWork, younger: readonly Cron[]): Promise<void> {
  for (const { cron_id } of younger) await work.retry(() => work.server.deleteCron(cron_id, work.call()));
}

/** If the server can't pause crons, the create is also the last step, so it is marked as finished. */
function markedRequest(work: SubmissionWork, replaced: Cron | undefined): CreateRequest {
  const request = createRequest(work.options.arguments, { name: work.options.name });
  const { wantedMetadata, wantsEnabled } = work;
  const replacedMetadata = (replaced ?? work.restores)?.metadata ?? {};
  const replacement = replaced && { replaces: replaced.cron_id, enabled: wantsEnabled };
  // Keep what others wrote in the replaced cron's metadata; a recreate must not lose it.
  const foreign = foreignPart(wantedMetadata, replacedMetadata);
  const stage = work.canPause ? "made" : "finished";
  const metadata = { ...foreign, ...work.metadata(work.submission, stage, replacedMetadata, replacement) };
  const body = { ...request.body, metadata };
  return { ...request, body: work.canPause || !wantsEnabled ? { ...body, enabled: false } : body };
}
