import { isJsonObject, type JsonObject } from "../json";
import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/serverProblem";
import { metadataKeys } from "../spec/ownMetadata";
import { differences, planUpdate, staysPaused, type UpdatePlan } from "../spec/planUpdate";
import { finishedMetadata, isChangedOnServer } from "./cronHash";
import { readFresh } from "./findCrons";
import { recreateCron } from "./recreateCron";
import { switchOnPatch } from "./setEnabled";
import { asAsked, type Mismatch, type SubmitOutcome } from "./submission";
import type { SubmissionWork } from "./submissionWork";
import { compare } from "./switchOn";
import { persist } from "./unclear";

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
    const changed = differences(work.options.arguments, cron).map(({ name }) => name);
    if (!(await mayOverwrite(work, cron, changed))) return { kind: "needsOverwrite", cron, changed };
    if (plan.kind === "recreate") return recreateCron(work, cron, plan.because);
    if (!work.capabilities.patches) return recreateCron(work, cron, plan.changed);
    if (count > maximumPlans) return patchCron(work, cron, plan);
    const { cron_id, updated_at } = cron;
    cron = await work.insist(() => readFresh(work.options.server, cron_id, work.call));
    if (cron.updated_at === updated_at) return patchCron(work, cron, plan);
  }
}

async function mayOverwrite(work: SubmissionWork, cron: Cron, changed: PatchPlan["changed"]): Promise<boolean> {
  return !(await isChangedOnServer(cron)) || work.agreesTo({ kind: "overwrite", cron, changed });
}

/** The cron is as the arguments say. Where others have made it so, or have made it, that is from now on the last submit. */
async function takeNote(work: SubmissionWork, cron: Cron): Promise<SubmitOutcome> {
  const metadata = await finishedMetadata(cron);
  const known = metadata[metadataKeys.hash] === cron.metadata[metadataKeys.hash];
  const noted = known || !work.capabilities.patches ? cron : await work.patch(cron, { metadata });
  return { kind: "unchanged", cron: noted, staysPaused: staysPaused(work.options.arguments, cron), ...asAsked };
}

async function patchCron(work: SubmissionWork, cron: Cron, plan: PatchPlan): Promise<SubmitOutcome> {
  work.step("updating");
  const switchesOn = !cron.enabled && plan.body.enabled === true;
  const patched = await work.patch(cron, bodyOf(work, cron, plan, switchesOn));
  if (switchesOn || "schedule" in plan.body || "timezone" in plan.body) {
    const mismatches = compare(work, patched);
    if (mismatches.length > 0) return pauseMismatch(work, patched, mismatches);
  }
  const told = {
    kind: "updated",
    changed: plan.changed,
    staysPaused: staysPaused(work.options.arguments, cron),
    ...asAsked,
  } as const;
  if (!switchesOn) return { ...told, cron: patched };
  work.step("switchingOn");
  return { ...told, cron: await work.patch(patched, await switchOnPatch(patched)) };
}

/**
 * A PATCH merges the cron's metadata but replaces what its runs get, so ours go along with the user's. A paused cron
 * stays paused through this one, with its next run reckoned anew, until that has been compared.
 */
function bodyOf(work: SubmissionWork, cron: Cron, plan: PatchPlan, switchesOn: boolean): JsonObject {
  const submission = cron.metadata[metadataKeys.submission];
  const ours = work.metadata(typeof submission === "string" ? submission : work.submission, !switchesOn);
  const cleared = isJsonObject(plan.body.metadata) ? plan.body.metadata : {};
  if (!switchesOn) return { ...plan.body, metadata: { ...cleared, ...ours } };
  const metadata = { ...cleared, ...ours, ...unfinished };
  return { ...plan.body, metadata, enabled: false, schedule: work.expected.schedule };
}

/** The next submit takes the cron for one that a submission has left paused, not a person. */
const unfinished: JsonObject = { [metadataKeys.hash]: null };

async function pauseMismatch(
  work: SubmissionWork,
  cron: Cron,
  mismatches: readonly Mismatch[],
): Promise<SubmitOutcome> {
  const told = { kind: "mismatch", mismatches, cause: "unknown" } as const;
  const left = (paused: Cron): SubmitOutcome => ({ ...told, cron: paused, left: "paused" });
  if (!cron.enabled) return left(cron);
  const { server, clock } = work.options;
  const body = { enabled: false, metadata: { ...cron.metadata, ...unfinished } };
  try {
    // Without the signal: it fires at wrong times, so cancelling is too late.
    return left(await persist(clock, undefined, () => server.patchCron(cron.cron_id, body)));
  } catch (error) {
    if (!(error instanceof ServerFailure)) throw error;
    return { ...told, cron, left: "on" };
  }
}
