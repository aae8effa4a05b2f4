import type { TextSpan } from "../../finding/finding";

/** What is said about words that are not a schedule yet. `{name}` is replaced; a user interface translates it. */
export const wordsTexts = {
  empty: "Say when it runs, such as “weekdays at 9” or “every 15 minutes”.",
  tooLong: "This text is too long: say when it runs in at most {limit} characters.",
  notUnderstood: "“{word}” is not understood.",
  didYouMean: "“{word}” is not understood. Is one of these meant?",
  clock: "“{word}” can be in the morning or in the afternoon. Which one?",
  noSuchTime: "“{word}” is not a time: hours go from 0 to 23, minutes from 0 to 59.",
  noSuchDay: "“{word}” is not a day of a month.",
  timeOrDay: "Is “{word}” a time or a day of the month?",
  zone: "“{word}” can be several time zones. Which one?",
  twoZones: "A cron has one time zone: “{word}” is a second one.",
  noTime: "At what time?",
  noDay: "On which day?",
  howOften: "How often between these times?",
  whenExactly: "On which days, and at which times?",
  partOfDay: "From when to when? Say for example “between 8 and 12”.",
  noMonths: "In which months?",
  lastHour: "Are the runs after “{word}” meant, too?",
  unevenMinutes: "A schedule begins again each hour, so {count} minutes apart is not possible all the time.",
  unevenHours: "A schedule begins again each day, so {count} hours apart is not possible all the time.",
  unevenDays: "A schedule begins again each month, so {count} days apart is not possible all the time.",
  unevenMonths: "A schedule begins again each year, so {count} months apart is not possible all the time.",
  everyNthWeek: "A schedule can't count weeks or years: “{word}” is not possible.",
  nthOrEvery: "Is the one weekday of a month meant? A schedule can't count weeks.",
  seconds: "The shortest distance is a minute.",
  oneTime: "A cron repeats, and “{word}” is only once.",
  specialDay: "No schedule that all servers read alike says “{word}”.",
  twoSchedules: "These are two schedules: make a cron for each.",
  differentMinutes: "Times with different minutes, such as {first} and {second}, need a cron for each.",
  partOfHour: "From {first} to {second} is not possible: the hours of a schedule all have the same minutes.",
  bothDays: "With a weekday and a day of the month, the server runs on either: make a cron for each.",
  notTogether: "“{word}” does not fit to what is before it.",
} as const;

export type WordsCode = keyof typeof wordsTexts;

/** Why words are not a schedule, with the part of the text that it is about. */
export interface WordsProblem {
  readonly code: WordsCode;
  readonly span: TextSpan;
  readonly args: Readonly<Record<string, string | number>>;
}

/** `texts`: the whole text, said so that it is clear, likeliest first. */
export interface Unclear {
  readonly problem: WordsProblem;
  readonly texts: readonly string[];
}

export function unclear(
  code: WordsCode,
  span: TextSpan,
  args: WordsProblem["args"] = {},
  texts: readonly string[] = [],
): Unclear {
  return { problem: { code, span, args }, texts };
}
