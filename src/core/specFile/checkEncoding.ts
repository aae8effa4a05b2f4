import { specFinding } from "../checks/specFinding";
import type { LocatedFinding } from "./json/locate";

/** What a decoder writes for bytes that it can't read. */
const replacement = "\uFFFD";

/** A text in which characters got lost when its bytes were read. A replacement character that is meant can be written as an escape. */
export function lostCharacters(text: string): readonly LocatedFinding[] {
  const offset = text.indexOf(replacement);
  return offset < 0 ? [] : [{ finding: specFinding("spec.not-utf8", []), range: { offset, length: 1 } }];
}

/**
 * A text that was read as something else than UTF-8, which it is read as everywhere else. Of ASCII the bytes are the same
 * in most encodings. `encoding`: as VS Code calls it, such as `utf8bom` or `windows1252`.
 */
export function otherEncoding(text: string, encoding: string): readonly LocatedFinding[] {
  if (/^utf8(bom)?$/.test(encoding)) return [];
  const offset = /^utf16/.test(encoding) ? 0 : text.search(/[\u0080-\uffff]/);
  return offset < 0
    ? []
    : [{ finding: specFinding("spec.other-encoding", [], { args: { encoding } }), range: { offset, length: 1 } }];
}
