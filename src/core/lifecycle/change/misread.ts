import type { Cron } from "../../server/cron";
import { metadataKeys } from "../../server/stored/ownMetadata";
import type { Expectation } from "../onServer/expectedRun";
import type { SubmitOutcome } from "../submission/submission";
import type { SubmissionWork } from "../submission/submissionWork";
import { compareEcho, mismatchCause } from "./compareEcho";

export type Misreading = Omit<Extract<SubmitOutcome, { readonly kind: "mismatch" }>, "left">;

/**
 * Where the server's reading differs from our preview; undefined if it doesn't, or if its times were accepted earlier.
 * `cron` must be the answer to a create or to a PATCH of its schedule.
 */
export function misread(work: SubmissionWork, cron: Cron): Misreading | undefined {
  work.step("comparing");
  const mismatches = compareEcho(cron, work.expected);
  if (mismatches.length === 0) return undefined;
  const cause = mismatchCause(cron, work.expected, mismatches);
  if (cause === "zoneData" && isAccepted(cron, work.acceptedZone)) {
    work.acceptedZone = zoneOf(cron);
    return undefined;
  }
  return { kind: "mismatch", cron, mismatches, cause };
}

/** Whether the server reads a cron as intended, or its times were accepted earlier. `cron` as for `misread`. */
export function isAsMeant(cron: Cron, expected: Expectation): boolean {
  const mismatches = compareEcho(cron, expected);
  if (mismatches.length === 0) return true;
  return mismatchCause(cron, expected, mismatches) === "zoneData" && isAccepted(cron, undefined);
}

function isAccepted(cron: Cron, acceptedZone: string | undefined): boolean {
  return (cron.metadata[metadataKeys.serverTimes] ?? acceptedZone) === zoneOf(cron);
}

/** Whether the user accepts the server's times; asked only if its zone data differ from ours. */
export async function serverTimesAgreed(
  work: SubmissionWork,
  { cron, mismatches, cause }: Misreading,
): Promise<boolean> {
  if (cause !== "zoneData" || !(await work.agreesTo({ kind: "serverTimes", cron, mismatches }))) return false;
  work.acceptedZone = zoneOf(cron);
  return true;
}

function zoneOf({ timezone }: Cron): string {
  return timezone ?? "UTC";
}
