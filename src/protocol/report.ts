import { either, type Guard, isFlag, isNull, isRecord, isText, listOf, oneOf, orNull, shape, tagged } from "./guards";

/** What a picture beside a text means; the text says it too. */
export type ReportTone = "good" | "bad" | "warning" | "busy" | "quiet";

/** Something the user can press; the host knows what `id` does. */
export interface ReportAction {
  readonly id: string;
  readonly label: string;
  readonly style: "primary" | "secondary" | "link";
}

/** One of several results in a row, oldest first. `label` says all of it. */
export interface ReportMark {
  readonly tone: ReportTone;
  readonly label: string;
  /** The action that opens it; null: nothing to open. */
  readonly action: string | null;
}

/** A cell of a table: a text, or what the user can do with its row, which the first cell names. */
export type ReportCell = string | readonly ReportAction[];

/** All texts are in the user's language or come from a server, and are shown as they are, never as markup. */
export type ReportBlock =
  /** `folded` sections are closed at first, and stay as the user leaves them. */
  | {
      readonly kind: "section";
      readonly id: string;
      readonly title: string;
      readonly folded: boolean;
      readonly blocks: readonly ReportBlock[];
    }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "notice"; readonly tone: ReportTone; readonly text: string }
  /** Keeps its lines and spaces. */
  | { readonly kind: "code"; readonly label: string; readonly tone: "plain" | "bad"; readonly text: string }
  | { readonly kind: "facts"; readonly facts: readonly { readonly label: string; readonly text: string }[] }
  | { readonly kind: "strip"; readonly label: string; readonly marks: readonly ReportMark[]; readonly text: string }
  | {
      readonly kind: "table";
      readonly caption: string;
      readonly head: readonly string[];
      readonly rows: readonly (readonly ReportCell[])[];
    }
  | { readonly kind: "actions"; readonly actions: readonly ReportAction[] }
  /** A box that the host ticks: a press sends its id. */
  | { readonly kind: "check"; readonly id: string; readonly label: string; readonly isChecked: boolean }
  /** A text that the user writes; each action gets it. `id` stays the same as long as the question does. */
  | {
      readonly kind: "answer";
      readonly id: string;
      readonly label: string;
      readonly help: string;
      readonly value: string;
      readonly actions: readonly ReportAction[];
    }
  /** Grows while it is shown. */
  | { readonly kind: "live"; readonly label: string; readonly text: string };

/** A read-only page about one thing, with actions. */
export interface Report {
  /** What it is about, above the title. */
  readonly about: string;
  readonly title: string;
  readonly tone: ReportTone;
  readonly server: { readonly name: string; readonly production: string | null };
  readonly summary: string;
  readonly blocks: readonly ReportBlock[];
}

/** What the page asks. `text` is the answer's text for the actions of an answer, otherwise null. */
export interface ReportRequests {
  readonly load: { readonly params: null; readonly reply: { readonly key: string; readonly report: Report } };
  readonly act: { readonly params: { readonly id: string; readonly text: string | null }; readonly reply: null };
}

export interface ReportEvent {
  readonly event: "changed";
  /** Another than before if the page has followed its subject to a new id. */
  readonly key: string;
  readonly report: Report;
}

export interface ReportNotice {
  readonly notice: "trouble";
  readonly what: string;
}

/** What VS Code keeps for a page that is unloaded. */
export interface SavedReport {
  readonly key: string;
  /** What the user has written, by the ids of the answers. */
  readonly typed: Readonly<Record<string, string>>;
}

const isTone = oneOf("good", "bad", "warning", "busy", "quiet");
const isAction = shape<ReportAction>({ id: isText, label: isText, style: oneOf("primary", "secondary", "link") });
const isMark = shape<ReportMark>({ tone: isTone, label: isText, action: orNull(isText) });

type Block<Kind extends ReportBlock["kind"]> = Extract<ReportBlock, { readonly kind: Kind }>;

const isBlock: Guard<ReportBlock> = tagged<ReportBlock, "kind">("kind", {
  section: shape<Block<"section">>({
    kind: oneOf("section"),
    id: isText,
    title: isText,
    folded: isFlag,
    blocks: (value): value is readonly ReportBlock[] => listOf(isBlock)(value),
  }),
  text: shape<Block<"text">>({ kind: oneOf("text"), text: isText }),
  notice: shape<Block<"notice">>({ kind: oneOf("notice"), tone: isTone, text: isText }),
  code: shape<Block<"code">>({ kind: oneOf("code"), label: isText, tone: oneOf("plain", "bad"), text: isText }),
  facts: shape<Block<"facts">>({ kind: oneOf("facts"), facts: listOf(shape({ label: isText, text: isText })) }),
  strip: shape<Block<"strip">>({ kind: oneOf("strip"), label: isText, marks: listOf(isMark), text: isText }),
  table: shape<Block<"table">>({
    kind: oneOf("table"),
    caption: isText,
    head: listOf(isText),
    rows: listOf(listOf(either(isText, listOf(isAction)))),
  }),
  actions: shape<Block<"actions">>({ kind: oneOf("actions"), actions: listOf(isAction) }),
  check: shape<Block<"check">>({ kind: oneOf("check"), id: isText, label: isText, isChecked: isFlag }),
  answer: shape<Block<"answer">>({
    kind: oneOf("answer"),
    id: isText,
    label: isText,
    help: isText,
    value: isText,
    actions: listOf(isAction),
  }),
  live: shape<Block<"live">>({ kind: oneOf("live"), label: isText, text: isText }),
});

const isReport = shape<Report>({
  about: isText,
  title: isText,
  tone: isTone,
  server: shape({ name: isText, production: orNull(isText) }),
  summary: isText,
  blocks: listOf(isBlock),
});

export const reportParamGuards = { load: isNull, act: shape({ id: isText, text: orNull(isText) }) };
export const reportReplyGuards = { load: shape({ key: isText, report: isReport }), act: isNull };
export const isReportEvent = shape<ReportEvent>({ event: oneOf("changed"), key: isText, report: isReport });
export const isReportNotice: Guard<ReportNotice> = (value): value is ReportNotice =>
  isRecord(value) && value.notice === "trouble" && isText(value.what);
export const isSavedReport = shape<SavedReport>({
  key: isText,
  typed: (value): value is SavedReport["typed"] => isRecord(value) && Object.values(value).every(isText),
});
