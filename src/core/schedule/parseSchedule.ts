import { fail, ok, type Result } from "../base/result";
import { fieldRules, scheduleAliases } from "./fieldRules";
import { parseField } from "./parseField";
import type { FieldName, Schedule, ScheduleField } from "./schedule";
import type { ScheduleDialect } from "./scheduleDialect";
import type { ScheduleRefusal } from "./scheduleRefusal";

/** No schedule needs more; the limit, which the server does not have, keeps a pasted file from taking time. */
export const maximumScheduleLength = 1000;

interface Word {
  readonly text: string;
  readonly start: number;
}

/**
 * Parses a schedule in the Agent Server's language and accepts what the server accepts (croniter 7.0.0 `is_valid`, as
 * called by langgraph-api 0.16.7), except that it refuses a text over 1,000 characters unread.
 *
 * @param text the schedule as sent: white space counts, so it is not trimmed
 * @param dialect where the chosen server expects the seconds of six fields
 * @returns the schedule, or why and where the server refuses it; never throws
 */
export function parseSchedule(text: string, dialect: ScheduleDialect): Result<Schedule, ScheduleRefusal> {
  const known = parsed[dialect];
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= mostParsed) known.clear();
  const result = parseText(text, dialect);
  if (text.length <= longestKept) known.set(text, result);
  return result;
}

/** A text's meaning never changes, and several rules, the lens and the hover ask for each. */
const parsed: Readonly<Record<ScheduleDialect, Map<string, Result<Schedule, ScheduleRefusal>>>> = {
  secondsLast: new Map(),
  secondsFirst: new Map(),
};
/** About 2 kB each: as many as the schedules of the largest servers, which views of all crons ask for again and again. */
const mostParsed = 4_000;
const longestKept = 100;

function parseText(text: string, dialect: ScheduleDialect): Result<Schedule, ScheduleRefusal> {
  const whole = { start: 0, end: text.length };
  if (text.length > maximumScheduleLength) {
    return fail({ kind: "too-long", span: whole, args: { length: text.length, limit: maximumScheduleLength } });
  }
  const name = text.toLowerCase();
  const expansion = Object.hasOwn(scheduleAliases, name) ? scheduleAliases[name] : undefined;
  if (expansion === undefined) return parseFields(text, inStandardOrder(splitFields(text), dialect), undefined);
  const fields = parseFields(text, splitFields(expansion), name);
  return fields.ok ? ok(withSpan(fields.value, whole)) : fields;
}

const asciiSpace = " \t\n\r\f\v";

/** Only ASCII white space separates fields; a no-break space is part of a field. */
function splitFields(text: string): Word[] {
  const words: Word[] = [];
  let start = 0;
  for (let index = 0; index <= text.length; index += 1) {
    if (index < text.length && !asciiSpace.includes(text.charAt(index))) continue;
    if (index > start) words.push({ text: text.slice(start, index), start });
    start = index + 1;
  }
  return words;
}

/** With seconds first, croniter moves the first field after the weekday before parsing any. */
function inStandardOrder(words: readonly Word[], dialect: ScheduleDialect): readonly Word[] {
  const [first, ...rest] = words;
  return dialect === "secondsFirst" && first !== undefined && rest.length === 5 ? [...rest, first] : words;
}

function parseFields(
  text: string,
  words: readonly Word[],
  alias: string | undefined,
): Result<Schedule, ScheduleRefusal> {
  const span = { start: 0, end: text.length };
  const first = words[0];
  if (words.length === 1 && first?.text.startsWith("@")) {
    return fail({ kind: "unknown-alias", span, args: { item: first.text } });
  }
  if (words.length < 5 || words.length > 7) {
    return fail({ kind: "field-count", span, args: { count: words.length } });
  }
  const fields: ScheduleField[] = [];
  for (const rule of fieldRules) {
    const word = words[fields.length];
    if (word === undefined) break;
    const field = parseField({
      rule,
      text: word.text,
      span: { start: word.start, end: word.start + word.text.length },
      otherDayField: words[otherDayField[rule.name] ?? words.length]?.text,
    });
    if (!field.ok) return field;
    fields.push(field.value);
  }
  return ok(assemble(text, alias, fields as unknown as Fields));
}

/** Five to seven parsed fields. */
type Fields = readonly [
  minute: ScheduleField,
  hour: ScheduleField,
  dayOfMonth: ScheduleField,
  month: ScheduleField,
  dayOfWeek: ScheduleField,
  second: ScheduleField | undefined,
  year: ScheduleField | undefined,
];

/** The index of the other day field. */
const otherDayField: Readonly<Partial<Record<FieldName, number>>> = { dayOfMonth: 4, dayOfWeek: 2 };

function assemble(text: string, alias: string | undefined, fields: Fields): Schedule {
  const [minute, hour, dayOfMonth, month, dayOfWeek, second, year] = fields;
  const unpredictable = fields.some((field) => field?.items[0]?.kind === "random");
  return { text, alias, minute, hour, dayOfMonth, month, dayOfWeek, second, year, unpredictable };
}

/** An alias has no separate fields, so all of them get its range. */
function withSpan(schedule: Schedule, span: { readonly start: number; readonly end: number }): Schedule {
  const point = (field: ScheduleField): ScheduleField => ({
    ...field,
    span,
    items: field.items.map((item) => ({ ...item, span })),
  });
  return {
    ...schedule,
    minute: point(schedule.minute),
    hour: point(schedule.hour),
    dayOfMonth: point(schedule.dayOfMonth),
    month: point(schedule.month),
    dayOfWeek: point(schedule.dayOfWeek),
  };
}
