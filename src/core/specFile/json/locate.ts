import type { Finding, TextSpan, ValuePath } from "../../finding/finding";
import type { JsonNode } from "./jsonNode";
import type { TextRange } from "./jsonTokens";

/** A finding and its range in the document, in UTF-16 units. */
export interface LocatedFinding {
  readonly finding: Finding;
  readonly range: TextRange;
}

export function hasErrors(findings: readonly LocatedFinding[]): boolean {
  return findings.some(({ finding }) => finding.severity === "error");
}

/**
 * The range of the value at `path` below `root` in `text`, or with `span` of that part of the string. For a missing
 * value, the opening bracket of the innermost object or list that should contain it.
 */
export function locateValue(text: string, root: JsonNode, path: ValuePath, span?: TextSpan): TextRange {
  let node = root;
  for (const step of path) {
    const next = child(node, step);
    if (next === undefined) return { offset: node.offset, length: Math.min(1, node.length) };
    node = next;
  }
  return span === undefined || typeof node.value !== "string" ? range(node) : locateSpan(text, node, span);
}

/** The range of the key that `path` ends with, without its quotes; if it is missing, the result of `locateValue`. */
export function locateKey(text: string, root: JsonNode, path: ValuePath): TextRange {
  let node: JsonNode | undefined = root;
  for (const step of path.slice(0, -1)) node = node && child(node, step);
  return node?.members?.get(String(path.at(-1)))?.key ?? locateValue(text, root, path);
}

function child(node: JsonNode, step: string | number): JsonNode | undefined {
  return typeof step === "number" ? node.items?.[step] : node.members?.get(step)?.node;
}

function range({ offset, length }: TextRange): TextRange {
  return { offset, length };
}

/** Maps a span of a string's value to the text it was written as, where one unit can be an escape. */
function locateSpan(text: string, node: JsonNode, span: TextSpan): TextRange {
  const last = node.offset + node.length;
  let at = node.offset + 1;
  const skip = (units: number) => {
    for (let unit = 0; unit < units && at < last; unit++) at += writtenLength(text, at);
    return Math.min(at, last);
  };
  const start = skip(span.start);
  const end = skip(Math.max(0, span.end - span.start));
  return { offset: start, length: end - start };
}

function writtenLength(text: string, at: number): number {
  if (text[at] !== "\\") return 1;
  return text[at + 1] === "u" ? 6 : 2;
}
