import { applyEdits, type FormattingOptions, type JSONPath } from "jsonc-parser";
import { isJsonObject, type JsonObject, type JsonValue } from "../json";
import { changeAt } from "./changeAt";
import { sameJson } from "./sameJson";

/** One value of a spec file, and what it is to be; undefined: not there. */
export interface WrittenValue {
  readonly path: JSONPath;
  readonly old: JsonValue | undefined;
  readonly wanted: JsonValue | undefined;
}

/** Changes values in the text of a spec file. What is the same keeps its place, its spelling and its comments. */
export class SpecWriter {
  private readonly formattingOptions: FormattingOptions;

  /** `mayWrite` has a say in each value that differs and is no object on both sides. */
  constructor(
    public text: string,
    private readonly mayWrite: (value: WrittenValue) => boolean = () => true,
  ) {
    this.formattingOptions = formattingOf(text);
  }

  /** Objects are changed key by key, so that comments in them stay. */
  write({ path, old, wanted }: WrittenValue): void {
    if (isJsonObject(old) && isJsonObject(wanted)) {
      for (const key of new Set([...Object.keys(old), ...Object.keys(wanted)])) {
        this.write({ path: [...path, key], old: valueIn(old, key), wanted: valueIn(wanted, key) });
      }
    } else if (!isSame(old, wanted) && this.mayWrite({ path, old, wanted })) {
      this.text = applyEdits(this.text, [...changeAt(this.text, path, wanted, this.formattingOptions)]);
    }
  }
}

function isSame(one: JsonValue | undefined, other: JsonValue | undefined): boolean {
  return one === undefined || other === undefined ? one === other : sameJson(one, other);
}

function valueIn(object: JsonObject, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** As the file is indented already. */
function formattingOf(text: string): FormattingOptions {
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? "  ";
  const tabs = indent.startsWith("\t");
  return { insertSpaces: !tabs, tabSize: tabs ? 1 : indent.length, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}
