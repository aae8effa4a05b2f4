import { isJsonObject, type JsonValue } from "../../../src/core/base/json";
import type { ValuePath } from "../../../src/core/finding/finding";

/** The value with the part at `path` replaced (undefined: removed). A path that doesn't exist changes nothing. */
export function withValueAt(
  value: JsonValue | undefined,
  path: ValuePath,
  replacement: JsonValue | undefined,
): JsonValue | undefined {
  const [step, ...rest] = path;
  if (step === undefined) {
    return replacement;
  }
  if (Array.isArray(value) && typeof step === "number") {
    return value.flatMap((item: JsonValue, index) =>
      index === step ? listed(withValueAt(item, rest, replacement)) : [item],
    );
  }
  if (isJsonObject(value) && typeof step === "string") {
    const changed = withValueAt(value[step], rest, replacement);
    const others = Object.entries(value).filter(([key]) => key !== step);
    return Object.fromEntries(changed === undefined ? others : [...others, [step, changed]]);
  }
  return value;
}

function listed(value: JsonValue | undefined): readonly JsonValue[] {
  return value === undefined ? [] : [value];
}
