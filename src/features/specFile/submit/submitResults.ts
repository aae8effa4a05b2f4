import type { SubmitOutcome } from "../../../core/lifecycle/submission";
import type { SpecDraft } from "./specDrafts";

/** What became of one spec. */
export type SubmitResult =
  | { readonly kind: "outcome"; readonly draft: SpecDraft; readonly outcome: SubmitOutcome }
  | { readonly kind: "failure"; readonly draft: SpecDraft; readonly failure: unknown };
