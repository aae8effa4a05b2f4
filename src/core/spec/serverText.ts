import { applyEdits, type FormattingOptions, getLocation, type JSONPath } from "jsonc-parser";
import { isJsonObject, type JsonValue } from "../json";
import type { Cron } from "../server/cron";
import { holdsPlaceholder } from "./assumeStored";
import { changeAt } from "./changeAt";
import type { ParameterName } from "./cronArguments";
import { cronToArguments } from "./cronToArguments";
import type { Spec } from "./parseSpecFile";
import { placeholderParameters } from "./placeholders";
import { sameJson } from "./sameJson";
import { specState } from "./specState";

export interface ServerText {
  /** The whole file: what is the same keeps its place, its spelling and its comments. */
  readonly text: string;
  /** What the server has otherwise and a file can't say: placeholders stay, and none comes from a server. */
  readonly kept: readonly ParameterName[];
}

/**
 * A spec file's text with what a cron is in place of what one of its specs says. `spec` was read from `text`; `cron` must
 * carry its payload. undefined where the spec can't be compared: it has errors.
 */
export function serverText(text: string, spec: Spec, cron: Cron): ServerText | undefined {
  const state = specState(spec.arguments, [{ cron, changedOnServer: false }]);
  if (state.kind === "unreadable") return undefined;
  const writer = new Writer(text);
  const root = getLocation(text, spec.range.offset).path;
  const { arguments: stored } = cronToArguments(cron);
  for (const name of state.kind === "differs" ? namesToWrite(state.names) : []) {
    writer.write([...root, name], name, spec.arguments[name], stored[name]);
  }
  return { text: writer.text, kept: [...writer.kept] };
}

/** What a cron on a thread can't have does not differ for one, and does once the thread is gone. */
function namesToWrite(names: readonly ParameterName[]): ReadonlySet<ParameterName> {
  return new Set(names.includes("thread_id") ? [...names, "on_run_completed"] : names);
}

class Writer {
  readonly kept = new Set<ParameterName>();
  private readonly formattingOptions: FormattingOptions;

  constructor(public text: string) {
    this.formattingOptions = formattingOf(text);
  }

  /** Objects are changed key by key, so that comments in them stay. undefined is: not there. */
  write(path: JSONPath, name: ParameterName, old: JsonValue | undefined, wanted: JsonValue | undefined): void {
    if (isJsonObject(old) && isJsonObject(wanted)) {
      for (const key of new Set([...Object.keys(old), ...Object.keys(wanted)])) {
        const [one, other] = [valueIn(old, key), valueIn(wanted, key)];
        // An update can't delete a key of the metadata: it leaves a null.
        const isLeftOver = name === "metadata" && other === null && one === undefined;
        if (!isLeftOver) this.write([...path, key], name, one, other);
      }
    } else if (old === undefined || wanted === undefined ? old !== wanted : !sameJson(old, wanted)) {
      this.replace(path, name, old, wanted);
    }
  }

  private replace(path: JSONPath, name: ParameterName, old: JsonValue | undefined, wanted: JsonValue | undefined) {
    if (placeholderParameters.includes(name) && (holdsPlaceholder(old) || holdsPlaceholder(wanted))) {
      this.kept.add(name);
    } else {
      this.text = applyEdits(this.text, [...changeAt(this.text, path, wanted, this.formattingOptions)]);
    }
  }
}

function valueIn(object: { readonly [key: string]: JsonValue }, key: string): JsonValue | undefined {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/** As the file is indented already. */
function formattingOf(text: string): FormattingOptions {
  const indent = /^[ \t]+/m.exec(text)?.[0] ?? "  ";
  const tabs = indent.startsWith("\t");
  return { insertSpaces: !tabs, tabSize: tabs ? 1 : indent.length, eol: text.includes("\r\n") ? "\r\n" : "\n" };
}
