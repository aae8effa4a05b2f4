import type { RawArguments } from "../../../core/arguments/cronArguments";
import type { JsonValue } from "../../../core/base/json";
import { sameJson } from "../../../core/base/sameJson";

/** What a file is to say: what the form has changed since it was opened, and else what stands in the file by now. */
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
