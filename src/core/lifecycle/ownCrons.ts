import type { ParameterName } from "../arguments/cronArguments";
import { differences } from "../compare/planUpdate";
import type { Cron } from "../server/cron";
import { keysOtherwise } from "../server/stored/keyMark";
import { metadataKeys } from "../server/stored/ownMetadata";
import { deleteFenced } from "./fencedWrites";
import { findCrons } from "./findCrons";
import { LeaseLost } from "./lease";
import { isLeftover, type SortedCrons, sortOut } from "./leftover";
import type { SubmittedCron } from "./submission";
import type { SubmissionWork } from "./submissionWork";

/** The crons of the submission's name, in the order of `findCrons`. */
export async function findNamed(work: SubmissionWork): Promise<SortedCrons> {
  const metadata = { [metadataKeys.name]: work.options.name };
  return sortOut(await work.retry(() => findCrons(work.server, metadata, work.call())));
}

/** What this submission has made so far. */
export function findOwn(work: SubmissionWork): Promise<readonly Cron[]> {
  return work.retry(() => findCrons(work.server, { [metadataKeys.submission]: work.submission }, work.call()));
}

/** Throws `LeaseLost` where it is a leftover no more: somebody else has finished it. */
export async function deleteLeftover(work: SubmissionWork, cron: Cron): Promise<void> {
  if (!(await deleteFenced(work, work.lease, cron.cron_id, isLeftover))) throw new LeaseLost();
}

/** What the server's cron does not have of what was asked for, and where in the metadata. */
export function takenOf(work: SubmissionWork, cron: Cron): Pick<SubmittedCron, "notTaken" | "overruled"> {
  const overruled = keysOtherwise(work.wantedMetadata, cron.metadata);
  return { notTaken: notTaken(work, cron), ...(overruled.length === 0 ? {} : { overruled }) };
}

/** The parameters of which the server's cron does not have what was asked for. */
export function notTaken(work: SubmissionWork, cron: Cron): readonly ParameterName[] {
  return differences(work.options.arguments, cron).map(({ name }) => name);
}
