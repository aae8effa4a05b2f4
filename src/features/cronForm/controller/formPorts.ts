import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { SubmitOutcome, SubmitProgress } from "../../../core/lifecycle/submission/submission";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { CronRef } from "../../../platform/servers/cronRef";
import type { FieldMessage } from "../../../protocol/fieldMessage";
import type { FailureAction } from "../../../protocol/formPhase";
import type { FormRecord } from "./formRecord";
import type { FormWords } from "./formWords";

/** One press of the button, about to be sent to the server. */
export interface FormSubmission {
  readonly connection: Connection;
  readonly name: string;
  /** An existing cron with this name belongs to the form: it may be updated without asking. */
  readonly isOwn: boolean;
  readonly arguments: RawArguments;
  /** See `FormRecord`. */
  readonly base?: RawArguments;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: SubmitProgress) => void;
  /** Whether the user has seen these warnings, or sends anyway. */
  readonly accepts: (warnings: readonly FieldMessage[]) => boolean;
}

/** How it ended. Only `outcome` and `open` may have changed something on the server. */
export type SubmissionEnd =
  | { readonly kind: "outcome"; readonly outcome: SubmitOutcome }
  /** The rules found errors, or warnings that the user has not seen: nothing was sent. */
  | { readonly kind: "found"; readonly lookAt: "error" | "warning"; readonly findings: readonly FieldMessage[] }
  /** The server refused a parameter. */
  | { readonly kind: "refused"; readonly messages: readonly FieldMessage[] }
  /** Others have changed the cron since the user saw it: nothing was sent. */
  | { readonly kind: "changed"; readonly server: string }
  /** The user was asked and declined: nothing was sent. */
  | { readonly kind: "declined" }
  | { readonly kind: "failed"; readonly message: string; readonly action: FailureAction | null };

/** What the user is told outside the form, because the form is not visible. */
export type FormNews =
  | {
      readonly kind: "ended";
      readonly form: string;
      readonly severity: "error" | "warning" | "info";
      readonly message: string;
      readonly cron: CronRef | null;
    }
  /** A draft was kept; the message offers to open the form again. */
  | { readonly kind: "kept"; readonly form: string; readonly message: string }
  | { readonly kind: "note"; readonly message: string };

export type FileAnswer =
  | { readonly kind: "written" | "same"; readonly file: string }
  /** The user chose no file. */
  | { readonly kind: "none" }
  | { readonly kind: "failed"; readonly reason: string };

/** What a form was opened with, and what it contains now. */
export interface FormChange {
  readonly opened: RawArguments;
  readonly wanted: RawArguments;
}

/** Everything that a form needs from outside; tests can replace all of it. */
export interface FormPorts {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly newId: () => string;
  /** See `FormRecord`. */
  readonly newSuffix: () => string;
  readonly words: FormWords;
  readonly isTrusted: () => boolean;
  readonly connection: (id: string) => Connection | undefined;
  /** Asks the user; undefined: no connection was chosen. */
  readonly chooseConnection: () => Promise<Connection | undefined>;
  readonly submit: (submission: FormSubmission) => Promise<SubmissionEnd>;
  /** Writes what differs from `opened` to the spec with that name, as an edit that can be undone. */
  readonly updateFile: (file: string, name: string, change: FormChange) => Promise<FileAnswer>;
  readonly newFile: (name: string, args: RawArguments) => Promise<FileAnswer>;
  /** Both run in call order, and never reject. */
  readonly saveRecord: (record: FormRecord) => Promise<void>;
  readonly forgetRecord: (form: string) => Promise<void>;
  readonly tell: (news: FormNews) => void;
}
