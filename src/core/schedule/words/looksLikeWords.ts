/**
 * Whether a refused schedule is meant as words: it has a word or a time, and nothing of a schedule with a mistake, such as
 * a `*`, two numbers in front, `@reboot`, or another scheduler's `cron(…)`.
 */
export function looksLikeWords(text: string): boolean {
  return /\p{L}{2}|:/u.test(text) && !isLikeSchedule.test(text);
}

const isLikeSchedule = /[*?#=]|^\s*(?:@\p{L}|(?:cron|rate)\s*\(|[\d,/-]+\s+[\d,/-]+(?:\s|$))/iu;
