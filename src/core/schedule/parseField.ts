import { fail, ok, type Result } from "../base/result";
import type { TextSpan } from "../finding/finding";
import { canonicalValue, type FieldRule } from "./fieldRules";
import { parseItem } from "./parseItem";
import type { NthWeekday, ScheduleField, ScheduleItem } from "./schedule";
import type { ScheduleRefusal } from "./scheduleRefusal";

type Parsed<Value> = Result<Value, ScheduleRefusal>;

/** A field as written, before it is parsed. */
export interface WrittenField {
  readonly rule: FieldRule;
  readonly text: string;
  readonly span: TextSpan;
  /** For a day field, the other one's text, which decides whether a full list is a `*`. */
  readonly otherDayField: string | undefined;
}

/** Parses one field. */
export function parseField(written: WrittenField): Parsed<ScheduleField> {
  const { text, span } = written;
  const special = parseWholeField(written);
  const items = special ?? parseItems(written);
  if (!items.ok) return items;
  const nearest = items.value.find((item) => item.kind === "nearestWeekday");
  if (nearest !== undefined && items.value.length > 1) {
    return refuse(written, "nearest-weekday-list", nearest.span, { item: nearest.text });
  }
  const values = distinctValues(items.value);
  const count = listedValues(items.value, values.length);
  const field: ScheduleField = {
    name: written.rule.name,
    text,
    span,
    items: items.value,
    every: items.value.some(isStar) || (count === fieldSize(written.rule) && fullListIsStar(written)),
    values,
    lastDay: items.value.some((item) => item.kind === "lastDay"),
    nearestWeekday: nearest?.values[0],
    nthWeekdays: written.rule.name === "dayOfWeek" ? items.value.flatMap(nthWeekdays) : [],
  };
  return refuseMixedNth(written, field, count) ?? ok(field);
}

/** `?`, `H` and `R` are only accepted as a whole field, never in a list; undefined for any other field. */
function parseWholeField(written: WrittenField): Parsed<ScheduleItem[]> | undefined {
  const { rule, text, span } = written;
  if (text.includes("?")) {
    const accepted = text === "?" && (rule.name === "dayOfMonth" || rule.name === "dayOfWeek");
    return accepted ? ok([{ kind: "question", text, span, values: [] }]) : refuse(written, "question-mark", span);
  }
  if (!"hHrR".includes(text.charAt(0))) return undefined;
  const drawn = /^([hr])(?:\((\d+)-(\d+)\))?(?:\/(\d+))?$/.exec(text.toLowerCase());
  if (drawn === null) return undefined;
  if (drawn[1] === "h") return refuse(written, "hash", span);
  if (drawn[2] !== undefined && !isDrawable(rule, Number(drawn[2]), Number(drawn[3]))) {
    return refuse(written, "random-range", span);
  }
  if (drawn[4] !== undefined && Number(drawn[4]) === 0) return refuse(written, "bad-step", span, { item: text });
  return ok([{ kind: "random", text, span, values: [] }]);
}

function isDrawable(rule: FieldRule, first: number, last: number): boolean {
  const fits = [first, last].every((bound) => {
    const value = canonicalValue(rule, bound);
    return value >= rule.min && value <= rule.max;
  });
  return first < last && fits;
}

function parseItems(written: WrittenField): Parsed<readonly ScheduleItem[]> {
  if (!written.text.includes(",")) {
    const item = parseItem(written.rule, written.text, written.span);
    return item.ok ? ok([item.value]) : item;
  }
  const items: ScheduleItem[] = [];
  let start = written.span.start;
  for (const text of written.text.split(",")) {
    const item = parseItem(written.rule, text, { start, end: start + text.length });
    if (!item.ok) return item;
    items.push(item.value);
    start += text.length + 1;
  }
  return ok(items);
}

/** All distinct values of a field, ascending. */
function distinctValues(items: readonly ScheduleItem[]): readonly number[] {
  const [first] = items;
  if (items.length === 1 && first !== undefined && first.values.length < 2) return first.values;
  return [...new Set(items.flatMap((item) => item.values))].sort((a, b) => a - b);
}

function isStar(item: ScheduleItem): boolean {
  return item.kind === "question" || (item.kind === "star" && item.step === undefined);
}

function fieldSize(rule: FieldRule): number {
  return rule.max - rule.min + 1;
}

/** How many different things a field lists; `*` and `L` count as one each, so `2-31,L` lists 31. */
function listedValues(items: readonly ScheduleItem[], values: number): number {
  return values + (items.some(isStar) ? 1 : 0) + (items.some((item) => item.kind === "lastDay") ? 1 : 0);
}

/**
 * A field that lists as much as it can hold counts as `*`. For a day field, this needs a `*` in the other one; else it
 * still counts in the union, which is then every day.
 */
function fullListIsStar(written: WrittenField): boolean {
  return written.otherDayField === undefined || written.otherDayField.includes("*");
}

function nthWeekdays(item: ScheduleItem): readonly NthWeekday[] {
  const { nth } = item;
  return nth === undefined ? [] : item.values.map((weekday) => ({ weekday, nth }));
}

/** Refuses `1#2,3`, but not a field that lists seven things, whose plain days then count for nothing. */
function refuseMixedNth(written: WrittenField, field: ScheduleField, count: number): Parsed<ScheduleField> | undefined {
  if (field.nthWeekdays.length === 0 || count === fieldSize(written.rule)) return undefined;
  const plain = field.items.find(
    (item) =>
      item.nth === undefined && item.values.some((day) => !field.nthWeekdays.some(({ weekday }) => weekday === day)),
  );
  return plain && refuse(written, "nth-mixed", plain.span, { item: plain.text });
}

function refuse(
  written: WrittenField,
  kind: ScheduleRefusal["kind"],
  span: TextSpan,
  args: ScheduleRefusal["args"] = {},
): { readonly ok: false; readonly failure: ScheduleRefusal } {
  const { name, min, max } = written.rule;
  return fail({ kind, span, field: name, args: { item: written.text, min, max, ...args } });
}
