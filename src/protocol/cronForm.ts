import type { TextSpan, ValuePath } from "../core/finding";
import type { JsonValue } from "../core/json";
import type { SubmissionStep } from "../core/lifecycle/submission";
import type { Assistant } from "../core/server/cron";
import type { RawArguments } from "../core/spec/cronArguments";

/** A finding with its words, ready to be shown. */
export interface FieldMessage {
  readonly code: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly path: ValuePath;
  readonly span?: TextSpan;
  readonly message: string;
  readonly fix?: { readonly label: string; readonly value: JsonValue };
}

export interface Target {
  readonly connectionName: string;
  readonly production: boolean;
  /** The server's version, or why it can't be asked, in words. */
  readonly status:
    | { readonly kind: "ready"; readonly version: string }
    | { readonly kind: "unavailable"; readonly message: string };
}

export interface ThreadChoice {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
}

/** One run in the form's preview. All three are words in the user's language. */
export interface RunPreview {
  readonly iso: string;
  readonly inZone: string;
  readonly local: string;
  readonly utc: string;
}

export interface SchedulePreview {
  /** The schedule in words; null where it isn't understood. */
  readonly words: string | null;
  readonly zone: string;
  readonly runs: readonly RunPreview[];
}

export interface FormState {
  readonly target: Target;
  readonly draft: RawArguments;
  readonly zones: readonly string[];
}

export type SubmitReply =
  | { readonly kind: "created"; readonly cronId: string; readonly nextRun: string | null }
  /** The server, or a rule, refused: nothing is left behind. */
  | { readonly kind: "refused"; readonly messages: readonly FieldMessage[] }
  /** The server reads the schedule differently; the cron is left paused. */
  | { readonly kind: "paused"; readonly cronId: string; readonly message: string }
  | { readonly kind: "failed"; readonly message: string }
  | { readonly kind: "cancelled" };

/** What the form asks of the host, by name. Each is answered exactly once. */
export interface FormRequests {
  load: { readonly params: null; readonly reply: FormState };
  assistants: { readonly params: null; readonly reply: readonly Assistant[] };
  threads: { readonly params: { readonly search: string }; readonly reply: readonly ThreadChoice[] };
  nodes: { readonly params: { readonly assistant: string }; readonly reply: readonly string[] };
  preview: {
    readonly params: { readonly schedule: string; readonly timezone: string | null };
    readonly reply: SchedulePreview;
  };
  check: { readonly params: { readonly arguments: RawArguments }; readonly reply: readonly FieldMessage[] };
  submit: { readonly params: { readonly arguments: RawArguments }; readonly reply: SubmitReply };
  cancelSubmit: { readonly params: null; readonly reply: null };
  saveAsSpec: { readonly params: { readonly arguments: RawArguments }; readonly reply: null };
  revealCron: { readonly params: { readonly cronId: string }; readonly reply: null };
}

/** What the host tells the form unasked. */
export type FormEvent =
  | { readonly event: "step"; readonly step: SubmissionStep }
  | { readonly event: "targetChanged"; readonly target: Target };

/** What the form tells the host and needs no answer to. */
export type FormNotice = { readonly notice: "draftChanged"; readonly draft: RawArguments };
