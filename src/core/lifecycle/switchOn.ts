import type { Cron } from "../server/cron";
import { ServerFailure } from "../server/serverProblem";
import { compareEcho } from "./compareEcho";
import { keepOne } from "./createOnce";
import { switchOnPatch } from "./setEnabled";
import type { Mismatch } from "./submission";
import type { SubmissionWork } from "./submissionWork";

/** Where the server understood something else than our preview. `cron` as a create or a PATCH of its schedule returned it. */
export function compare(work: SubmissionWork, cron: Cron): readonly Mismatch[] {
  work.step("comparing");
  return compareEcho(cron, work.expected);
}

/** Switches the submission's new cron on. Throws `ServerFailure`, or the signal's reason. */
export async function switchOn(work: SubmissionWork, cron: Cron): Promise<Cron> {
  if (cron.enabled) return cron;
  work.step("switchingOn");
  try {
    return await work.patch(cron, await switchOnPatch(cron));
  } catch (error) {
    if (!(error instanceof ServerFailure) || error.problem.kind !== "notFound") throw error;
    // Another window has swept this copy and kept an older one.
    const kept = await keepOne(work);
    if (kept === undefined) throw error;
    return kept.enabled ? kept : work.patch(kept, await switchOnPatch(kept));
  }
}
