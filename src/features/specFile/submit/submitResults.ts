import type { SubmitOutcome } from "../../../core/lifecycle/submission";
import type { DocumentDraft } from "./documentDrafts";

/** What became of one spec. */
export type SubmitResult =
  | { readonly kind: "outcome"; readonly draft: DocumentDraft; readonly outcome: SubmitOutcome }
  | { readonly kind: "failure"; readonly draft: DocumentDraft; readonly failure: unknown };
