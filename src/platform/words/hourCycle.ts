const known = new Map<string, boolean>();

/** Whether clocks are read from 1 to 12 where a language is spoken. Asking `Intl` takes too long to do it for each row. */
export function usesTwelveHours(language: string): boolean {
  const before = known.get(language);
  if (before !== undefined) return before;
  const answer = new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions().hour12 === true;
  known.set(language, answer);
  return answer;
}
