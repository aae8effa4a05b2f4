import type { ParameterName } from "../../arguments/cronArguments";
import { differences } from "../../compare/planUpdate";
import type { Cron } from "../../server/cron";
import { keysOtherwise } from "../../server/stored/keyMark";
import { metadataKeys } from "../../server/stored/ownMetadata";
import { deleteFenced } from "../lease/fencedWrites";
import { LeaseLost } from "../lease/lease";
import { groupOfEntry } from "../lease/lockName";
import { findCrons } from "../onServer/findCrons";
import { isLeftover, type SortedCrons, sortOut } from "../onServer/leftover";
import type { SubmitOutcome, SubmittedCron } from "./submission";
import type { SubmissionWork } from "./submissionWork";

/** The crons of the submission's name, or of all moves of the same cron, each in the order of `findCrons`. */
export async function findNamed(work: SubmissionWork): Promise<SortedCrons> {
  const { metadata } = groupOfEntry(work.entry);
  return sortOut(await work.retry(() => findCrons(work.server, metadata, work.call())));
}

/** The crons this submission has created so far. */
export function findOwn(work: SubmissionWork): Promise<readonly Cron[]> {
  return work.retry(() => findCrons(work.server, { [metadataKeys.submission]: work.submission }, work.call()));
}

/** Throws `LeaseLost` if it is no longer a leftover, because someone else finished it. */
export async function deleteLeftover(work: SubmissionWork, cron: Cron): Promise<void> {
  if (!(await deleteFenced(work, work.lease, cron.cron_id, isLeftover))) throw new LeaseLost();
}

/** What is told of a cron that this submission has made, however often it started again, and whoever finished it. */
export function asMade(
  work: SubmissionWork,
  cron: Cron,
): Extract<SubmitOutcome, { readonly kind: "created" | "recreated" }> {
  const told = { cron, ...takenOf(work, cron), took: "own" } as const;
  return work.replaced === undefined
    ? { kind: "created", pausedFirst: work.canPause, ...told }
    : { kind: "recreated", because: work.replaced.because, staysPaused: work.staysPaused, ...told };
}

/** What was asked for and the server's cron does not have; `overruled` names the keys in its metadata. */
export function takenOf(work: SubmissionWork, cron: Cron): Pick<SubmittedCron, "notTaken" | "overruled"> {
  const overruled = keysOtherwise(work.wantedMetadata, cron.metadata);
  return { notTaken: notTaken(work, cron), ...(overruled.length === 0 ? {} : { overruled }) };
}

/** The parameters that the server's cron does not have as they were asked for. */
export function notTaken(work: SubmissionWork, cron: Cron): readonly ParameterName[] {
  return differences(work.options.arguments, cron).map(({ name }) => name);
}
