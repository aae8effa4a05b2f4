import { isJsonObject, type JsonObject } from "../../base/json";
import { differences, planUpdate, staysPaused, type UpdatePlan } from "../../compare/planUpdate";
import type { Cron } from "../../server/cron";
import { ServerFailure } from "../../server/problems/serverProblem";
import { ownPart } from "../../server/stored/keyMark";
import { changedMarks, ownershipChanges } from "../../server/stored/ownership";
import { metadataKeys, updating } from "../../server/stored/ownMetadata";
import { CronChanged, isJustRead, patchFenced } from "../lease/fencedWrites";
import { isUnclear, retryUnclear } from "../lease/unclear";
import { finishedMetadata, isChangedOnServer, says } from "../onServer/cronHash";
import { notTaken, takenOf } from "../submission/ownCrons";
import { asAsked, type SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import { type Misreading, misread, serverTimesAgreed } from "./misread";
import { recreateCron } from "./recreateCron";
import { switchOn } from "./switchOn";

/** How often a change made meanwhile leads to a new plan; after that, the last plan is carried out. */
const maximumPlans = 3;

type PatchPlan = Extract<UpdatePlan, { readonly kind: "patch" }>;

/**
 * Makes an existing cron match the arguments. The plan is based on the cron just before the write, and others' changes
 * since the last submit are overwritten only if the user agrees.
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
    cron = await work.retry(() => work.server.getCron(cron_id, work.call()));
    if (cron.updated_at === updated_at) return patchCron(work, cron, plan);
  }
}

/** The outcome if the user does not agree to what the arguments would do to the cron; undefined if they do. */
export async function refusalOf(work: SubmissionWork, cron: Cron): Promise<SubmitOutcome | undefined> {
  const plan = planUpdate(work.options.arguments, cron);
  if (plan.kind === "none") return undefined;
  const because = becauseOf(plan);
  const recreates = plan.kind === "recreate" || !work.capabilities.patches;
  const question = { kind: "recreate", cron, because } as const;
  const needsRecreate = { kind: "needsRecreate", cron, because } as const;
  // The cron changed after the question, so the user agreed to something else.
  if (recreates && work.answered(question) === "no") return needsRecreate;
  const changed = differences(work.options.arguments, cron).map(({ name }) => name);
  if (!(await mayOverwrite(work, cron, changed))) return { kind: "needsOverwrite", cron, changed };
  return !recreates || (await work.agreesTo(question)) ? undefined : needsRecreate;
}

type Updated = Extract<SubmitOutcome, { readonly kind: "updated" }>;

function becauseOf(plan: Exclude<UpdatePlan, { readonly kind: "none" }>): PatchPlan["changed"] {
  return plan.kind === "recreate" ? plan.because : plan.changed;
}

async function mayOverwrite(work: SubmissionWork, cron: Cron, changed: PatchPlan["changed"]): Promise<boolean> {
  return !(await isChangedOnServer(cron)) || work.agreesTo({ kind: "overwrite", cron, changed });
}

/** The cron already matches the arguments; if others created or changed it, it now counts as our last submit. */
async function takeNote(work: SubmissionWork, cron: Cron): Promise<SubmitOutcome> {
  const paused = staysPaused(work.options.arguments, cron);
  const as = { staysPaused: paused, ...asAsked };
  if (!work.capabilities.patches) return { kind: "unchanged", cron, ...as };
  const changed = changedMarks(work.options.ownership, cron);
  const noted = await leaveHash(work, cron);
  return changed.length > 0
    ? { kind: "updated", cron: noted, changed, ...as }
    : { kind: "unchanged", cron: noted, ...as };
}

async function patchCron(work: SubmissionWork, cron: Cron, plan: PatchPlan): Promise<SubmitOutcome> {
  work.step("updating");
  const switchesOn = !cron.enabled && plan.body.enabled === true;
  const paused = staysPaused(work.options.arguments, cron);
  const changed = [...plan.changed, ...changedMarks(work.options.ownership, cron)];
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
      const wasOn = patched.enabled || switchesOn;
      const goesOn = wasOn && isPausedByUs(pausedNow) && (await serverTimesAgreed(work, misreading));
      if (!goesOn) return { ...misreading, cron: pausedNow, left: "paused" };
      return updated(work, await switchOn(work, pausedNow), changed, paused);
    }
  }
  const ended = switchesOn ? await switchOn(work, patched) : await leaveHash(work, patched);
  return updated(work, ended, changed, paused);
}

function updated(work: SubmissionWork, cron: Cron, changed: Updated["changed"], paused: boolean): SubmitOutcome {
  return {
    kind: "updated",
    cron,
    changed,
    staysPaused: paused,
    ...takenOf(work, cron),
    took: "own",
  };
}

/**
 * A PATCH merges the cron's metadata but replaces the metadata its runs get, so ours is sent along with the user's. A
 * paused cron stays paused through this PATCH, with its next run recomputed, until that has been compared.
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
 * Whether the cron shows the update. The hash is ours if another one was there before; the server may not take the rest.
 * If it was there before, all must show but metadata, where a server may keep its own values: for these, any write counts.
 */
function isPatched(work: SubmissionWork, { enabled, metadata }: JsonObject, before: Cron, now: Cron): boolean {
  // What is sent is not what is asked for while the cron is paused until it has been compared.
  if (enabled !== undefined && enabled !== now.enabled) return false;
  const hash = isJsonObject(metadata) ? metadata[metadataKeys.hash] : undefined;
  if (now.metadata[metadataKeys.hash] !== hash) return false;
  if (before.metadata[metadataKeys.hash] !== hash) return true;
  const isWritten = now.updated_at !== before.updated_at;
  const rest = notTaken(work, now).filter((name) => name !== "enabled" && !(name === "metadata" && isWritten));
  return rest.length === 0;
}

/** Writes the hash of what the server has, which may not be all that was asked for. */
async function leaveHash(work: SubmissionWork, cron: Cron): Promise<Cron> {
  const metadata = {
    ...(await finishedMetadata(cron, work.wantedMetadata)),
    ...ownershipChanges(work.options.ownership, cron),
  };
  if (says(cron, metadata)) return cron;
  const isDone = (now: Cron) => says(now, metadata);
  return patchFenced(work, work.lease, cron, { body: { metadata }, isDone });
}

/**
 * Pauses a cron that would fire at unintended times, before asking; undefined if it can't be paused. Somebody else may have
 * done so while an answer was lost. Throws `CronChanged` if they have changed it otherwise.
 */
async function pauseMisread(work: SubmissionWork, { cron }: Misreading): Promise<Cron | undefined> {
  if (!cron.enabled) return cron;
  // With this hash the next submit knows that a submission paused the cron, not the user.
  const body = { enabled: false, metadata: { ...ownPart(cron.metadata), [metadataKeys.hash]: updating } };
  let isInDoubt = false;
  let known = cron;
  try {
    // No signal: it fires at wrong times, so cancelling is too late. No lease: pausing it must not wait.
    const paused = await retryUnclear(work.clock, undefined, async () => {
      try {
        if (!isJustRead(work, known)) {
          const now = await work.server.getCron(cron.cron_id);
          if (!now.enabled) return now;
          if (now.updated_at !== known.updated_at) throw new CronChanged(now);
          known = now;
        }
        return await work.server.patchCron(cron.cron_id, body, { once: true });
      } catch (error) {
        isInDoubt ||= isUnclear(error);
        throw error;
      }
    });
    // A late pause without an answer must not hit the cron after it is switched on.
    if (isInDoubt) await work.clock.sleep(work.doubtMilliseconds);
    return paused;
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error;
    return undefined;
  }
}

function isPausedByUs({ metadata }: Cron): boolean {
  return metadata[metadataKeys.hash] === updating;
}
