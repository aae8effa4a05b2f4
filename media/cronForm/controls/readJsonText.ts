import { limits } from "../../../src/core/arguments/limits";
import type { JsonValue } from "../../../src/core/base/json";
import { fillMessage } from "../../../src/core/base/message";
import type { JsonNode } from "../../../src/core/specFile/json/jsonNode";
import { parseJsonTree } from "../../../src/core/specFile/json/jsonTree";
import { locateKey } from "../../../src/core/specFile/json/locate";
import type { FormStrings } from "../../../src/protocol/formStrings";
import type { TextPlace } from "./control";

export type JsonText =
  | { readonly kind: "empty" }
  | { readonly kind: "value"; readonly value: JsonValue; readonly root: JsonNode }
  | { readonly kind: "broken"; readonly message: string; readonly place?: TextPlace };

const million = 1_000_000;

/** Reads the text of a JSON field: comments and trailing commas are allowed, as in a spec file. Never throws. */
export function readJsonText(text: string, strings: FormStrings): JsonText {
  if (text.trim() === "") {
    return { kind: "empty" };
  }
  if (text.length > limits.valueLength) {
    const args = { size: (text.length / million).toFixed(1), limit: Math.floor(limits.valueLength / million) };
    return { kind: "broken", message: fillMessage(strings.jsonHuge, args) };
  }
  const tree = parseJsonTree(text, limits.depth);
  const broken = (message: string, offset: number): JsonText => ({
    kind: "broken",
    message,
    place: textPlaceAt(text, offset),
  });
  if (tree.tooDeep !== undefined) {
    return broken(fillMessage(strings.jsonTooDeep, { limit: limits.depth }), tree.tooDeep.offset);
  }
  if (tree.error !== undefined) {
    return broken(strings[`json.${tree.error.name}`], tree.error.offset);
  }
  const [duplicate] = tree.duplicates;
  if (duplicate !== undefined && tree.root !== undefined) {
    const { offset } = locateKey(text, tree.root, [...duplicate.path, duplicate.key]);
    return broken(fillMessage(strings.jsonDuplicate, { key: duplicate.key }), offset);
  }
  // Only comments: the parser has reported a missing value above, unless the text is empty.
  return tree.root === undefined ? { kind: "empty" } : { kind: "value", value: tree.root.value, root: tree.root };
}

export function textPlaceAt(text: string, offset: number): TextPlace {
  const before = text.slice(0, Math.max(0, offset));
  return { line: before.split("\n").length, column: before.length - before.lastIndexOf("\n") };
}
