import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { JsonValue } from "../../../core/base/json";
import { sameJson } from "../../../core/base/sameJson";

/** The new content of a file: what the form has changed since it was opened, otherwise what the file says now. */
export function mergeArguments(inFile: RawArguments, opened: RawArguments, wanted: RawArguments): RawArguments {
  const merged: Record<string, JsonValue> = { ...inFile };
  for (const name of new Set([...Object.keys(opened), ...Object.keys(wanted)])) {
    const [before, after] = [valueIn(opened, name), valueIn(wanted, name)];
    const isSame = before === undefined || after === undefined ? before === after : sameJson(before, after);
    if (isSame) continue;
    if (after === undefined) delete merged[name];
    else merged[name] = after;
  }
  return merged;
}

function valueIn(args: RawArguments, name: string): JsonValue | undefined {
  return Object.hasOwn(args, name) ? args[name] : undefined;
}
