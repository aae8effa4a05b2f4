import { isUuid } from "../../base/isUuid";
import { planUpdate, staysPaused } from "../../compare/planUpdate";
import type { Cron } from "../../server/cron";
import { refusedRequest } from "../../server/problems/requestRefusals";
import { ofAnotherSet, ownershipChanges } from "../../server/stored/ownership";
import { createAmongOthers, createNew } from "../change/createNew";
import { refusalOf, updateCron } from "../change/updateCron";
import { submissionOf } from "../lease/lockName";
import { isFinished } from "../onServer/cronHash";
import { dueReplacements } from "../onServer/dueReplacements";
import { isLeftover, ownLeftovers, type SortedCrons } from "../onServer/leftover";
import { asMade, deleteLeftover, findNamed, findOwn } from "../submission/ownCrons";
import type { Journal, SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import type { Together } from "../submission/together";
import { adoptUnnamed } from "./adoptUnnamed";
import { findUnnamed } from "./findUnnamed";
import { finishDue } from "./finishDue";
import { isOn, secondLook } from "./secondLook";

/**
 * One attempt of a submission: looks, takes the lease if something must be written, and looks again. Throws `LeaseLost`
 * if it must start again, and `Asked` if the user must be asked first.
 */
export async function attemptSubmit(work: SubmissionWork): Promise<SubmitOutcome> {
  if (work.options.name === null) return submitUnnamed(work);
  const together = work.leases.shareOnce(work.options.together);
  const created = together && (await createTogether(work, together));
  if (created !== undefined) return created;
  await work.options.together?.alone();
  work.step("looking");
  const seen = await look(work, findNamed);
  if (work.foundFirst === undefined) work.foundFirst = (seen.settled[0] ?? dueReplacements(seen)[0])?.cron_id ?? null;
  return (await withoutWriting(work, seen)) ?? secondLook(work, await submitNamed(work));
}

/**
 * Creates a cron whose name was free when others were locked out of all names. undefined: there is an equal cron without
 * a name, of which the plan did not know.
 */
async function createTogether(work: SubmissionWork, together: Together): Promise<SubmitOutcome | undefined> {
  work.foundFirst = null;
  const unnamed = await findUnnamed(work);
  await tellLook(work, [], unnamed);
  if (unnamed.length === 0) return createAmongOthers(work, together);
  await work.releaseLease();
  return undefined;
}

async function look(work: SubmissionWork, find: (work: SubmissionWork) => Promise<SortedCrons>): Promise<SortedCrons> {
  const seen = await find(work);
  refuseOthers(work, seen);
  await tellLook(work, seen.settled);
  return seen;
}

/** Throws `ServerFailure` if a cron of the name, even an unfinished one, belongs to a set that is not this submission's. */
function refuseOthers({ options }: SubmissionWork, { leftovers, settled }: SortedCrons): void {
  const other = options.ownership && ofAnotherSet([...settled, ...leftovers], options.ownership);
  if (other === undefined) return;
  const request = { method: "PATCH", path: `/runs/crons/${other.cron_id}` } as const;
  throw refusedRequest(request, "request.another-set", null, { id: other.cron_id });
}

/** Who waits for what is found may end the submission, as long as nothing of it is on the server. */
async function tellLook(work: SubmissionWork, settled: readonly Cron[], unnamed?: readonly Cron[]): Promise<void> {
  if (work.createState === "notSent" && !work.isCommitted) await work.options.onLook?.(settled, unnamed);
}

/** The outcome if nothing has to be written, which needs no lease; otherwise undefined. */
async function withoutWriting(work: SubmissionWork, seen: SortedCrons): Promise<SubmitOutcome | undefined> {
  const [cron, ...others] = seen.settled;
  if (others.some(({ enabled }) => enabled)) return { kind: "ambiguous", crons: seen.settled.filter(isOn) };
  if (cron === undefined || seen.leftovers.length > 0) return undefined;
  const { arguments: given, ownership } = work.options;
  const refusal = await refusalOf(work, cron);
  if (refusal !== undefined) return refusal;
  if (planUpdate(given, cron).kind !== "none" || !(await isFinished(cron, work.wantedMetadata))) return undefined;
  if (work.capabilities.patches && Object.keys(ownershipChanges(ownership, cron)).length > 0) return undefined;
  if (isOwn(work, cron)) return asMade(work, cron);
  return { kind: "unchanged", cron, staysPaused: staysPaused(given, cron), notTaken: [], took: tookOf(work, cron) };
}

async function submitNamed(work: SubmissionWork): Promise<SubmitOutcome> {
  await work.holdLease();
  const { settled, leftovers } = await look(work, findWithoutDue);
  const switchedOn = settled.filter(isOn);
  if (switchedOn.length > 1) return { kind: "ambiguous", crons: switchedOn };
  const own = leftovers.filter((cron) => isOwn(work, cron));
  const due = dueReplacements({ settled, leftovers }).find((cron) => isOwn(work, cron));
  const existing = due === undefined ? settled[0] : undefined;
  const kept = existing === undefined ? (due ?? own[0]) : undefined;
  const isNew = existing === undefined && kept === undefined;
  const crons = isNew && work.canPause ? await findUnnamed(work) : [];
  if (isNew) await tellLook(work, settled, crons);
  const answer = crons.length > 0 ? await work.ask({ kind: "adopt", crons }) : "another";
  if (answer === "no") return { kind: "needsAdopt", crons };
  // Delete leftovers so that a late request of their creator finds nothing to switch on. If no lock decides, their
  // creator may still be working, so they are left to it and to the sweep.
  const deletable = work.lease.decides ? leftovers : own;
  for (const cron of deletable) if (cron !== kept) await deleteLeftover(work, cron);
  if (existing !== undefined) return adopt(work, existing);
  return answer === "yes" ? adoptUnnamed(work, crons) : createNew(work, kept);
}

/**
 * The crons of the name, once what a dead submission owes is done: it has deleted a cron of the user's, so its own must
 * be finished before anything else can fail or be cancelled. If no lock decides, it may still be working.
 */
async function findWithoutDue(work: SubmissionWork): Promise<SortedCrons> {
  const found = await findNamed(work);
  const due = dueReplacements(found);
  const [first] = due;
  if (first === undefined || due.some((cron) => isOwn(work, cron)) || !work.lease.decides) return found;
  const end = await finishDue(work, first);
  if (end === "finished") return findNamed(work);
  if (end === "superfluous") return found;
  return { settled: [first, ...found.settled], leftovers: found.leftovers.filter((cron) => cron !== first) };
}

function isOwn(work: SubmissionWork, cron: Cron): boolean {
  return submissionOf(cron) === work.submission;
}

async function submitUnnamed(work: SubmissionWork): Promise<SubmitOutcome> {
  await work.holdLease();
  const own = work.createState === "notSent" ? [] : await findOwn(work);
  const leftovers = await ownLeftovers(own);
  const finished = own.find((cron) => !isLeftover(cron));
  const kept = finished ?? leftovers[0];
  for (const cron of leftovers) if (cron !== kept) await deleteLeftover(work, cron);
  if (finished !== undefined) return adopt(work, finished);
  return createNew(work, kept);
}

/** Updates the existing cron, and takes it over from a submission that never finished. */
async function adopt(work: SubmissionWork, cron: Cron): Promise<SubmitOutcome> {
  const { arguments: given, journal } = work.options;
  const submission = submissionOf(cron);
  if (submission === work.submission && planUpdate(given, cron).kind === "none") return asMade(work, cron);
  const outcome = await updateCron(work, cron);
  // The journal may use it as a file name and anyone can write it on the server, so it must be a UUID.
  if (submission !== work.submission && isUuid(submission)) await forget(journal, submission);
  return "took" in outcome && outcome.kind !== "recreated" ? { ...outcome, took: tookOf(work, cron) } : outcome;
}

/** Its cron is finished now; a lock that it left, perhaps of another name, is not. */
async function forget(journal: Journal, submission: string): Promise<void> {
  const left = (await journal.entries()).find((entry) => entry.submission === submission);
  if (left?.onlyLock !== true) await journal.remove(submission);
}

function tookOf(work: SubmissionWork, cron: Cron): "own" | "rival" {
  return cron.cron_id === work.foundFirst || isOwn(work, cron) ? "own" : "rival";
}
