import {
  createScanner,
  type Edit,
  type FormattingOptions,
  findNodeAtLocation,
  type JSONPath,
  modify,
  type Node,
  parseTree,
} from "jsonc-parser";
import type { JsonValue } from "../../base/json";
import { tokens } from "./jsonTokens";

const trailingCommas = { allowTrailingComma: true };

/**
 * The edits that set the value at `path`, or remove it and its comma if `value` is undefined. Everything else keeps its
 * spelling and comments. Offsets are in UTF-16 units of `text`.
 */
export function changeAt(
  text: string,
  path: JSONPath,
  value: JsonValue | undefined,
  formattingOptions: FormattingOptions,
): readonly Edit[] {
  const last = value === undefined ? lastWithComma(text, path) : undefined;
  return last === undefined ? modify(text, path, value, { formattingOptions }) : [{ ...last, content: "" }];
}

/** The last property of an object, including its own comma if it has one, which `modify` would leave behind. */
function lastWithComma(text: string, path: JSONPath): Omit<Edit, "content"> | undefined {
  const root = parseTree(text, [], trailingCommas);
  const property = root && findNodeAtLocation(root, path)?.parent;
  if (property?.type !== "property" || property.parent?.children?.at(-1) !== property) return undefined;
  const end = endOfCommaAfter(text, property);
  return end === undefined ? undefined : { offset: property.offset, length: end - property.offset };
}

function endOfCommaAfter(text: string, { offset, length }: Node): number | undefined {
  const scanner = createScanner(text, true);
  scanner.setPosition(offset + length);
  return (scanner.scan() as number) === tokens.comma ? scanner.getPosition() : undefined;
}
