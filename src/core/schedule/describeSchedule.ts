import type { LocaleModule } from "./cronstrueLocales";
import { type NormalisedDays, type NormalisedFields, normalisedFields } from "./normalisedFields";
import type { Schedule } from "./schedule";

export interface DescribeScheduleOptions {
  /** A language tag from VS Code: `de`, `pt-br`, `zh-cn`. English is used for a language without words. */
  readonly locale: string;
  readonly hour12: boolean;
}

/**
 * A schedule in words, made from what the server understands rather than from the text, so that they can't contradict
 * the runs. Empty for an unpredictable schedule, about which nothing true can be said.
 */
export async function describeSchedule(schedule: Schedule, options: DescribeScheduleOptions): Promise<string> {
  if (schedule.unpredictable) return "";
  const known = described.get(schedule) ?? new Map<string, string>();
  described.set(schedule, known);
  const key = `${options.locale} ${options.hour12}`;
  const words = known.get(key) ?? (await describe(schedule, options));
  known.set(key, words);
  return words;
}

/** A lens asks for the same words at each keystroke. */
const described = new WeakMap<Schedule, Map<string, string>>();

async function describe(schedule: Schedule, options: DescribeScheduleOptions): Promise<string> {
  const { loadWords } = await import("./cronstrueLocales");
  const words = await loadWords(options.locale);
  const fields = normalisedFields(schedule);
  const sentences = fields.days.map((days) => describeFields(words, fields, days, options.hour12));
  return joinAlternatives(sentences, words);
}

function describeFields(words: LocaleModule, fields: NormalisedFields, days: NormalisedDays, hour12: boolean): string {
  const { second, minute, hour, month, year } = fields;
  const expression = [second ?? "0", minute, hour, days.dayOfMonth, month, days.dayOfWeek, year ?? "*"].join(" ");
  return words.describe(expression, hour12);
}

/**
 * “At 09:00, on day 1 of the month, or on Monday”: shared parts appear once. A language that does not separate clauses
 * with a comma gets both whole sentences.
 */
function joinAlternatives(sentences: readonly string[], { languageTag, alternatives }: LocaleModule): string {
  const [first, second] = sentences.map((sentence) => sentence.split(", "));
  if (first === undefined || second === undefined) return sentences[0] ?? "";
  const before = sharedLength(first, second);
  const after = sharedLength([...first.slice(before)].reverse(), [...second.slice(before)].reverse());
  const [one, other] = [first, second].map((parts) => parts.slice(before, parts.length - after).join(", "));
  if (before === 0 || !one || !other) return alternatives().format(sentences);
  const either = alternatives().format([one, languageTag === "en" ? other.replace(/^only /, "") : other]);
  return [...first.slice(0, before), either, ...first.slice(first.length - after)].join(", ");
}

function sharedLength(one: readonly string[], other: readonly string[]): number {
  const differs = one.findIndex((part, index) => part !== other[index]);
  return differs < 0 ? one.length : differs;
}
