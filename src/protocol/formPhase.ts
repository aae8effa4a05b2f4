import type { FieldMessage } from "./fieldMessage";

/** The form's phase; only while editing can anything be changed or sent. Texts are in the user's language. */
export type FormPhase =
  | {
      readonly kind: "editing";
      /** The user has tried to submit; from then on untouched fields also show errors. */
      readonly attempted: boolean;
      readonly notice: FormMessage | null;
    }
  | { readonly kind: "submitting"; readonly progress: FormProgress; readonly cancelling: boolean }
  | {
      readonly kind: "done";
      readonly cronId: string;
      readonly message: string;
      /** Not everything was done as asked, so the user should look at it. */
      readonly attention: boolean;
    };

/** The result of the last attempt, shown until the next change. */
export interface FormMessage {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly action: FailureAction | null;
  /** The rules' findings about the submitted draft; null if they were not asked. */
  readonly findings: readonly FieldMessage[] | null;
  /** The server's refusals, each valid until its field changes. */
  readonly refusals: readonly FieldMessage[];
  /** What to take the user to: fields, or what others have changed. */
  readonly lookAt: "error" | "warning" | "changes" | null;
  /** The next press submits in spite of the warnings. */
  readonly despite: boolean;
}

export interface FormProgress {
  /** The current step; if it takes longer than usual, also what the server said and which attempt it is. */
  readonly message: string;
  /** The time left of a wait, in milliseconds from now. */
  readonly millisecondsLeft: number | null;
}

/** What the user can do about a failure besides trying again. */
export type FailureAction = "manageTrust" | "editConnection" | "showLog" | "chooseConnection" | "acceptAddress";
