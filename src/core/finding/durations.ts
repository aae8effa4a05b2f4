/** Durations in English sentences; a user interface in another language translates them. */
export const durationTexts = {
  second: "a second",
  seconds: "{count} seconds",
  minute: "a minute",
  minutes: "{count} minutes",
} as const;

export interface DurationWords {
  /** Has `{count}` for the count. */
  readonly text: string;
  readonly count: number;
}

/** In the largest unit without a remainder: 60 is a minute, 90 is 90 seconds. `seconds`: an integer of at least 1. */
export function durationOf(seconds: number): DurationWords {
  const isMinutes = seconds % 60 === 0;
  const count = isMinutes ? seconds / 60 : seconds;
  const one = isMinutes ? durationTexts.minute : durationTexts.second;
  const many = isMinutes ? durationTexts.minutes : durationTexts.seconds;
  return { text: count === 1 ? one : many, count };
}
