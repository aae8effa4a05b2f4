import { createScanner, type Edit, type FormattingOptions, type Node, parseTree } from "jsonc-parser";
import type { JsonValue } from "../../base/json";
import { tokens } from "./jsonTokens";

/** The new value of a key below an object; undefined removes it. */
export interface PropertyChange {
  /** Keys only; the objects along the path must exist. */
  readonly path: readonly string[];
  readonly value: JsonValue | undefined;
}

/**
 * The text of a JSON object with all changes applied in one pass. Everything else keeps its spelling and comments. No
 * change may be inside another's value.
 */
export function withChanges(text: string, changes: readonly PropertyChange[], formatting: FormattingOptions): string {
  const root = parseTree(text, [], { allowTrailingComma: true });
  if (root === undefined || changes.length === 0) return text;
  const edits = new ObjectWriter(text, formatting).edits(root, changes, 0);
  const parts: string[] = [];
  let at = 0;
  // The sort is stable, so two edits at one place keep their order.
  for (const { content, length, offset } of [...edits].sort((one, other) => one.offset - other.offset)) {
    parts.push(text.slice(at, offset), content);
    at = offset + length;
  }
  return parts.join("") + text.slice(at);
}

type Member = readonly [key: string, value: JsonValue];

class ObjectWriter {
  private readonly unit: string;
  private readonly eol: string;

  constructor(
    private readonly text: string,
    { insertSpaces, tabSize, eol }: FormattingOptions,
  ) {
    this.unit = insertSpaces === false ? "\t" : " ".repeat(tabSize ?? 2);
    this.eol = eol ?? "\n";
  }

  /** `depth`: how many keys of the paths lead to this object. */
  edits(object: Node, changes: readonly PropertyChange[], depth: number): readonly Edit[] {
    const own = new Map<string, JsonValue | undefined>();
    const inside = new Map<string, PropertyChange[]>();
    for (const change of changes) {
      const key = change.path[depth] ?? "";
      if (change.path.length === depth + 1) own.set(key, change.value);
      else inside.set(key, [...(inside.get(key) ?? []), change]);
    }
    const properties = object.children ?? [];
    const found: Edit[] = [];
    for (const [key, deeper] of inside) {
      const value = lastNamed(properties, key)?.children?.[1];
      if (value !== undefined) for (const edit of this.edits(value, deeper, depth + 1)) found.push(edit);
    }
    return own.size === 0 ? found : [...found, ...this.ownEdits(object, own)];
  }

  private ownEdits(object: Node, own: ReadonlyMap<string, JsonValue | undefined>): readonly Edit[] {
    const properties = object.children ?? [];
    const isRemoved = (property: Node) => own.has(keyOf(property)) && own.get(keyOf(property)) === undefined;
    const replaced = [...own].flatMap(([key, value]) => {
      const node = value === undefined ? undefined : lastNamed(properties, key)?.children?.[1];
      return node === undefined || value === undefined
        ? []
        : [{ offset: node.offset, length: node.length, content: this.written(value, this.indentAt(node.offset)) }];
    });
    const added = [...own].flatMap(([key, value]): Member[] =>
      value === undefined || lastNamed(properties, key) !== undefined ? [] : [[key, value]],
    );
    const kept = properties.filter((property) => !isRemoved(property));
    return [...replaced, ...this.removals(properties, isRemoved), ...this.tail(object, kept, added)];
  }

  /** Removes runs of properties up to the next one that stays; `tail` handles a run at the end. */
  private removals(properties: readonly Node[], isRemoved: (property: Node) => boolean): readonly Edit[] {
    const found: Edit[] = [];
    let start: Node | undefined;
    for (const property of properties) {
      if (isRemoved(property)) start ??= property;
      else if (start !== undefined) {
        found.push({ offset: start.offset, length: property.offset - start.offset, content: "" });
        start = undefined;
      }
    }
    return found;
  }

  /** The edits from the last remaining property to the closing brace: what is removed there, and what is new. */
  private tail(object: Node, kept: readonly Node[], added: readonly Member[]): readonly Edit[] {
    const [last, lastKept] = [object.children?.at(-1), kept.at(-1)];
    if (added.length === 0 && last === lastKept) return [];
    const from = lastKept === undefined ? object.offset + 1 : endOf(lastKept);
    const comma = last && this.endOfCommaAfter(last);
    const until = comma ?? (last === undefined ? from : endOf(last));
    const isOnLines = this.isOnLines(object);
    const indent = this.indentIn(object);
    const members = added.map(
      ([key, value]) =>
        `${isOnLines ? this.eol + indent : " "}${JSON.stringify(key)}: ${this.written(value, isOnLines ? indent : undefined)}`,
    );
    const content = members.join(",") + (comma !== undefined && members.length > 0 ? "," : "");
    if (last === lastKept) {
      // Comments after the last property stay with it.
      const close = object.offset + object.length - 1;
      const place = until + this.text.slice(until, close).trimEnd().length;
      const isFirst = last === undefined;
      const before = isFirst || comma !== undefined ? [] : [{ offset: from, length: 0, content: "," }];
      const after = isFirst ? (isOnLines ? this.eol + this.indentAt(object.offset) : " ") : "";
      return [...before, { offset: place, length: 0, content: content + after }];
    }
    const separator = lastKept !== undefined && (members.length > 0 || comma !== undefined) ? "," : "";
    return [{ offset: from, length: until - from, content: `${separator}${content}` }];
  }

  /** Written on separate lines with this indent, or on one line if there is none. */
  private written(value: JsonValue, indent: string | undefined): string {
    if (indent === undefined || !this.text.includes("\n")) return JSON.stringify(value);
    return JSON.stringify(value, undefined, this.unit).replaceAll("\n", `${this.eol}${indent}`);
  }

  /** The white space at the start of the line of an offset. */
  private indentAt(offset: number): string {
    const start = this.text.lastIndexOf("\n", offset - 1) + 1;
    return /^[ \t]*/.exec(this.text.slice(start, offset))?.[0] ?? "";
  }

  private isOnLines(object: Node): boolean {
    const [first] = object.children ?? [];
    if (first === undefined) return this.text.includes("\n");
    return this.text.slice(object.offset, first.offset).includes("\n");
  }

  private indentIn(object: Node): string {
    const [first] = object.children ?? [];
    return first === undefined ? this.indentAt(object.offset) + this.unit : this.indentAt(first.offset);
  }

  private endOfCommaAfter(property: Node): number | undefined {
    const scanner = createScanner(this.text, true);
    scanner.setPosition(endOf(property));
    return (scanner.scan() as number) === tokens.comma ? scanner.getPosition() : undefined;
  }
}

function keyOf(property: Node): string {
  return String(property.children?.[0]?.value);
}

/** Of several equal keys the last one counts. */
function lastNamed(properties: readonly Node[], key: string): Node | undefined {
  return properties.findLast((property) => keyOf(property) === key);
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
