/** How sentences name a time between two things, in English; a face that speaks other languages looks them up. */
export const durationTexts = {
  second: "a second",
  seconds: "{count} seconds",
  minute: "a minute",
  minutes: "{count} minutes",
} as const;

export interface DurationWords {
  /** With `{count}` for the count. */
  readonly text: string;
  readonly count: number;
}

/** In the largest unit that leaves no rest: 60 is a minute, 90 are 90 seconds. `seconds`: a whole number of 1 or more. */
export function durationOf(seconds: number): DurationWords {
  const isMinutes = seconds % 60 === 0;
  const count = isMinutes ? seconds / 60 : seconds;
  const one = isMinutes ? durationTexts.minute : durationTexts.second;
  const many = isMinutes ? durationTexts.minutes : durationTexts.seconds;
  return { text: count === 1 ? one : many, count };
}
