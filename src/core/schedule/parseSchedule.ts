import { fail, ok, type Result } from "../result";
import { fieldRules, scheduleAliases } from "./fieldRules";
import { parseField } from "./parseField";
import type { FieldName, Schedule, ScheduleField } from "./schedule";
import type { ScheduleRefusal } from "./scheduleRefusal";

/** No schedule needs more; the limit keeps a pasted file from costing time. The server itself has none. */
export const maximumScheduleLength = 1000;

interface Word {
  readonly text: string;
  readonly start: number;
}

/**
 * Reads a schedule in the Agent Server's own language and accepts what the server accepts (croniter 7.0.0
 * `is_valid`, as langgraph-api 0.16.7 asks it), save that a text over 1,000 characters is refused unread.
 *
 * @param text the schedule as it would be sent: white space counts, so it is not trimmed
 * @returns the schedule, or why the server refuses it and where; never throws
 */
export function parseSchedule(text: string): Result<Schedule, ScheduleRefusal> {
  const whole = { start: 0, end: text.length };
  if (text.length > maximumScheduleLength) {
    return fail({ kind: "too-long", span: whole, args: { length: text.length, limit: maximumScheduleLength } });
  }
  const name = text.toLowerCase();
  const expansion = Object.hasOwn(scheduleAliases, name) ? scheduleAliases[name] : undefined;
  if (expansion === undefined) return parseFields(text, splitFields(text), undefined);
  const fields = parseFields(text, splitFields(expansion), name);
  return fields.ok ? ok(withSpan(fields.value, whole)) : fields;
}

/** Only ASCII white space separates fields; a no-break space is part of one. */
function splitFields(text: string): Word[] {
  return [...text.matchAll(/[^ \t\n\r\f\v]+/g)].map((match) => ({ text: match[0], start: match.index }));
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
  const fields = new Map<FieldName, ScheduleField>();
  for (const [index, rule] of fieldRules.entries()) {
    const word = words[index];
    if (word === undefined) break;
    const field = parseField({
      rule,
      text: word.text,
      span: { start: word.start, end: word.start + word.text.length },
      otherDayField: { dayOfMonth: words[4]?.text, dayOfWeek: words[2]?.text }[String(rule.name)],
    });
    if (!field.ok) return field;
    fields.set(rule.name, field.value);
  }
  return ok(assemble(text, alias, fields));
}

function assemble(text: string, alias: string | undefined, fields: ReadonlyMap<FieldName, ScheduleField>): Schedule {
  const required = (name: FieldName): ScheduleField => {
    const field = fields.get(name);
    if (field === undefined) throw new Error(`A schedule of ${fields.size} fields has no ${name}.`);
    return field;
  };
  return {
    text,
    alias,
    minute: required("minute"),
    hour: required("hour"),
    dayOfMonth: required("dayOfMonth"),
    month: required("month"),
    dayOfWeek: required("dayOfWeek"),
    second: fields.get("second"),
    year: fields.get("year"),
    unpredictable: [...fields.values()].some((field) => field.items.some((item) => item.kind === "random")),
  };
}

/** An alias has no fields of its own to point at: all of them stand where it stands. */
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
