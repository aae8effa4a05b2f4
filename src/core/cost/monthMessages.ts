import { type CronUsage, countedTokens, usageMedian } from "./cronUsage";

/** What a cron takes in a month, for a line with other things; English templates. */
export const monthTexts = {
  runs: "runs in 30 days: {count}",
  tokens: "tokens: {count} (median of {measured} of {of} runs)",
} as const;

interface MonthMessage {
  readonly text: string;
  readonly args: Readonly<Record<string, number>>;
}

/**
 * What a cron takes in 30 days, in a few words: its counted runs, and its tokens if they were measured. Nothing if the
 * runs can't be known.
 */
export function monthMessages(runs: number | undefined, usage: CronUsage | undefined): readonly MonthMessage[] {
  if (runs === undefined) return [];
  const counted = { text: monthTexts.runs, args: { count: runs } };
  const tokens = usage && usageMedian(countedTokens(usage), usage);
  if (tokens === undefined) return [counted];
  const { measured, of, value } = tokens;
  return [counted, { text: monthTexts.tokens, args: { count: Math.round(value * runs), measured, of } }];
}
