import type { Cron } from "../server/cron";
import { metadataKeys } from "../spec/ownMetadata";
import { compareEcho, mismatchCause } from "./compareEcho";
import type { SubmitOutcome } from "./submission";
import type { SubmissionWork } from "./submissionWork";

export type Misreading = Omit<Extract<SubmitOutcome, { readonly kind: "mismatch" }>, "left">;

/**
 * Where the server understood something else than our preview; undefined where it didn't, or where its times were
 * accepted before. `cron` as a create or a PATCH of its schedule returned it.
 */
export function misread(work: SubmissionWork, cron: Cron): Misreading | undefined {
  work.step("comparing");
  const mismatches = compareEcho(cron, work.expected);
  if (mismatches.length === 0) return undefined;
  const cause = mismatchCause(cron, work.expected, mismatches);
  const accepted = cron.metadata[metadataKeys.serverTimes] ?? work.acceptedZone;
  if (cause === "zoneData" && accepted === (cron.timezone ?? "UTC")) {
    work.acceptedZone = cron.timezone ?? "UTC";
    return undefined;
  }
  return { kind: "mismatch", cron, mismatches, cause };
}

/** Whether the server's times are what is meant. Asked only where its zone data differ from ours. */
export async function serverTimesAgreed(
  work: SubmissionWork,
  { cron, mismatches, cause }: Misreading,
): Promise<boolean> {
  if (cause !== "zoneData" || !(await work.agreesTo({ kind: "serverTimes", cron, mismatches }))) return false;
  work.acceptedZone = cron.timezone ?? "UTC";
  return true;
}
