import type { Parameter } from "../../../core/arguments/parameter";
import { parameterByName } from "../../../core/arguments/parameters";
import type { JsonValue } from "../../../core/base/json";
import { type LeafChange, leafChanges } from "../../../core/base/leafChanges";
import { oneLine } from "../../../core/base/oneLine";
import type { DraftChange, DraftChanges } from "../../../core/compare/draftChanges";
import type { Cron } from "../../../core/server/cron";
import type { ChangedField, ChangeLine, ChangesView } from "../../../protocol/changesView";
import type { FieldChange } from "../../../protocol/fieldFix";
import { formStrings } from "../../../protocol/formStrings";
import { type FormWords, formHostTexts } from "./formWords";
import { labels } from "./phaseAfter";

/** Places of one value that are shown; a value with more is shown as it is. */
const mostLines = 4;

/** Characters of a value that are shown. */
const longestText = 80;

/** Characters before the first difference of two long texts. */
const sharedText = 15;

export interface ChangesContext {
  readonly server: string;
  /** The server can change a cron that exists: since 0.7.21. */
  readonly patches: boolean;
  readonly words: FormWords;
}

/** How a form and its cron differ, in words. */
export function tellChanges({ because, changes }: DraftChanges, cron: Cron, context: ChangesContext): ChangesView {
  const by = (who: DraftChange["by"]) => changes.filter((change) => change.by === who);
  const theirs = by("server");
  const { server, words } = context;
  return {
    version: cron.updated_at,
    changes: by("draft").map((change) => changedField(change, context)),
    questions: by("both").map((change) => changedField(change, context)),
    anew: anewText(because, changes, context),
    news:
      theirs.length === 0
        ? null
        : {
            message: words.translate(formHostTexts.takenOver, { server, fields: fieldsOf(theirs, words) }),
            names: theirs.map(({ parameter }) => parameter.name),
            changes: theirs.map(toStored),
          },
  };
}

/** The form's cron was deleted; `version` is that of no cron. */
export function tellGone({ server, words }: ChangesContext): ChangesView {
  const message = words.translate(formHostTexts.cronGone, { server });
  return { version: "", changes: [], questions: [], anew: null, news: { message, names: [], changes: [] } };
}

function changedField(change: DraftChange, { words }: ChangesContext): ChangedField {
  const { parameter, stored, wanted } = change;
  const label = words.translate(parameter.label);
  const leaves = leafChanges(stored, wanted);
  const lines = leaves.length > mostLines ? [{ path: [], before: stored, after: wanted }] : leaves;
  return {
    name: parameter.name,
    label,
    lines: lines.map((leaf) => lineOf(leaf, parameter, words.translate)),
    back: { label: words.translate(formHostTexts.setBack), changes: [toStored(change)] },
  };
}

function toStored({ parameter, stored }: DraftChange): FieldChange {
  return { path: [parameter.name], ...(stored === undefined ? {} : { value: stored }) };
}

function lineOf(
  { after, before, path }: LeafChange,
  parameter: Parameter,
  translate: FormWords["translate"],
): ChangeLine {
  const text = (value: JsonValue | undefined) =>
    path.length === 0 ? valueText(value, parameter, translate) : value === undefined ? "" : plain(value);
  const [first, second] = clipped(oneLine(text(before)), oneLine(text(after)));
  return { where: pathText(path), before: first, after: second };
}

/** A parameter's whole value, as the form calls it. */
function valueText(
  value: JsonValue | undefined,
  { serverDefault, type }: Parameter,
  translate: FormWords["translate"],
) {
  if (value === undefined) {
    if (serverDefault === null) return translate(formStrings.isNotSet);
    return translate(formStrings.serverDefaultIs, { value: plain(serverDefault) });
  }
  if (type.kind === "uuidOrNull" && value === null) return translate(formStrings.ownThread);
  return plain(value);
}

function plain(value: JsonValue): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}

/** `messages[0].content` */
function pathText(path: LeafChange["path"]): string {
  return path.map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`)).join("");
}

/** Long texts begin shortly before they differ. */
function clipped(before: string, after: string): readonly [string, string] {
  let shared = 0;
  while (shared < before.length && before[shared] === after[shared]) shared += 1;
  const isLong = Math.max(before.length, after.length) > longestText;
  const start = isLong ? Math.max(0, shared - sharedText) : 0;
  const clip = (text: string) => {
    const rest = start === 0 ? text : `…${text.slice(start)}`;
    return rest.length > longestText ? `${rest.slice(0, longestText)}…` : rest;
  };
  return [clip(before), clip(after)];
}

function anewText(
  because: DraftChanges["because"],
  changes: DraftChanges["changes"],
  { patches, words }: ChangesContext,
): string | null {
  if (!patches && changes.length > 0) return words.translate(formHostTexts.anewOnOldServer);
  if (because.length === 0) return null;
  const isCleared = (name: string) => parameterByName(name)?.update.kind === "patch";
  const reason = (text: string, names: readonly string[]) =>
    names.length === 0 ? [] : [words.translate(text, { fields: labels(names, words) })];
  return [
    ...reason(
      formHostTexts.anewForChanged,
      because.filter((name) => !isCleared(name)),
    ),
    ...reason(formHostTexts.anewForCleared, because.filter(isCleared)),
    words.translate(formHostTexts.anew),
  ].join(" ");
}

function fieldsOf(changes: readonly DraftChange[], words: ChangesContext["words"]): string {
  return labels(
    changes.map(({ parameter }) => parameter.name),
    words,
  );
}
