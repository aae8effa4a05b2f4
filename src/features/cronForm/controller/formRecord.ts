import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { JsonObject } from "../../../core/base/json";
import { sameJson } from "../../../core/base/sameJson";
import { baseName } from "../../../core/specFile/baseName";
import type { Connection } from "../../../platform/servers/connections/connection";
import type { FormDraft } from "../../../protocol/cronForm";
import { isDraft } from "../../../protocol/cronFormGuards";
import type { FormPhase } from "../../../protocol/formPhase";
import { type Guard, isCount, isFlag, isJsonRecord, isText, orNull, shape, tagged } from "../../../protocol/guards";
import type { FormSubject } from "./formSubject";

/** Where a form's cron goes, as the user saw it last. */
export type Destination = Pick<Connection, "id" | "name" | "url">;

type Done = Omit<Extract<FormPhase, { kind: "done" }>, "kind">;

/** The stored part of a form: it outlives page, tab and window. */
export interface FormRecord {
  readonly form: string;
  readonly subject: FormSubject;
  readonly destination: Destination;
  /** Short and random: the end of a name that nobody has seen or chosen. */
  readonly suffix: string;
  readonly draft: FormDraft;
  /** The cron that the form changes, as its user saw it last; absent: not read yet, or there is none. */
  readonly base?: RawArguments;
  /** Whether the user has changed anything; if not, it isn't worth keeping. */
  readonly changed: boolean;
  /** The name sent in a submission whose result is unknown, or which created a cron. */
  readonly sentAs: string | null;
  /** When the running submission started, in epoch milliseconds. */
  readonly submitting: number | null;
  readonly done: Done | null;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

export function newRecord(
  start: Pick<FormRecord, "form" | "suffix" | "subject" | "draft" | "changedAt">,
  connection: Connection,
): FormRecord {
  return {
    ...start,
    destination: destinationOf(connection),
    // The form of a cron is opened with what its server has.
    ...(start.subject.kind === "cron" ? { base: start.draft.arguments } : {}),
    changed: false,
    sentAs: null,
    submitting: null,
    done: null,
  };
}

export function destinationOf({ id, name, url }: Connection): Destination {
  return { id, name, url };
}

/** The name if it can't change any more; null while the user may still choose it. */
export function fixedName({ subject, sentAs }: FormRecord): string | null {
  return subject.kind === "spec" || subject.kind === "cron" ? subject.name : sentAs;
}

/** The name of the form's cron with these arguments; default: those that the form was opened with. */
export function nameOf(record: FormRecord, args: JsonObject = record.draft.arguments): string {
  const typed = record.draft.name.trim();
  // Without a proposal: of a form whose page has never been shown.
  return fixedName(record) ?? (typed === "" ? (record.draft.proposed ?? `${baseName(args)}-${record.suffix}`) : typed);
}

/** Whether the user has changed nothing; a proposal is not the user's. */
export function isSameDraft(one: FormDraft, other: FormDraft): boolean {
  return one.name === other.name && sameJson(one.typed, other.typed) && sameJson(one.arguments, other.arguments);
}

const isSubject: Guard<FormSubject> = tagged<FormSubject, "kind">("kind", {
  new: shape({ kind: (value): value is "new" => value === "new" }),
  copy: shape({ kind: (value): value is "copy" => value === "copy", of: isText }),
  spec: shape({ kind: (value): value is "spec" => value === "spec", file: isText, name: isText }),
  cron: shape({
    kind: (value): value is "cron" => value === "cron",
    cron: shape({ connectionId: isText, cronId: isText }),
    name: isText,
  }),
});

/** Another version, or an editor, may have written what is stored. */
export const isFormRecord: Guard<FormRecord> = shape<Omit<FormRecord, "base">, { base: RawArguments }>(
  {
    form: isText,
    subject: isSubject,
    destination: shape({ id: isText, name: isText, url: isText }),
    suffix: isText,
    draft: isDraft,
    changed: isFlag,
    sentAs: orNull(isText),
    submitting: orNull(isCount),
    done: orNull(shape({ cronId: isText, message: isText, attention: isFlag })),
    changedAt: isCount,
  },
  { base: isJsonRecord },
);
