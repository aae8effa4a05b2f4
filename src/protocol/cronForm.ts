import type { TextSpan, ValuePath } from "../core/finding";
import type { JsonValue } from "../core/json";
import type { SubmissionStep } from "../core/lifecycle/submissionSteps";
import type { RawArguments } from "../core/spec/cronArguments";
import type { FormSectionId, Parameter } from "../core/spec/parameter";
import type { FormStrings } from "./formStrings";

/** A finding, or what the server said, in words and ready to be shown at its field. */
export interface FieldMessage {
  /** The finding's dotted code; "server" for words of the server's own. */
  readonly code: string;
  readonly severity: "error" | "warning" | "info" | "hint";
  readonly path: ValuePath;
  /** The part of the text at `path` that is meant. */
  readonly span?: TextSpan;
  readonly message: string;
  readonly fix?: FieldFix;
}

/**
 * One press that mends it: the value at the message's path becomes `value`, or goes away where that is absent.
 * With `rename` it moves, as it is, to the parameter of that name.
 */
export interface FieldFix {
  readonly label: string;
  readonly value?: JsonValue;
  readonly rename?: string;
}

export interface Target {
  readonly connectionName: string;
  readonly url: string;
  readonly production: boolean;
  /** False: the workspace is not trusted, so nothing may be asked of a server. */
  readonly trusted: boolean;
  /** The server's version, or why it can't be asked, in words. */
  readonly status:
    | { readonly kind: "asking" }
    | { readonly kind: "ready"; readonly version: string }
    | { readonly kind: "unavailable"; readonly message: string };
}

/** One entry of a picker. `value` is what becomes the argument. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

/** What a picker can offer. Without a list the user still types the value. */
export type Choices =
  | { readonly kind: "list"; readonly choices: readonly Choice[] }
  | { readonly kind: "unavailable"; readonly message: string };

/** One run in the form's preview. All but `iso` are words in the user's language. */
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
  readonly localZone: string;
  readonly runs: readonly RunPreview[];
  /** What other schedulers make of it, in words, and where to read why; null where that is the same. */
  readonly elsewhere: {
    readonly words: string;
    readonly link: { readonly title: string; readonly url: string };
  } | null;
}

/** What the form needs of a parameter's declaration, with its texts in the user's language. */
export type FormField = Pick<
  Parameter,
  | "name"
  | "label"
  | "help"
  | "type"
  | "required"
  | "serverDefault"
  | "section"
  | "deprecated"
  | "withoutThreadOnly"
  | "example"
>;

export interface FormSection {
  readonly id: FormSectionId;
  readonly title: string;
  readonly help: string;
  readonly open: boolean;
}

export interface FormDraft {
  /** What the form was opened with: a preset, or the arguments of a spec file, whatever they hold. */
  readonly arguments: RawArguments;
  /** What the controls hold where the user has changed them, by parameter. Only the form reads it. */
  readonly typed: Readonly<Record<string, JsonValue>>;
}

/** What VS Code keeps of a panel over a reload. */
export interface SavedForm {
  readonly connection: string;
  readonly specName: string | null;
  readonly draft: FormDraft;
}

export interface FormState {
  /** The connection's id. */
  readonly connection: string;
  readonly target: Target;
  readonly draft: FormDraft;
  readonly fields: readonly FormField[];
  readonly sections: readonly FormSection[];
  readonly strings: FormStrings;
  readonly localZone: string;
  /** The spec that the arguments come from: submitting then updates its cron. null: always a new cron. */
  readonly specName: string | null;
}

/** What a user can do about a failure, beside trying again. */
export type FailureAction = "manageTrust" | "editConnection" | "showLog";

export type SubmitReply =
  | { readonly kind: "done"; readonly cronId: string; readonly message: string }
  /** The server, or a rule, refused: nothing is left behind. */
  | { readonly kind: "refused"; readonly messages: readonly FieldMessage[] }
  /** The server reads the schedule differently; the cron is left paused. */
  | { readonly kind: "paused"; readonly cronId: string; readonly message: string }
  | { readonly kind: "failed"; readonly message: string; readonly action: FailureAction | null }
  | { readonly kind: "cancelled" };

/** What the form asks of the host, by name. Each is answered exactly once. */
export interface FormRequests {
  /** `zone`: the IANA name of the browser's own zone, which is where the person is. */
  load: { readonly params: { readonly zone: string }; readonly reply: FormState };
  assistants: { readonly params: null; readonly reply: Choices };
  threads: { readonly params: { readonly search: string }; readonly reply: Choices };
  /** Nodes of an assistant's graph. */
  nodes: { readonly params: { readonly assistant: string }; readonly reply: Choices };
  preview: {
    readonly params: { readonly schedule: string; readonly timezone: string | null };
    readonly reply: SchedulePreview;
  };
  check: { readonly params: { readonly arguments: RawArguments }; readonly reply: readonly FieldMessage[] };
  submit: { readonly params: { readonly arguments: RawArguments }; readonly reply: SubmitReply };
  cancelSubmit: { readonly params: null; readonly reply: null };
  saveAsSpec: { readonly params: { readonly arguments: RawArguments }; readonly reply: null };
  revealCron: { readonly params: { readonly cronId: string }; readonly reply: null };
  act: { readonly params: { readonly action: FailureAction }; readonly reply: null };
}

/** What the host tells the form unasked. */
export type FormEvent =
  | { readonly event: "step"; readonly step: SubmissionStep }
  | { readonly event: "targetChanged"; readonly target: Target };

/** What the form tells the host and needs no answer to. */
export type FormNotice =
  | { readonly notice: "draftChanged"; readonly draft: FormDraft }
  /** Something in the page that should not happen, for the log. */
  | { readonly notice: "trouble"; readonly what: string };
