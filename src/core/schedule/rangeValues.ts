import type { FieldRule } from "./fieldRules";

/** Values from `first` to `last`, both included, every `step`. */
export function steppedValues(first: number, last: number, step: number): number[] {
  const values: number[] = [];
  for (let value = first; value <= last; value += step) values.push(value);
  return values;
}

/**
 * The values of `first-last/step` if `last` is less than `first`: up to the field's end, then from its start. The step
 * does not simply continue: croniter 7.0.0 skips one value too many if the first leg stops short of the field's end, so
 * `22-4/3` in the hour field is 22 and 2, 5…, not 22 and 1, 4.
 */
export function wrappedValues(rule: FieldRule, first: number, last: number, step: number): number[] {
  const beforeEnd = steppedValues(first, rule.max, step);
  const reached = beforeEnd.at(-1) ?? first;
  const landsOnStart = reached + step === rule.max + 1;
  const skipped = landsOnStart ? 0 : step - (rule.max - reached);
  return [...beforeEnd, ...steppedValues(rule.min + skipped, last, step)];
}
