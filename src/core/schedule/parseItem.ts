import { fail, ok, type Result } from "../base/result";
import type { TextSpan } from "../finding/finding";
import { canonicalValue, type FieldRule } from "./fieldRules";
import { steppedValues, wrappedValues } from "./rangeValues";
import type { ScheduleItem } from "./schedule";
import type { RefusalKind, ScheduleRefusal } from "./scheduleRefusal";

type Parsed<Value> = Result<Value, ScheduleRefusal>;

/** One part of a field, with its place in the schedule. */
interface ItemSource {
  readonly rule: FieldRule;
  readonly written: string;
  /** In lower case, because names and letters can have either case. */
  readonly text: string;
  readonly span: TextSpan;
}

/**
 * Parses one comma-separated part of a field.
 *
 * @param rule the field's rule
 * @param written the part as written, without white space
 * @param span its range in the schedule
 */
export function parseItem(rule: FieldRule, written: string, span: TextSpan): Parsed<ScheduleItem> {
  // Most fields are a `*` or a number.
  if (written === "*") return ok({ kind: "star", text: written, span, values: [] });
  const source: ItemSource = { rule, written, text: written.toLowerCase(), span };
  if (/^\d+$/.test(written)) return parseValue(source);
  if (written === "") return refuse(source, "empty-item");
  if (rule.name === "dayOfWeek") {
    const last = /^l(\d+)$/.exec(source.text);
    if (last?.[1] !== undefined) return parseLastWeekday(source, last[1]);
    if (source.text.includes("#")) return parseNthWeekday(source);
  }
  if (rule.name === "dayOfMonth") {
    if (source.text === "l") return ok({ ...item(source, "lastDay"), values: [] });
    const near = /^(?:(\d+)w|w(\d+))$/.exec(source.text);
    if (near !== null) return parseNearestWeekday(source, near[1] ?? near[2] ?? "");
  }
  return /[-/]/.test(source.text) ? parseRange(source) : parseValue(source);
}

function item(source: ItemSource, kind: ScheduleItem["kind"]): Omit<ScheduleItem, "values"> {
  return { kind, text: source.written, span: source.span };
}

function refuse(
  source: ItemSource,
  kind: RefusalKind,
  args: Readonly<Record<string, string | number>> = {},
): { readonly ok: false; readonly failure: ScheduleRefusal } {
  const { rule, span, written } = source;
  return fail({ kind, span, field: rule.name, args: { item: written, min: rule.min, max: rule.max, ...args } });
}

function parseValue(source: ItemSource): Parsed<ScheduleItem> {
  const value = parseBound(source, source.text);
  if (!value.ok) return value;
  const canonical = canonicalValue(source.rule, value.value);
  if (isOutside(source.rule, canonical)) return refuse(source, "out-of-range", { value: source.text });
  return ok({ kind: "value", text: source.written, span: source.span, values: [canonical] });
}

/** A number, or one of the field's names; the caller checks whether it fits the field. */
function parseBound(source: ItemSource, text: string): Parsed<number> {
  if (/^\d+$/.test(text)) return ok(Number(text));
  const named = Object.hasOwn(source.rule.names, text) ? source.rule.names[text] : undefined;
  if (named !== undefined) return ok(named);
  return refuse(source, /^[a-z]+$/.test(text) ? "unknown-name" : "unknown-item", { name: text });
}

function isOutside(rule: FieldRule, value: number): boolean {
  return value < rule.min || value > rule.max;
}

const rangePattern = /^(?<first>[^-/]+)-(?<last>[^-/]+)(?:\/(?<step>\d+))?$/;
const startPattern = /^(?<first>[^-/]+)\/(?<step>\d+)$/;

function parseRange(source: ItemSource): Parsed<ScheduleItem> {
  const range = rangePattern.exec(source.text)?.groups ?? startPattern.exec(source.text)?.groups;
  if (range === undefined) return refuse(source, /\/(\D.*)?$/.test(source.text) ? "bad-step" : "bad-range");
  const { first = "", last, step: writtenStep } = range;
  const step = writtenStep === undefined ? 1 : Number(writtenStep);
  if (step === 0) return refuse(source, "bad-step");
  if (first === "*" && last === undefined) {
    const values = steppedValues(source.rule.min, source.rule.max, step);
    return ok({ ...item(source, "star"), values, step });
  }
  return parseBounds(source, first, last, step);
}

function parseBounds(source: ItemSource, first: string, last: string | undefined, step: number): Parsed<ScheduleItem> {
  const { rule } = source;
  const from = parseBound(source, first);
  if (!from.ok) return from;
  const toLastDay = rule.name === "dayOfMonth" && last === "l";
  const to = last === undefined || toLastDay ? ok(rule.max) : parseBound(source, last);
  if (!to.ok) return to;
  const low = canonicalValue(rule, from.value);
  const high = canonicalValue(rule, to.value);
  if (Math.max(low, high) > rule.max)
    return refuse(source, "out-of-range", { value: low > rule.max ? first : (last ?? "") });
  const values = rangeValues(rule, { low, high, step, isStart: last === undefined });
  if (values.some((value) => isOutside(rule, value))) return refuse(source, "out-of-range", { value: first });
  const bounds = [from.value, to.value] as const;
  return ok({ ...item(source, last === undefined ? "start" : "range"), values, bounds, step });
}

/** `a-a` is the whole field for any `a`, but `a/n` with `a` at the field's end is just `a`. */
function rangeValues(
  rule: FieldRule,
  range: { readonly low: number; readonly high: number; readonly step: number; readonly isStart: boolean },
): number[] {
  const { low, high, step, isStart } = range;
  if (low === high && !isStart) return steppedValues(rule.min, rule.max, step);
  return low > high ? wrappedValues(rule, low, high, step) : steppedValues(low, high, step);
}

function parseLastWeekday(source: ItemSource, digits: string): Parsed<ScheduleItem> {
  const weekday = canonicalValue(source.rule, Number(digits));
  if (isOutside(source.rule, weekday)) return refuse(source, "out-of-range", { value: digits });
  return ok({ ...item(source, "lastWeekday"), values: [weekday], nth: "last" });
}

/** `2#3`, `tue#3` and, with names only, `mon-fri#1`. */
function parseNthWeekday(source: ItemSource): Parsed<ScheduleItem> {
  const parts = /^([^#]+)#(\d+)$/.exec(source.text);
  if (parts?.[1] === undefined) return refuse(source, "nth-number");
  const nth = Number(parts[2]);
  if (nth < 1 || nth > 5) return refuse(source, "nth-number");
  const range = /^([a-z]+)-([a-z]+)$/.exec(parts[1]);
  if (range === null && !/^\w+$/.test(parts[1])) return refuse(source, "nth-range");
  const days =
    range === null ? parseValue({ ...source, text: parts[1] }) : parseBounds(source, range[1] ?? "", range[2], 1);
  if (!days.ok) return days;
  return ok({ ...item(source, "nthWeekday"), values: days.value.values, nth });
}

/** The field checks later that this is its only part, as it must be. */
function parseNearestWeekday(source: ItemSource, digits: string): Parsed<ScheduleItem> {
  const day = Number(digits);
  if (isOutside(source.rule, day)) return refuse(source, "out-of-range", { value: digits });
  return ok({ ...item(source, "nearestWeekday"), values: [day] });
}
