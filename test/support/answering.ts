import type { SubmitAnswer, SubmitOptions, SubmitQuestion } from "../../src/core/lifecycle/submission";

/** Answers what a submission asks, by kind; "no" to the rest. */
export function answering(
  answers: Readonly<Partial<Record<SubmitQuestion["kind"], SubmitAnswer>>> = {},
): SubmitOptions["confirm"] {
  return async ({ kind }) => answers[kind] ?? "no";
}
