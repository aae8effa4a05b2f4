import { fieldRules } from "../fieldRules";
import type { FieldName } from "../schedule";
import { valueRuns } from "../valueRuns";

/**
 * A field's values in the characters that every server reads alike: `*`, for minutes and hours a step from 0 that
 * divides the field, else a list, in which three or more neighbours are a range.
 *
 * @param values ascending, distinct and in the field's range; not empty
 */
export function fieldText(name: Exclude<FieldName, "year">, values: readonly number[]): string {
  const rule = fieldRules.find((each) => each.name === name);
  const min = rule?.min ?? 0;
  const size = (rule?.max ?? 0) - min + 1;
  if (values.length === size) return "*";
  const step = size / values.length;
  const isEven = values.length > 1 && values.every((value, index) => value === min + index * step);
  const isClock = name === "minute" || name === "hour";
  return isEven && isClock ? `*/${step}` : valueRuns(values).join(",");
}
