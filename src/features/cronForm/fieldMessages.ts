import type { Finding, Fix } from "../../core/finding";
import { isJsonObject, type JsonValue } from "../../core/json";
import type { RawArguments } from "../../core/spec/cronArguments";
import { isAboutKey } from "../../core/spec/specFinding";
import type { FieldFix, FieldMessage } from "../../protocol/cronForm";

/** A finding's sentences in the user's language. */
export interface FindingWords {
  text(finding: Finding): string;
  fixTitle(finding: Finding): string | undefined;
}

/** Findings about these arguments as the form shows them. */
export function fieldMessages(
  raw: RawArguments,
  findings: readonly Finding[],
  words: FindingWords,
): readonly FieldMessage[] {
  return findings.map((finding) => {
    const { code, severity, path, span } = finding;
    const fix = fieldFix(raw, finding, words.fixTitle(finding));
    return {
      code,
      severity,
      path,
      message: words.text(finding),
      ...(span === undefined ? {} : { span }),
      ...(fix === undefined ? {} : { fix }),
    };
  });
}

function fieldFix(raw: RawArguments, finding: Finding, label: string | undefined): FieldFix | undefined {
  const { fix } = finding;
  // What leaves its own value is more than the form's fixes can do.
  if (fix === undefined || label === undefined || fix.kind === "moveUp") {
    return undefined;
  }
  if (fix.kind === "replaceText" && isAboutKey(finding)) {
    return finding.path.length === 1 ? { label, rename: fix.text } : undefined;
  }
  const value = fixedValue(valueAt(raw, finding.path), finding, fix);
  return value === undefined ? { label } : { label, value };
}

/** What the value at the finding's path becomes; undefined where it goes away. */
function fixedValue(value: JsonValue | undefined, { span }: Finding, fix: Fix): JsonValue | undefined {
  switch (fix.kind) {
    case "removeKey":
      return undefined;
    case "setValue":
      return JSON.parse(fix.text) as JsonValue;
    case "replaceText":
      return span === undefined || typeof value !== "string"
        ? fix.text
        : value.slice(0, span.start) + fix.text + value.slice(span.end);
  }
}

function valueAt(raw: RawArguments, path: Finding["path"]): JsonValue | undefined {
  let value: JsonValue | undefined = raw;
  for (const step of path) {
    if (typeof step === "number") {
      value = Array.isArray(value) ? (value as readonly JsonValue[])[step] : undefined;
    } else {
      value = isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    }
  }
  return value;
}
