import { isWrittenObject, type Text, VariableText, type WrittenValue } from "./variableText";

/** How a language writes JSON values. */
export interface Notation {
  readonly null: string;
  readonly true: string;
  readonly false: string;
  number(value: number): string;
  text(text: Text): string;
  key(key: string): string;
  /** One level of indentation. */
  readonly step: string;
  /** Whether the last of several lines ends with a comma, too. */
  readonly lastComma: boolean;
}

/** Characters of a line, where a value has a choice. */
const widest = 100;
const shortCall = 72;

/** What stands between a call's brackets: each entry's beginning, and its value for that place. */
export type Call = readonly (readonly [before: string, value: (indent: string, room: number) => string])[];

/** A call's brackets with their content, on one line if it fits. */
export function callText(
  call: Call,
  notation: Pick<Notation, "step" | "lastComma">,
  indent: string,
  [open, close]: readonly [string, string] = ["(", ")"],
): string {
  const deeper = indent + notation.step;
  const entries = call.map(([before, value]) => before + value(deeper, widest - before.length));
  const short = `${open}${entries.join(", ")}${close}`;
  return short.includes("\n") || short.length > shortCall ? block(open, close, entries, notation, indent) : short;
}

/** A value on one line if it fits, else one entry a line. `indent`: of the line that it begins on. */
export function written(value: WrittenValue, notation: Notation, indent: string, room = widest): string {
  const short = onOneLine(value, notation, room - indent.length);
  if (short !== undefined) return short;
  const deeper = indent + notation.step;
  if (isList(value)) {
    return block(
      "[",
      "]",
      value.map((item) => written(item, notation, deeper, widest)),
      notation,
      indent,
    );
  }
  if (isWrittenObject(value)) {
    const entries = Object.entries(value).map(([key, item]) => {
      const before = `${notation.key(key)}: `;
      return before + written(item, notation, deeper, widest - before.length);
    });
    return block("{", "}", entries, notation, indent);
  }
  return scalar(value, notation);
}

/** Lines between brackets, one entry a line. */
export function block(
  open: string,
  close: string,
  entries: readonly string[],
  { step, lastComma }: Pick<Notation, "step" | "lastComma">,
  indent: string,
): string {
  const lines = entries.map((entry, index) => {
    const comma = lastComma || index < entries.length - 1 ? "," : "";
    return `${indent}${step}${entry}${comma}\n`;
  });
  return `${open}\n${lines.join("")}${indent}${close}`;
}

/** undefined: it would take more room. */
function onOneLine(value: WrittenValue, notation: Notation, room: number): string | undefined {
  if (isList(value)) return inline(value, "[", "]", room, (item, left) => onOneLine(item, notation, left));
  if (isWrittenObject(value)) {
    return inline(Object.entries(value), "{", "}", room, ([key, item], left) => {
      const before = `${notation.key(key)}: `;
      const after = onOneLine(item, notation, left - before.length);
      return after === undefined ? undefined : before + after;
    });
  }
  // A long text is not quoted once for each value around it.
  if (typeof value === "string" && value.length > room) return undefined;
  const text = scalar(value, notation);
  return text.length > room ? undefined : text;
}

function inline<Item>(
  items: readonly Item[],
  open: string,
  close: string,
  room: number,
  write: (item: Item, left: number) => string | undefined,
): string | undefined {
  let text = open;
  for (const [index, item] of items.entries()) {
    if (index > 0) text += ", ";
    const next = write(item, room - text.length - close.length);
    if (next === undefined) return undefined;
    text += next;
  }
  return text + close;
}

function scalar(value: WrittenValue, notation: Notation): string {
  if (typeof value === "string" || value instanceof VariableText) return notation.text(value);
  // JSON has no endless numbers, and writes null.
  if (typeof value === "number") return Number.isFinite(value) ? notation.number(value) : notation.null;
  if (typeof value === "boolean") return value ? notation.true : notation.false;
  return notation.null;
}

function isList(value: WrittenValue): value is readonly WrittenValue[] {
  return Array.isArray(value);
}

/** Levels of lists and objects. */
export function depthOf(value: WrittenValue): number {
  if (!isList(value) && !isWrittenObject(value)) return 0;
  return 1 + Object.values(value).reduce<number>((most, item) => Math.max(most, depthOf(item)), 0);
}
