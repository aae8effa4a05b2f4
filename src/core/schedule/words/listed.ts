import type { Token } from "./tokens";

/**
 * The values of a list with ranges, such as “1 to 5 and 10”. A range that goes down continues after the end: “November
 * to February”.
 *
 * @param max the largest value; the smallest is 0 for minutes, else 1
 * @param isBetween “and” stands for “to”, as after “between”
 */
export function listed(tokens: readonly Token[], max: number, isBetween = false): readonly number[] {
  const values: number[] = [];
  let isRange = false;
  for (const { tag, values: own } of tokens) {
    if (tag === "-" || (isBetween && tag === "&")) isRange = true;
    if (!"#ON:".includes(tag)) continue;
    const [value = 0] = own;
    const first = values.at(-1);
    values.push(...(isRange && first !== undefined && value <= max ? after(first, value, max) : [value]));
    isRange = false;
  }
  return values;
}

function after(first: number, last: number, max: number): readonly number[] {
  const values: number[] = [];
  const min = max === 59 ? 0 : 1;
  for (let value = first; value !== last && values.length <= max; ) {
    value = value >= max ? min : value + 1;
    values.push(value);
  }
  return values;
}
