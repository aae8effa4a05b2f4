import { maskFailure, maskProblem } from "../../server/problems/maskProblem";
import type { SubmitOptions, SubmitOutcome, SubmitProgress } from "../submission/submission";
import type { ReadyCron } from "./prepareSubmit";
import type { SubmitDraft } from "./submitDraft";

/** The submit options that come from a prepared cron. */
export type PreparedOptions = Pick<SubmitOptions, "arguments" | "name" | "ownership"> & {
  readonly onProgress: (progress: SubmitProgress) => void;
};

/**
 * Sends a prepared cron with `send`, which is `submitCron` with all other options. Masks the values of its placeholders
 * in progress, outcome and errors.
 */
export async function submitPrepared<Draft extends SubmitDraft>(
  { arguments: given, draft, secrets }: ReadyCron<Draft>,
  send: (options: PreparedOptions) => Promise<SubmitOutcome>,
  onProgress: (progress: SubmitProgress) => void,
): Promise<SubmitOutcome> {
  const { name, protect, set } = draft;
  try {
    const outcome = await send({
      arguments: given,
      name,
      ...(protect === undefined ? {} : { ownership: { protect, set } }),
      onProgress: (progress) => onProgress(withMaskedProblem(progress, secrets)),
    });
    return withMaskedProblem(outcome, secrets);
  } catch (failure) {
    throw maskFailure(failure, secrets);
  }
}

function withMaskedProblem<Told extends SubmitProgress | SubmitOutcome>(told: Told, secrets: readonly string[]): Told {
  if (!("problem" in told) || told.problem === undefined) return told;
  return { ...told, problem: maskProblem(told.problem, secrets) };
}
