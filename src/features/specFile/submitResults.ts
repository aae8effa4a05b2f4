import type { SubmitOutcome } from "../../core/lifecycle/submission";
import type { SubmittableSpec } from "./preflight";

/** What became of one spec. */
export type SubmitResult =
  | { readonly kind: "outcome"; readonly source: SubmittableSpec; readonly outcome: SubmitOutcome }
  | { readonly kind: "failure"; readonly source: SubmittableSpec; readonly failure: unknown };
