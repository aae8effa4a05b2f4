import type { FieldName } from "./schedule";

/** What one field can contain. */
export interface FieldRule {
  readonly name: FieldName;
  readonly min: number;
  readonly max: number;
  /** Three-letter names, in lower case. */
  readonly names: Readonly<Record<string, number>>;
}

function numbered(names: readonly string[], first: number): Readonly<Record<string, number>> {
  return Object.fromEntries(names.map((name, index) => [name, first + index]));
}

export const monthNames: readonly string[] = [
  "jan",
  "feb",
  "mar",
  "apr",
  "may",
  "jun",
  "jul",
  "aug",
  "sep",
  "oct",
  "nov",
  "dec",
];
export const weekdayNames: readonly string[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/** In the order of a schedule: seconds are sixth and the year is seventh. */
export const fieldRules = [
  { name: "minute", min: 0, max: 59, names: {} },
  { name: "hour", min: 0, max: 23, names: {} },
  { name: "dayOfMonth", min: 1, max: 31, names: {} },
  { name: "month", min: 1, max: 12, names: numbered(monthNames, 1) },
  { name: "dayOfWeek", min: 0, max: 6, names: numbered(weekdayNames, 0) },
  { name: "second", min: 0, max: 59, names: {} },
  { name: "year", min: 1970, max: 2099, names: {} },
] as const satisfies readonly FieldRule[];

/** Aliases of whole schedules; the server compares them without trimming white space. */
export const scheduleAliases: Readonly<Record<string, string>> = {
  "@midnight": "0 0 * * *",
  "@hourly": "0 * * * *",
  "@daily": "0 0 * * *",
  "@weekly": "0 0 * * 0",
  "@monthly": "0 0 1 * *",
  "@yearly": "0 0 1 1 *",
  "@annually": "0 0 1 1 *",
};

/** Both `0` and `7` are Sunday; no other value has two numbers. */
export function canonicalValue(rule: FieldRule, value: number): number {
  return rule.name === "dayOfWeek" && value === 7 ? 0 : value;
}
