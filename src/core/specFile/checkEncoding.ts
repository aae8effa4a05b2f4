import { specFinding } from "../checks/specFinding";
import type { LocatedFinding } from "./json/locate";

/** What a decoder writes for bytes it can't read. */
const replacement = "\uFFFD";

/** Reports characters lost in decoding; an intended replacement character can be written as an escape. */
export function lostCharacters(text: string): readonly LocatedFinding[] {
  const offset = text.indexOf(replacement);
  return offset < 0 ? [] : [{ finding: specFinding("spec.not-utf8", []), range: { offset, length: 1 } }];
}

/**
 * Reports a text that was not decoded as UTF-8, which all other tools use. ASCII has the same bytes in most encodings.
 * `encoding` is VS Code's name, such as `utf8bom` or `windows1252`.
 */
export function otherEncoding(text: string, encoding: string): readonly LocatedFinding[] {
  if (/^utf8(bom)?$/.test(encoding)) return [];
  const offset = /^utf16/.test(encoding) ? 0 : text.search(/[\u0080-\uffff]/);
  return offset < 0
    ? []
    : [{ finding: specFinding("spec.other-encoding", [], { args: { encoding } }), range: { offset, length: 1 } }];
}
