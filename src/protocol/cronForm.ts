import type { RawArguments } from "../core/arguments/cronArguments";
import type { FormSectionId, Parameter } from "../core/arguments/parameter";
import type { JsonValue } from "../core/base/json";
import type { TextSpan, ValuePath } from "../core/finding/finding";
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
  /** What would correct it, each at one press; several where several things may be meant, the likeliest first. */
  readonly fixes?: readonly FieldFix[];
}

export interface FieldFix {
  readonly label: string;
  /** One after the other. */
  readonly changes: readonly FieldChange[];
}

/** The value at `path`, which begins with a parameter's name, becomes `value`, or goes away where that is absent. */
export interface FieldChange {
  readonly path: ValuePath;
  readonly value?: JsonValue;
}

/** Where the form's cron goes. It is another one only when the user says so. */
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
    | { readonly kind: "unavailable"; readonly message: string }
    /** The connection is not there any more: the user has to choose another one. */
    | { readonly kind: "removed" }
    /** The connection has another address (`url`) than the one that the form was opened for. */
    | { readonly kind: "moved"; readonly from: string };
}

/** One entry of a picker. `value` is what becomes the argument. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
}

/** What a picker can offer. Without a list the user still types the value. */
export type Choices =
  /** `more`: the list is cut, and how to find the others, in the user's words. */
  | { readonly kind: "list"; readonly choices: readonly Choice[]; readonly more?: string }
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
  /** Why the list ends, in words; null where the runs go on. */
  readonly end: string | null;
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
  /** What stands in the name's field; blank: the proposed one. */
  readonly name: string;
}

/** What VS Code keeps of a page over a reload: the host has the rest. */
export interface SavedForm {
  readonly form: string;
}

/** What the form is about. `new` and `copy` make a cron, the others change the one of that name. */
export type SubjectView =
  | { readonly kind: "new" }
  | { readonly kind: "copy"; readonly of: string }
  /** `file` as people know it. */
  | { readonly kind: "spec"; readonly name: string; readonly file: string }
  | { readonly kind: "cron"; readonly name: string };

/** The identity of the form's cron: the same when it is created, when it is saved as a file, and when that is submitted. */
export interface NameView {
  /** Ends the name that is proposed, so that no two forms propose the same. */
  readonly suffix: string;
  /** Not null once the name can't change any more: it names a cron or a file already. */
  readonly fixed: string | null;
}

export interface FormState {
  readonly form: string;
  readonly subject: SubjectView;
  readonly name: NameView;
  readonly target: Target;
  readonly draft: FormDraft;
  readonly phase: FormPhase;
  readonly fields: readonly FormField[];
  readonly sections: readonly FormSection[];
  readonly strings: FormStrings;
  readonly localZone: string;
}

/** Where the form stands. Only while editing can anything be changed or sent. All texts are in the user's language. */
export type FormPhase =
  | {
      readonly kind: "editing";
      /** Somebody has tried to submit: from then on untouched fields show their errors too. */
      readonly attempted: boolean;
      readonly notice: FormMessage | null;
    }
  | { readonly kind: "submitting"; readonly progress: FormProgress; readonly cancelling: boolean }
  | {
      readonly kind: "done";
      readonly cronId: string;
      readonly message: string;
      /** Not all is as it was asked for: there is something left to see to. */
      readonly attention: boolean;
    };

/** What came of the last attempt; it goes away with the next change. */
export interface FormMessage {
  readonly severity: "error" | "warning" | "info";
  readonly message: string;
  readonly action: FailureAction | null;
  /** What the rules say about the draft that was submitted; null where they were not asked. */
  readonly findings: readonly FieldMessage[] | null;
  /** What the server refused: each holds until its field is changed. */
  readonly refusals: readonly FieldMessage[];
  /** Fields to lead the user to. */
  readonly lookAt: "error" | "warning" | null;
  /** The next press submits in spite of the warnings. */
  readonly despite: boolean;
}

export interface FormProgress {
  /** What is going on; where it takes longer than usual, what the server said and which attempt it is. */
  readonly message: string;
  /** Of a wait, in milliseconds, as of now. */
  readonly millisecondsLeft: number | null;
}

/** What a user can do about a failure, beside trying again. */
export type FailureAction = "manageTrust" | "editConnection" | "showLog" | "chooseConnection" | "acceptAddress";

/** What stands in the form at the moment of a press. */
export interface Filled {
  readonly draft: FormDraft;
  readonly arguments: RawArguments;
  /** Parameters whose field holds something that is no value yet. */
  readonly unreadable: readonly string[];
}

/** What the form asks of the host, by name. Each is answered exactly once. */
export interface FormRequests {
  /** `zone`: the IANA name of the browser's own zone, which is where the person is. */
  load: { readonly params: { readonly zone: string }; readonly reply: FormState };
  assistants: { readonly params: null; readonly reply: Choices };
  threads: { readonly params: { readonly search: string }; readonly reply: Choices };
  /** Nodes of an assistant's graph. */
  nodes: { readonly params: { readonly assistant: string }; readonly reply: Choices };
  preview: { readonly params: { readonly arguments: RawArguments }; readonly reply: SchedulePreview };
  check: { readonly params: DraftToCheck; readonly reply: readonly FieldMessage[] };
  /** What only the server knows of it; empty where it can't be asked. */
  checkOnServer: { readonly params: DraftToCheck; readonly reply: readonly FieldMessage[] };
  /** Answered once it has begun, or was refused: the phase says what becomes of it. `seen`: warnings on the screen. */
  submit: { readonly params: Filled & { readonly seen: readonly string[] }; readonly reply: null };
  cancelSubmit: { readonly params: null; readonly reply: null };
  /** Closes the form; the submission goes on, and its end is told by a notification. */
  finishInBackground: { readonly params: null; readonly reply: null };
  /** Into the form's own spec file, or into a new one that is its own from then on. */
  saveFile: { readonly params: Filled; readonly reply: null };
  revealCron: { readonly params: null; readonly reply: null };
  /** After it is done: to change the same cron once more, or to make another one from the same draft. */
  goOn: { readonly params: { readonly to: "sameCron" | "anotherCron" }; readonly reply: null };
  act: { readonly params: { readonly action: FailureAction }; readonly reply: null };
}

export interface DraftToCheck {
  readonly arguments: RawArguments;
  readonly name: string;
}

/** What the host tells the form unasked. */
export type FormEvent =
  | { readonly event: "phaseChanged"; readonly phase: FormPhase }
  | { readonly event: "targetChanged"; readonly target: Target }
  /** The form is about something else now: the page loads anew. */
  | { readonly event: "restarted" };

/** What the form tells the host and needs no answer to. */
export type FormNotice =
  /** `changed`: parameters that were changed since the last such notice. */
  | { readonly notice: "draftChanged"; readonly draft: FormDraft; readonly changed: readonly string[] }
  /** Something in the page that should not happen, for the log. */
  | { readonly notice: "trouble"; readonly what: string };
