const known = new Map<string, boolean>();

/** Whether a language's clocks count hours from 1 to 12. Asking `Intl` for each row would take too long. */
export function usesTwelveHours(language: string): boolean {
  const before = known.get(language);
  if (before !== undefined) return before;
  const answer = new Intl.DateTimeFormat(language, { hour: "numeric" }).resolvedOptions().hour12 === true;
  known.set(language, answer);
  return answer;
}
