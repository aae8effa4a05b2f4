import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { JsonObject, JsonValue } from "../../../core/base/json";
import { valueAt } from "../../../core/base/valueAt";
import { isAboutKey } from "../../../core/checks/specFinding";
import type { Finding, Fix, ValuePath } from "../../../core/finding/finding";
import { eachFix } from "../../../core/finding/fixes";
import type { FieldChange, FieldFix } from "../../../protocol/fieldFix";
import type { FieldMessage } from "../../../protocol/fieldMessage";

/** A finding's sentences in the user's language. */
export interface FindingWords {
  text(finding: Finding): string;
  fixTitle(finding: Finding): string | undefined;
}

/** Findings about these arguments in the form's own format. */
export function fieldMessages(
  raw: RawArguments,
  findings: readonly Finding[],
  words: FindingWords,
): readonly FieldMessage[] {
  return findings.map((finding) => {
    const { code, severity, path, span } = finding;
    const fixes = eachFix(finding).flatMap((each) => fieldFix(raw, each, words.fixTitle(each)));
    return {
      code,
      severity,
      path,
      message: words.text(finding),
      ...(span === undefined ? {} : { span }),
      ...(fixes.length === 0 ? {} : { fixes }),
    };
  });
}

function fieldFix(raw: RawArguments, finding: Finding, label: string | undefined): readonly FieldFix[] {
  const { fix } = finding;
  return fix === undefined || label === undefined ? [] : [{ label, changes: changesOf(raw, finding, fix) }];
}

function changesOf(raw: RawArguments, finding: Finding, fix: Fix): readonly FieldChange[] {
  const { path, span } = finding;
  const around = path.slice(0, -1);
  switch (fix.kind) {
    case "removeKey":
      return [{ path }];
    case "setValue":
      return [{ path, value: JSON.parse(fix.text) as JsonValue }];
    case "moveUp":
      return moved(raw, path, [...around.slice(0, -1), path.at(-1) ?? ""]);
    case "replaceProperty":
      return [{ path }, ...propertiesIn(around, fix.text)];
    case "setKeys":
      return propertiesIn(around, fix.text);
    case "replaceText": {
      if (isAboutKey(finding)) return moved(raw, path, [...around, fix.text]);
      const value = valueAt(raw, path);
      const isPart = span !== undefined && typeof value === "string";
      return [{ path, value: isPart ? value.slice(0, span.start) + fix.text + value.slice(span.end) : fix.text }];
    }
  }
}

/** `"key": value, …` in the object at `around`. */
function propertiesIn(around: ValuePath, text: string): readonly FieldChange[] {
  return Object.entries(JSON.parse(`{${text}}`) as JsonObject).map(([key, value]) => ({
    path: [...around, key],
    value,
  }));
}

/** Moves the value at one path to the other. */
function moved(raw: RawArguments, from: ValuePath, to: ValuePath): readonly FieldChange[] {
  const value = valueAt(raw, from);
  return value === undefined ? [{ path: from }] : [{ path: from }, { path: to, value }];
}
