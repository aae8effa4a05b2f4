import { isJsonObject, type JsonObject } from "../json";
import type { Cron } from "../server/cron";
import { metadataKeys } from "../spec/ownMetadata";
import { planUpdate, type UpdatePlan } from "../spec/planUpdate";
import { readFresh } from "./findCrons";
import { recreateCron } from "./recreateCron";
import { switchOnPatch } from "./setEnabled";
import type { Mismatch, SubmitOutcome } from "./submission";
import type { SubmissionWork } from "./submissionWork";
import { compare } from "./switchOn";

/** How often a change that somebody makes at the same time is taken in before the last plan is carried out all the same. */
const maximumPlans = 3;

type PatchPlan = Extract<UpdatePlan, { readonly kind: "patch" }>;

/** Makes an existing cron what the arguments say. The plan is made from the cron as it is just before the write. */
export async function updateCron(work: SubmissionWork, found: Cron): Promise<SubmitOutcome> {
  let cron = found;
  for (let count = 1; ; count += 1) {
    const plan = planUpdate(work.options.arguments, cron);
    if (plan.kind === "none") return { kind: "unchanged", cron };
    if (plan.kind === "recreate") return recreateCron(work, cron, plan.because);
    if (!work.capabilities.patches) return recreateCron(work, cron, plan.changed);
    const known = cron;
    cron = await work.insist(() => readFresh(work.options.server, known.cron_id, work.call));
    if (cron.updated_at === known.updated_at || count === maximumPlans) return patchCron(work, cron, plan);
  }
}

async function patchCron(work: SubmissionWork, cron: Cron, plan: PatchPlan): Promise<SubmitOutcome> {
  work.step("updating");
  const switchesOn = !cron.enabled && plan.body.enabled === true;
  const patched = await work.patch(cron, bodyOf(work, cron, plan, switchesOn));
  if (switchesOn || "schedule" in plan.body || "timezone" in plan.body) {
    const mismatches = compare(work, patched);
    if (mismatches.length > 0) return pauseMismatch(work, patched, mismatches);
  }
  if (!switchesOn) return { kind: "updated", cron: patched, changed: plan.changed };
  work.step("switchingOn");
  return { kind: "updated", cron: await work.patch(patched, switchOnPatch(patched)), changed: plan.changed };
}

/**
 * A PATCH merges the cron's metadata but replaces what its runs get, so ours go along with the user's. A paused cron
 * stays paused through this one, with its next run reckoned anew, until that has been compared.
 */
function bodyOf(work: SubmissionWork, cron: Cron, plan: PatchPlan, switchesOn: boolean): JsonObject {
  const submission = cron.metadata[metadataKeys.submission];
  const ours = work.metadata(typeof submission === "string" ? submission : work.submission);
  const cleared = isJsonObject(plan.body.metadata) ? plan.body.metadata : {};
  const body = { ...plan.body, metadata: { ...cleared, ...ours } };
  return switchesOn ? { ...body, enabled: false, schedule: work.expected.schedule } : body;
}

async function pauseMismatch(
  work: SubmissionWork,
  cron: Cron,
  mismatches: readonly Mismatch[],
): Promise<SubmitOutcome> {
  const paused = cron.enabled ? await work.patch(cron, { enabled: false }) : cron;
  return { kind: "mismatch", cron: paused, mismatches, left: "paused" };
}
