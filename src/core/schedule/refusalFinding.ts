import type { Finding } from "../finding/finding";
import { fieldLabels } from "./fieldLabels";
import { monthNames, weekdayNames } from "./fieldRules";
import type { FieldName } from "./schedule";
import { findingOf, replaceBy, type ScheduleFindingCode } from "./scheduleFinding";
import { habitFinding } from "./scheduleHabits";
import type { ScheduleRefusal } from "./scheduleRefusal";
import { secondsLast, secondsLastWithoutYear } from "./secondsFirstLookAlike";
import { type ScheduleSetting, zoneFixes } from "./zoneFixes";

/** The finding for a refused schedule; for a habit from another scheduler, with what to write here. */
export function refusalFinding(text: string, refusal: ScheduleRefusal, setting: ScheduleSetting): Finding {
  const { dialect } = setting;
  return (
    zoneSetting(text, setting) ??
    (refusal.kind === "unknown-alias" || refusal.kind === "field-count" ? aliasHabit(text) : undefined) ??
    habitFinding(text, setting) ??
    (dialect === "secondsLast" ? secondsFirst(text, refusal) : undefined) ??
    itemHabit(text, refusal) ??
    stray(text, refusal) ??
    plainRefusal(refusal)
  );
}

function plainRefusal({ kind, span, field, args }: ScheduleRefusal): Finding {
  const named = field === undefined ? args : { ...args, field: fieldLabels[field] };
  return findingOf(`schedule.${kind}`, span, named);
}

/** Reports extra commas, because a missing item has no text to mark, and a “?” where only “*” is allowed. */
function stray(text: string, { kind, span, field }: ScheduleRefusal): Finding | undefined {
  const args = { field: field === undefined ? "" : fieldLabels[field] };
  if (kind === "empty-item") {
    let { start, end } = span;
    while (text[start - 1] === ",") start -= 1;
    while (text[end] === ",") end += 1;
    const isBetween = /\S/.test(text[start - 1] ?? "") && /\S/.test(text[end] ?? "");
    return findingOf("schedule.empty-item", { start, end }, args, replaceBy(isBetween ? "," : ""));
  }
  if (kind !== "question-mark" || text.slice(span.start, span.end) !== "?") return undefined;
  return findingOf("schedule.question-mark", span, args, replaceBy("*"));
}

/** `TZ=Europe/Berlin` before the fields, as in some systems' crontabs and robfig/cron, or after them. */
function zoneSetting(text: string, setting: ScheduleSetting): Finding | undefined {
  const found = /^\s*(?:CRON_)?TZ=(\S*)\s*/i.exec(text) ?? /(?<=\s)(?:CRON_)?TZ=(\S*)(?=\s*$)/i.exec(text);
  if (found === null) return undefined;
  const [item, zone = ""] = found;
  const span = { start: found.index, end: found.index + item.length };
  const fields = text.slice(0, span.start) + text.slice(span.end);
  const finding = findingOf("schedule.zone-prefix", span, { item: item.trim() });
  return { ...finding, ...zoneFixes(fields.trim(), zone, setting) };
}

const fieldsOfDuration: Readonly<
  Record<string, { readonly fields: (count: number) => string; readonly size: number }>
> = {
  m: { fields: (count) => `*/${count} * * * *`, size: 60 },
  h: { fields: (count) => `0 */${count} * * *`, size: 24 },
  // Months vary in length, so only a step of one day keeps the distance.
  d: { fields: (count) => `0 0 */${count} * *`, size: 1 },
};

const aliasMeanings: Readonly<Record<string, string>> = {
  "@minutely": "* * * * *",
  "@every_minute": "* * * * *",
  "@weekdays": "0 0 * * 1-5",
  "@weekends": "0 0 * * 0,6",
  "@quarterly": "0 0 1 */3 *",
};

/** Aliases of other schedulers, and this server's own with white space around them. */
function aliasHabit(text: string): Finding | undefined {
  const item = text.trim();
  const alias = item.toLowerCase();
  const span = { start: 0, end: text.length };
  if (alias === "@reboot") return findingOf("schedule.reboot", span, { item });
  const duration = /^@every\s+(\d+)([mhd])$/.exec(alias);
  const unit = fieldsOfDuration[duration?.[2] ?? ""];
  const count = Number(duration?.[1] ?? 0);
  if (alias.startsWith("@every ")) {
    // A step starts again at the end of its field, so only one that divides it keeps the distance.
    const fits = unit !== undefined && count > 0 && unit.size % count === 0;
    return findingOf("schedule.every-duration", span, { item }, fits ? replaceBy(unit.fields(count)) : undefined);
  }
  if (!alias.startsWith("@")) return undefined;
  const meaning = Object.hasOwn(aliasMeanings, alias) ? aliasMeanings[alias] : undefined;
  const known = knownAliases.includes(alias) ? alias : meaning;
  return findingOf("schedule.unknown-alias", span, { item }, known === undefined ? undefined : replaceBy(known));
}

const knownAliases = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];

function secondsFirst(text: string, refusal: ScheduleRefusal): Finding | undefined {
  if (refusal.field === undefined || refusal.field === "year") return undefined;
  const span = { start: 0, end: text.length };
  const right = secondsLast(text);
  if (right !== undefined) return findingOf("schedule.seconds-first-refused", span, { right }, replaceBy(right));
  const yearly = secondsLastWithoutYear(text);
  // No fix: only the user can decide whether a single date should repeat every year.
  return yearly === undefined ? undefined : findingOf("schedule.quartz-year", span, { right: yearly });
}

interface Habit {
  readonly code: ScheduleFindingCode;
  readonly args: Readonly<Record<string, string>>;
  readonly text?: string;
}

/** One part of a field as other schedulers write it. */
function itemHabit(text: string, refusal: ScheduleRefusal): Finding | undefined {
  if (refusal.field === undefined) return undefined;
  const written = text.slice(refusal.span.start, refusal.span.end);
  const habit = fullName(written, refusal) ?? quartzHabit(written, refusal) ?? jenkinsHabit(written, refusal);
  if (habit === undefined) return undefined;
  return findingOf(habit.code, refusal.span, habit.args, habit.text === undefined ? undefined : replaceBy(habit.text));
}

const weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];
const months = [
  ...["january", "february", "march", "april", "may", "june", "july"],
  ...["august", "september", "october", "november", "december"],
];

const fullNames: Readonly<
  Partial<Record<FieldName, { readonly full: readonly string[]; readonly short: readonly string[] }>>
> = {
  month: { full: months, short: monthNames },
  dayOfWeek: { full: weekdays, short: weekdayNames },
};

/** `monday`, `tues`, `sept`, also inside a range. */
function fullName(written: string, { kind, field }: ScheduleRefusal): Habit | undefined {
  const names = field === undefined ? undefined : fullNames[field];
  if (kind !== "unknown-name" || names === undefined) return undefined;
  const shorten = (word: string) => {
    const name = word.toLowerCase();
    const index = name.length > 3 ? names.full.findIndex((full) => full.startsWith(name)) : -1;
    return names.short[index] ?? word;
  };
  const text = written.replace(/[a-z]+/gi, shorten);
  return text === written ? undefined : { code: "schedule.full-name", args: { name: written, short: text }, text };
}

/** `5L`, `FRIL` and `LW`. Quartz counts weekdays from 1, so a number may mean another day there. */
function quartzHabit(written: string, { field }: ScheduleRefusal): Habit | undefined {
  if (field === "dayOfMonth" && /^l-\d+w?$/i.test(written)) {
    return { code: "schedule.from-last", args: { item: written } };
  }
  if (field === "dayOfMonth" && /^lw$/i.test(written)) {
    return { code: "schedule.last-nearest-weekday", args: { item: written }, text: "31W" };
  }
  const day = field === "dayOfWeek" ? /^(\w+)l$/i.exec(written)?.[1]?.toLowerCase() : undefined;
  if (day === undefined) return undefined;
  const named = weekdayNames.indexOf(day);
  const weekday = /^[0-7]$/.test(day) ? Number(day) : named;
  if (weekday < 0) return undefined;
  const text = `L${weekday}`;
  return { code: "schedule.last-weekday-order", args: { item: written, right: text }, text };
}

/** Jenkins spreads jobs by name; the fix takes the first value of the range instead, always the same one. */
function jenkinsHabit(written: string, { kind, args }: ScheduleRefusal): Habit | undefined {
  const parts = kind === "hash" ? /^h(?:\((\d+)-(\d+)\))?(?:\/(\d+))?$/i.exec(written) : null;
  if (parts === null) return undefined;
  const [, first = String(args.min), last, step] = parts;
  const stepped = last === undefined ? `*/${step}` : `${first}-${last}/${step}`;
  return { code: "schedule.hash", args: { item: written }, text: step === undefined ? first : stepped };
}
