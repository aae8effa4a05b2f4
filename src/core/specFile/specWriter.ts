import type { FormattingOptions } from "jsonc-parser";
import { isJsonObject, type JsonObject, type JsonValue } from "../base/json";
import { sameJson } from "../base/sameJson";
import type { TextRange } from "./json/jsonTokens";
import { type PropertyChange, withChanges } from "./json/withChanges";

/** One value of a spec and its new value; undefined removes it. */
export interface WrittenValue {
  /** Keys, starting from the spec's object. */
  readonly path: readonly string[];
  readonly old: JsonValue | undefined;
  readonly wanted: JsonValue | undefined;
}

/**
 * Changes values of one spec in its file's text. Everything else keeps its place, spelling and comments. The text is
 * parsed once for all changes.
 */
export class SpecWriter {
  private readonly changes: PropertyChange[] = [];

  /** `range`: the spec's object. `mayWrite` decides for each differing value, unless both sides are objects. */
  constructor(
    private readonly file: string,
    private readonly range: TextRange,
    private readonly mayWrite: (value: WrittenValue) => boolean = () => true,
  ) {}

  /** Changes objects key by key, so that their comments stay. */
  write({ path, old, wanted }: WrittenValue): void {
    if (isJsonObject(old) && isJsonObject(wanted)) {
      for (const key of new Set([...Object.keys(old), ...Object.keys(wanted)])) {
        this.write({ path: [...path, key], old: valueIn(old, key), wanted: valueIn(wanted, key) });
      }
    } else if (!isSame(old, wanted) && this.mayWrite({ path, old, wanted })) {
      this.changes.push({ path, value: wanted });
    }
  }

  /** The whole file with all changes. */
  text(): string {
    const { offset, length } = this.range;
    const spec = this.file.slice(offset, offset + length);
    const written = withChanges(spec, this.changes, formattingOf(this.file));
    return this.file.slice(0, offset) + written + this.file.slice(offset + length);
  }
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === undefined || other === undefined ? one === other : sameJson(one, other);
}

function valueIn(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** Uses the file's own indentation. */
function formattingOf(text: string): FormattingOptions {
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? "  ";
  const tabs = indent.startsWith("\t");
  return { insertSpaces: !tabs, tabSize: tabs ? 1 : indent.length, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}
