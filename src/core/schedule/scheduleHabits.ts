import type { Finding, TextSpan } from "../finding/finding";
import { parseSchedule } from "./parseSchedule";
import { type ScheduleDialect, standardDialect } from "./scheduleDialect";
import { findingOf, replaceBy } from "./scheduleFinding";
import { findTimeZone } from "./timeZone";
import { looksLikeWords } from "./words/looksLikeWords";
import { readWords, type WordsChoice } from "./words/readWords";
import { type ScheduleSetting, zoneFixes } from "./zoneFixes";

/** No habit is longer; the patterns' time grows with the square of the length. */
const longestHabit = 200;

/**
 * The finding for a refused schedule whose problem is more than the refused part: special characters, another
 * scheduler's format, or words. Undefined for anything else.
 */
export function habitFinding(text: string, setting: ScheduleSetting): Finding | undefined {
  if (text.length > longestHabit) return undefined;
  const { dialect } = setting;
  return (
    lookAlike(text, dialect) ??
    wrapped(text) ??
    trailingZone(text, setting) ??
    worded(text, setting) ??
    blanksInside(text, dialect)
  );
}

function whole(text: string): TextSpan {
  return { start: 0, end: text.length };
}

/** Look-alikes of a schedule's characters, as word processors and web pages write them. */
const lookAlikes: readonly (readonly [pattern: RegExp, plain: string])[] = [
  [/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, " "],
  [/[\u200b-\u200d\u2060\ufeff]/g, ""],
  [/[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]/g, "-"],
  [/[\u2217\u204e\u2731\ufe61\uff0a\u00d7]/g, "*"],
  [/[\u2044\u2215\uff0f]/g, "/"],
  [/[\uff0c\u060c\u3001\u201a]/g, ","],
  [/["'`\u2018\u2019\u201c\u201d\u00ab\u00bb]/g, ""],
];

function plainCharacters(text: string): string {
  const digits = text.replace(/[\uff10-\uff19]/g, (digit) => String(digit.charCodeAt(0) - 0xff10));
  return lookAlikes.reduce((left, [pattern, plain]) => left.replace(pattern, plain), digits);
}

function lookAlike(text: string, dialect: ScheduleDialect): Finding | undefined {
  const plain = plainCharacters(text);
  const at = [...text].findIndex((character) => plainCharacters(character) !== character);
  if (plain === text || !parseSchedule(plain, dialect).ok) return undefined;
  const item = [...text][at] ?? "";
  const code = `U+${(item.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  return findingOf("schedule.look-alike", whole(text), { code, right: plain }, replaceBy(plain));
}

/** `cron(0 9 ? * MON-FRI *)` and `rate(5 minutes)`, as in AWS. */
function wrapped(text: string): Finding | undefined {
  const [, kind = "", inside = ""] = /^\s*(cron|rate)\s*\(([^()]*)\)\s*$/i.exec(text) ?? [];
  if (kind === "") return undefined;
  const right = kind.toLowerCase() === "rate" ? fieldsOfRate(inside) : awsFields(inside);
  if (right === undefined) return findingOf("schedule.aws", whole(text), { item: text.trim() });
  return findingOf("schedule.aws-as", whole(text), { item: text.trim(), right }, replaceBy(right));
}

function fieldsOfRate(inside: string): string | undefined {
  const reading = readWords(`every ${inside}`);
  return reading.kind === "schedule" && reading.timezone === undefined ? reading.schedule : undefined;
}

/** AWS's sixth field is the year, and its weekdays count from 1. */
function awsFields(inside: string): string | undefined {
  const fields = inside.trim().split(/\s+/);
  const [minute, hour, dayOfMonth, month, dayOfWeek = "", year] = fields;
  if (fields.length !== 6 || year !== "*" || /[#L]/i.test(dayOfWeek)) return undefined;
  const weekdays = dayOfWeek.replace(/\d+/g, (day) => String(Number(day) - 1));
  const right = [minute, hour, dayOfMonth, month, weekdays].map((field) => (field === "?" ? "*" : field)).join(" ");
  return parseSchedule(right, standardDialect).ok ? right : undefined;
}

/** `0 7 * * * America/Los_Angeles`. */
function trailingZone(text: string, setting: ScheduleSetting): Finding | undefined {
  const found = /^(.*\S)(\s+)(\S+)\s*$/.exec(text);
  const [, fields = "", , zone = ""] = found ?? [];
  if (findTimeZone(zone) === undefined || !parseSchedule(fields, setting.dialect).ok) return undefined;
  const start = text.lastIndexOf(zone);
  const right = fields.trim();
  const finding = findingOf("schedule.zone-suffix", { start, end: start + zone.length }, { item: zone, right });
  return { ...finding, ...zoneFixes(right, zone, setting) };
}

function worded(text: string, setting: ScheduleSetting): Finding | undefined {
  if (!looksLikeWords(text)) return undefined;
  const reading = readWords(text);
  if (reading.kind === "schedule") {
    const { schedule, timezone } = reading;
    if (timezone === undefined)
      return findingOf("schedule.words", whole(text), { right: schedule }, replaceBy(schedule));
    const args = { item: timezone, right: schedule };
    return { ...findingOf("schedule.zone-suffix", whole(text), args), ...zoneFixes(schedule, timezone, setting) };
  }
  if (reading.kind === "refused" || /^(?:didYouMean|timeOrDay)$/.test(reading.problem.code)) return undefined;
  return unclearWords(text, reading.choices, setting);
}

/** Each meaning is a choice. */
function unclearWords(text: string, meanings: readonly WordsChoice[], setting: ScheduleSetting): Finding {
  const finding = findingOf("schedule.unclear-words", whole(text), { meanings: meanings.map(shown).join(", ") });
  const choices = meanings.flatMap(({ schedule, timezone }) => {
    if (timezone === undefined) return [replaceBy(schedule)];
    const { fix, choices: zones = [] } = zoneFixes(schedule, timezone, setting);
    return fix === undefined ? zones : [fix];
  });
  return { ...finding, choices };
}

function shown({ schedule, timezone }: WordsChoice): string {
  return `“${schedule}”${timezone === undefined ? "" : ` (${timezone})`}`;
}

/** `0 9 * * 1, 3`: blanks separate fields, even after a comma. */
function blanksInside(text: string, dialect: ScheduleDialect): Finding | undefined {
  const right = text.trim().replace(/[ \t]*([,/-])[ \t]*/g, "$1");
  if (right === text.trim() || !parseSchedule(right, dialect).ok) return undefined;
  return findingOf("schedule.blank-in-field", whole(text), { right }, replaceBy(right));
}
