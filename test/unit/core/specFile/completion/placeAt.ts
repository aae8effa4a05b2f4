import { specPlace } from "../../../../../src/core/specFile/completion/specPlace";
import { parseSpecFile } from "../../../../../src/core/specFile/parseSpecFile";

/** The place of the cursor, which `|` marks, in the text of a spec file. */
export function placeAt(marked: string) {
  const offset = marked.indexOf("|");
  const text = marked.replace("|", "");
  const { specs } = parseSpecFile(text, "file");
  const ranges = specs.map(({ range }) => range);
  const place = specPlace(text, ranges, offset);
  if (place === undefined) throw new Error(`Nothing can stand in ${marked}`);
  return { text, offset, place, given: specs[0]?.arguments ?? {} };
}
