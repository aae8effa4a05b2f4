import type { SubmitAnswer, SubmitOptions, SubmitQuestion } from "../../src/core/lifecycle/submission/submission";

/** Answers a submission's questions by kind; "no" to all others. */
export function answering(
  answers: Readonly<Partial<Record<SubmitQuestion["kind"], SubmitAnswer>>> = {},
): SubmitOptions["confirm"] {
  return async ({ kind }) => answers[kind] ?? "no";
}
