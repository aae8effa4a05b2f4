import { limits } from "../../arguments/limits";
import type { Finding } from "../../finding/finding";

/** The findings of `check` for the items in order, at most `limits.mistakes`. */
export function firstMistakes<Item>(
  items: Iterable<Item>,
  check: (item: Item) => readonly Finding[],
): readonly Finding[] {
  const found: Finding[] = [];
  for (const item of items) {
    for (const finding of check(item)) found.push(finding);
    if (found.length >= limits.mistakes) break;
  }
  return found.slice(0, limits.mistakes);
}
