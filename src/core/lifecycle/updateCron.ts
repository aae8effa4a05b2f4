import { isJsonObject, type JsonObject } from "../base/json";
import { differences, planUpdate, staysPaused, type UpdatePlan } from "../compare/planUpdate";
import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/problems/serverProblem";
import { ownPart } from "../server/stored/keyMark";
import { metadataKeys, updating } from "../server/stored/ownMetadata";
import { finishedMetadata, isChangedOnServer, says } from "./cronHash";
import { patchFenced } from "./fencedWrites";
import { readFresh } from "./findCrons";
import { type Misreading, misread, serverTimesAgreed } from "./misread";
import { notTaken, takenOf } from "./ownCrons";
import { recreateCron } from "./recreateCron";
import { asAsked, type SubmitOutcome } from "./submission";
import type { SubmissionWork } from "./submissionWork";
import { switchOn } from "./switchOn";
import { isUnclear, retryUnclear } from "./unclear";

/** How often a change that somebody makes at the same time is taken in before the last plan is carried out all the same. */
const maximumPlans = 3;

type PatchPlan = Extract<UpdatePlan, { readonly kind: "patch" }>;

/**
 * Makes an existing cron what the arguments say. The plan is made from the cron as it is just before the write, and what
 * others have changed since the last submit is overwritten only where that is agreed to.
 */
export async function updateCron(work: SubmissionWork, found: Cron): Promise<SubmitOutcome> {
  let cron = found;
  for (let count = 1; ; count += 1) {
    const plan = planUpdate(work.options.arguments, cron);
    if (plan.kind === "none") return takeNote(work, cron);
    const refusal = await refusalOf(work, cron);
    if (refusal !== undefined) return refusal;
    if (plan.kind === "recreate" || !work.capabilities.patches) return recreateCron(work, cron, becauseOf(plan));
    if (count > maximumPlans) return patchCron(work, cron, plan);
    const { cron_id, updated_at } = cron;
    cron = await work.retry(() => readFresh(work.server, cron_id, work.call()));
    if (cron.updated_at === updated_at) return patchCron(work, cron, plan);
  }
}

/** The outcome where a person does not agree to what the arguments would do to the cron; undefined where they do. */
export async function refusalOf(work: SubmissionWork, cron: Cron): Promise<SubmitOutcome | undefined> {
  const plan = planUpdate(work.options.arguments, cron);
  if (plan.kind === "none") return undefined;
  const because = becauseOf(plan);
  const recreates = plan.kind === "recreate" || !work.capabilities.patches;
  const question = { kind: "recreate", cron, because } as const;
  const needsRecreate = { kind: "needsRecreate", cron, because } as const;
  // It has changed since that was asked: what was agreed to is not what is there.
  if (recreates && work.answered(question) === "no") return needsRecreate;
  const changed = differences(work.options.arguments, cron).map(({ name }) => name);
  if (!(await mayOverwrite(work, cron, changed))) return { kind: "needsOverwrite", cron, changed };
  return !recreates || (await work.agreesTo(question)) ? undefined : needsRecreate;
}

function becauseOf(plan: Exclude<UpdatePlan, { readonly kind: "none" }>): PatchPlan["changed"] {
  return plan.kind === "recreate" ? plan.because : plan.changed;
}

async function mayOverwrite(work: SubmissionWork, cron: Cron, changed: PatchPlan["changed"]): Promise<boolean> {
  return !(await isChangedOnServer(cron)) || work.agreesTo({ kind: "overwrite", cron, changed });
}

/** The cron is as the arguments say. Where others have made it so, or have made it, that is from now on the last submit. */
async function takeNote(work: SubmissionWork, cron: Cron): Promise<SubmitOutcome> {
  return {
    kind: "unchanged",
    cron: work.capabilities.patches ? await leaveHash(work, cron) : cron,
    staysPaused: staysPaused(work.options.arguments, cron),
    ...asAsked,
  };
}

async function patchCron(work: SubmissionWork, cron: Cron, plan: PatchPlan): Promise<SubmitOutcome> {
  work.step("updating");
  const switchesOn = !cron.enabled && plan.body.enabled === true;
  const paused = staysPaused(work.options.arguments, cron);
  const accepted = cron.metadata[metadataKeys.serverTimes];
  if (typeof accepted === "string") work.acceptedZone = accepted;
  const body = bodyOf(work, cron, plan, switchesOn);
  const patched = await patchFenced(work, work.lease, cron, {
    body,
    isDone: (now) => isPatched(work, body, cron, now),
  });
  if (switchesOn || "schedule" in plan.body || "timezone" in plan.body) {
    const misreading = misread(work, patched);
    if (misreading !== undefined) {
      const pausedNow = await pauseMisread(work, misreading);
      if (pausedNow === undefined) return { ...misreading, left: "on" };
      const goesOn = (patched.enabled || switchesOn) && (await serverTimesAgreed(work, misreading));
      if (!goesOn) return { ...misreading, cron: pausedNow, left: "paused" };
      return updated(work, await switchOn(work, pausedNow), plan, paused);
    }
  }
  const ended = switchesOn ? await switchOn(work, patched) : await leaveHash(work, patched);
  return updated(work, ended, plan, paused);
}

function updated(work: SubmissionWork, cron: Cron, plan: PatchPlan, paused: boolean): SubmitOutcome {
  return {
    kind: "updated",
    cron,
    changed: plan.changed,
    staysPaused: paused,
    ...takenOf(work, cron),
    took: "own",
  };
}

/**
 * A PATCH merges the cron's metadata but replaces what its runs get, so ours go along with the user's. A paused cron
 * stays paused through this one, with its next run computed again, until that has been compared.
 */
function bodyOf(work: SubmissionWork, cron: Cron, plan: PatchPlan, switchesOn: boolean): JsonObject {
  const submission = cron.metadata[metadataKeys.submission];
  const maker = typeof submission === "string" ? submission : work.submission;
  const cleared = isJsonObject(plan.body.metadata) ? plan.body.metadata : {};
  const metadata = { ...cleared, ...work.metadata(maker, switchesOn ? "updating" : "finished", cron.metadata) };
  if (!switchesOn) return { ...plan.body, metadata };
  return { ...plan.body, metadata, enabled: false, schedule: work.expected.schedule };
}

/**
 * Whether an update shows in the cron. In metadata a server may have values of its own, so that what was asked for never
 * shows: then it counts that something was written.
 */
function isPatched(work: SubmissionWork, { metadata }: JsonObject, before: Cron, now: Cron): boolean {
  const hash = isJsonObject(metadata) ? metadata[metadataKeys.hash] : undefined;
  const isWritten = now.updated_at !== before.updated_at;
  const rest = notTaken(work, now).filter((name) => name !== "enabled" && !(name === "metadata" && isWritten));
  return now.metadata[metadataKeys.hash] === hash && rest.length === 0;
}

/** Leaves the hash of what the server has: it may not have taken all that was asked for. */
async function leaveHash(work: SubmissionWork, cron: Cron): Promise<Cron> {
  const metadata = await finishedMetadata(cron, work.wantedMetadata);
  if (says(cron, metadata)) return cron;
  const isDone = (now: Cron) => says(now, metadata);
  return patchFenced(work, work.lease, cron, { body: { metadata }, isDone });
}

/** It would fire at times that nobody meant, so it is paused before anybody is asked. Undefined where it can't be. */
async function pauseMisread(work: SubmissionWork, { cron }: Misreading): Promise<Cron | undefined> {
  if (!cron.enabled) return cron;
  // The next submit takes the cron for one that a submission has left paused, not a person.
  const body = { enabled: false, metadata: { ...ownPart(cron.metadata), [metadataKeys.hash]: updating } };
  let isInDoubt = false;
  try {
    // Without the signal: it fires at wrong times, so cancelling is too late. Without the lease: stopping waits for nobody.
    const paused = await retryUnclear(work.clock, undefined, async () => {
      try {
        return await work.server.patchCron(cron.cron_id, body, { once: true });
      } catch (error) {
        isInDoubt ||= isUnclear(error);
        throw error;
      }
    });
    // One without an answer must not pause what is switched on by then.
    if (isInDoubt) await work.clock.sleep(work.doubtMilliseconds);
    return paused;
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error;
    return undefined;
  }
}
