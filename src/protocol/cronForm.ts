import type { RawArguments } from "../core/arguments/cronArguments";
import type { FormSectionId, Parameter } from "../core/arguments/parameter";
import type { JsonValue } from "../core/base/json";
import type { InputShape } from "../core/checks/inputShape";
import type { NextNode } from "../core/server/agentServer";
import type { ChangesView, Settled } from "./changesView";
import type { DocumentText } from "./documentText";
import type { FieldMessage } from "./fieldMessage";
import type { FailureAction, FormPhase } from "./formPhase";
import type { FormStrings } from "./formStrings";
import type { RequestFormView, RequestToShow, RequestView } from "./requestView";
import type { CalendarView, PresetView, SchedulePreview, WordsOffer } from "./scheduleView";
import type { TryPress, TryView } from "./tryView";

/** The form's target connection, which only the user can change. */
export interface Target {
  readonly connectionName: string;
  readonly url: string;
  readonly production: boolean;
  /** False if the workspace is not trusted, so no server can be asked. */
  readonly trusted: boolean;
  /** The server's version, or why it can't be asked, as text. */
  readonly status:
    | { readonly kind: "asking" }
    | { readonly kind: "ready"; readonly version: string }
    /** `offers`: what the user can do about it. */
    | { readonly kind: "unavailable"; readonly message: string; readonly offers: readonly FailureAction[] }
    /** The connection no longer exists, so the user has to choose another one. */
    | { readonly kind: "removed" }
    /** The connection's address (`url`) is no longer the one the form was opened for (`from`). */
    | { readonly kind: "moved"; readonly from: string };
}

/** One entry of a picker; `value` becomes the argument. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly detail: string;
  /** The assistant that goes with it. */
  readonly assistant?: string;
  /** The nodes that can come after it in the graph. */
  readonly next?: readonly NextNode[];
}

/** What a server calls the assistant and the thread that a form names; null: not known. */
export interface CalledValues {
  readonly assistant_id: Choice | null;
  readonly thread_id: Choice | null;
}

/** The choices of a picker; without a list the user can still type the value. */
export type Choices =
  /**
   * `more`: the list is cut; says how to find the others, in the user's language. `usual`: the value that most likely is
   * wanted.
   */
  | { readonly kind: "list"; readonly choices: readonly Choice[]; readonly more?: string; readonly usual?: string }
  | { readonly kind: "unavailable"; readonly message: string };

/** The part of a parameter's declaration the form needs, with its texts in the user's language. */
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
  readonly shown: "always" | "more";
}

export interface FormDraft {
  /** What the form was opened with: a preset or a spec file's arguments, possibly invalid. */
  readonly arguments: RawArguments;
  /** The content of the controls the user changed, by parameter; only the form reads it. */
  readonly typed: Readonly<Record<string, JsonValue>>;
  /** The name that the user typed; blank means the proposed name. */
  readonly name: string;
  /** The proposed name, as it stood in the form. */
  readonly proposed?: string;
}

/** What VS Code keeps for a page during a reload; the host has the rest. */
export interface SavedForm {
  readonly form: string;
}

/** The subject of the form. `new` and `copy` create a cron; the others change the named one. */
export type SubjectView =
  | { readonly kind: "new" }
  | { readonly kind: "copy"; readonly of: string }
  /** `file` as users know it. */
  | { readonly kind: "spec"; readonly name: string; readonly file: string }
  | { readonly kind: "cron"; readonly name: string };

/** The identity of the form's cron: the same when it is created, saved as a file, and submitted from that. */
export interface NameView {
  /** Used if the user types none. */
  readonly proposed: string;
  /** Set once the name can't change any more because it names a cron or a file. */
  readonly fixed: string | null;
}

export interface FormState {
  readonly form: string;
  readonly subject: SubjectView;
  readonly name: NameView;
  readonly target: Target;
  readonly draft: FormDraft;
  readonly phase: FormPhase;
  readonly trying: TryView;
  /** The parameters that are open as documents beside the form. */
  readonly documents: readonly string[];
  readonly fields: readonly FormField[];
  readonly sections: readonly FormSection[];
  /** From frequent to rare. */
  readonly presets: readonly PresetView[];
  /** The forms in which the request can be read. */
  readonly requestForms: readonly RequestFormView[];
  readonly strings: FormStrings;
  readonly localZone: string;
}

/** The form's content at the moment of a press. */
export interface Filled {
  readonly draft: FormDraft;
  readonly arguments: RawArguments;
  /** Parameters whose field's content is not a value yet. */
  readonly unreadable: readonly string[];
}

/** The form's requests to the host, by name; each is answered exactly once. */
export interface FormRequests {
  /** `zone`: the IANA name of the browser's zone, which is the user's. */
  load: { readonly params: { readonly zone: string }; readonly reply: FormState };
  assistants: { readonly params: null; readonly reply: Choices };
  threads: { readonly params: { readonly search: string }; readonly reply: Choices };
  /** The nodes of an assistant's graph. */
  nodes: { readonly params: { readonly assistant: string }; readonly reply: Choices };
  preview: { readonly params: { readonly arguments: RawArguments }; readonly reply: SchedulePreview };
  /** `monthsAhead`: 0 for the month of the next run. null: the runs can't be known. */
  calendar: {
    readonly params: { readonly arguments: RawArguments; readonly monthsAhead: number };
    readonly reply: CalendarView | null;
  };
  /** What the words in the schedule mean. Nothing is asked of a server. */
  words: { readonly params: { readonly arguments: RawArguments }; readonly reply: WordsOffer };
  /** Lets the user choose where an input comes from; null: none was chosen. */
  otherInput: { readonly params: { readonly thread: string }; readonly reply: { readonly value: JsonValue } | null };
  /** What these ids mean; empty: none is named. */
  called: { readonly params: Readonly<Record<keyof CalledValues, string>>; readonly reply: CalledValues };
  /** null: its server gives no schema, or nothing in it can be asked for but JSON. */
  inputShape: { readonly params: { readonly assistant: string }; readonly reply: InputShape | null };
  /** Opens a JSON parameter in an editor beside the form; `assistant`: the one that the form names now, or "". */
  openDocument: { readonly params: DocumentText & { readonly assistant: string }; readonly reply: null };
  /** What is typed in documents and not saved yet is told by `documentTyped` before the answer. */
  saveDocuments: { readonly params: null; readonly reply: null };
  name: { readonly params: DraftToCheck; readonly reply: NameAdvice };
  /** The request that a press of the button would send first, as text. */
  requestText: { readonly params: RequestToShow; readonly reply: RequestView };
  giveRequest: { readonly params: RequestToShow & { readonly way: "copy" | "save" }; readonly reply: null };
  check: { readonly params: DraftToCheck; readonly reply: readonly FieldMessage[] };
  /** Findings only the server can give; empty if it can't be asked. */
  checkOnServer: { readonly params: DraftToCheck; readonly reply: readonly FieldMessage[] };
  /** null: the form makes a new cron, its content can't be sent, or the server can't be asked. */
  changes: { readonly params: { readonly arguments: RawArguments }; readonly reply: ChangesView | null };
  settle: { readonly params: Settled; readonly reply: null };
  /** Answered when it has started or was refused; the phase shows the result. `seen`: the warnings on the screen. */
  submit: { readonly params: Filled & { readonly seen: readonly string[] }; readonly reply: null };
  cancelSubmit: { readonly params: null; readonly reply: null };
  /** Closes the form; the submission continues, and a notification reports its end. */
  finishInBackground: { readonly params: null; readonly reply: null };
  /** Saves to the form's own spec file, or to a new one that becomes its own. */
  saveFile: { readonly params: Filled; readonly reply: null };
  /** Keeps the form's content as a template, under a name that the user is asked for. */
  saveTemplate: { readonly params: Filled; readonly reply: null };
  /** Starts one run with the form's values, unless one is running; `tryChanged` tells what becomes of it. */
  startTry: { readonly params: TryPress; readonly reply: null };
  cancelTry: { readonly params: null; readonly reply: null };
  revealCron: { readonly params: null; readonly reply: null };
  /** Starts a run of the cron that was created. */
  runCron: { readonly params: null; readonly reply: null };
  /** Shows the form's own spec file. */
  openFile: { readonly params: null; readonly reply: null };
  /** After a submit: changes the same cron again, or makes another one from the same draft. */
  goOn: { readonly params: { readonly to: "sameCron" | "anotherCron" }; readonly reply: null };
  act: { readonly params: { readonly action: FailureAction }; readonly reply: null };
}

export interface DraftToCheck {
  readonly arguments: RawArguments;
  readonly name: string;
}

/** What the host says about the name of a new cron. */
export interface NameAdvice {
  /** Tells what runs and how often, and no cron that is known has it. */
  readonly proposed: string;
  /** The server's crons are known, and none has the name that the form shows. */
  readonly isFree: boolean;
}

/** Events that the host sends to the form. */
export type FormEvent =
  | { readonly event: "phaseChanged"; readonly phase: FormPhase }
  | { readonly event: "targetChanged"; readonly target: Target }
  /** The form's cron has changed on its server, or may have. */
  | { readonly event: "cronChanged" }
  /** The user wants a template of what stands in the form. */
  | { readonly event: "templateWanted" }
  | { readonly event: "tryChanged"; readonly trying: TryView }
  /** The user wants the JSON field in which they are as a document. */
  | { readonly event: "documentWanted" }
  /** The user has typed in the document beside the form. */
  | ({ readonly event: "documentTyped" } & DocumentText)
  | { readonly event: "documentClosed"; readonly name: string }
  /** The form has a new subject, so the page reloads. */
  | { readonly event: "restarted" };

/** Messages from the form that need no answer. */
export type FormNotice =
  /** `changed`: the parameters changed since the last such notice. */
  | { readonly notice: "draftChanged"; readonly draft: FormDraft; readonly changed: readonly string[] }
  /** A parameter that is open as a document has another text in the form now. */
  | ({ readonly notice: "documentChanged" } & DocumentText)
  /** An unexpected problem in the page, for the log. */
  | { readonly notice: "trouble"; readonly what: string };
