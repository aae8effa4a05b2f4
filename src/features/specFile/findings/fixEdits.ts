import {
  applyEdits,
  type Edit,
  type FormattingOptions,
  findNodeAtLocation,
  getLocation,
  getNodeValue,
  type JSONPath,
  parseTree,
} from "jsonc-parser";
import type { JsonObject } from "../../../core/base/json";
import type { Finding } from "../../../core/finding/finding";
import { changeAt } from "../../../core/specFile/json/changeAt";
import type { TextRange } from "../../../core/specFile/json/jsonTokens";
import { textChange } from "../../../core/specFile/json/textChange";
import type { ValuePlaces } from "../../../core/specFile/json/valuePlaces";

/**
 * The edits of `text` that apply a finding's fix; empty if it has no fix. Offsets are UTF-16 units in the text that
 * `places` were read from.
 */
export function fixEdits(
  text: string,
  places: ValuePlaces,
  finding: Finding,
  formatting: FormattingOptions,
): readonly Edit[] {
  const { fix, path } = finding;
  if (fix === undefined) return [];
  const fromRoot = [...getLocation(text, places.range.offset).path, ...path];
  switch (fix.kind) {
    case "replaceText":
      return [{ ...withoutQuotes(text, places.locate(finding).range), content: JSON.stringify(fix.text).slice(1, -1) }];
    case "setValue":
      return changeAt(text, fromRoot, JSON.parse(fix.text), formatting);
    case "removeKey":
      return changeAt(text, fromRoot, undefined, formatting);
    case "moveUp":
      return moveUp(text, fromRoot, formatting);
    case "setKeys":
      return setKeys(text, fromRoot.slice(0, -1), fix.text, formatting);
    case "replaceProperty":
      return replaceProperty(text, places, finding, fix.text);
  }
}

/** A finding about a whole text includes its quotes; one about a part or a key doesn't. */
function withoutQuotes(text: string, { offset, length }: TextRange): TextRange {
  return text[offset] === '"' && length > 1 ? { offset: offset + 1, length: length - 2 } : { offset, length };
}

/** Moves a value to the end of the object around its own, and removes its key from the old place. */
function moveUp(text: string, path: JSONPath, formatting: FormattingOptions): readonly Edit[] {
  const root = parseTree(text, [], { allowTrailingComma: true });
  const value = root && findNodeAtLocation(root, path);
  if (value === undefined) return [];
  const outside = [...path.slice(0, -2), path.at(-1) ?? ""];
  const without = applyEdits(text, [...changeAt(text, path, undefined, formatting)]);
  const moved = applyEdits(without, [...changeAt(without, outside, getNodeValue(value), formatting)]);
  return [textChange(text, moved)];
}

/** `properties`: `"key": value, …`, each set in the object at `path`; new keys are added at the end. */
function setKeys(text: string, path: JSONPath, properties: string, formatting: FormattingOptions): readonly Edit[] {
  const values = Object.entries(JSON.parse(`{${properties}}`) as JsonObject);
  const changed = values.reduce(
    (before, [key, value]) => applyEdits(before, [...changeAt(before, [...path, key], value, formatting)]),
    text,
  );
  return [textChange(text, changed)];
}

/** From the key's opening quote to the end of its value. */
function replaceProperty(text: string, places: ValuePlaces, finding: Finding, property: string): readonly Edit[] {
  const value = places.rangeOf(finding.path);
  const key = places.locate(finding).range;
  const offset = text.lastIndexOf('"', key.offset - 1);
  return [{ offset, length: value.offset + value.length - offset, content: property }];
}
