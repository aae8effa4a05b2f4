import type { Finding } from "../../finding";
import { limits } from "../limits";

/** What `check` finds, item by item, until it is enough. */
export function firstMistakes<Item>(
  items: Iterable<Item>,
  check: (item: Item) => readonly Finding[],
): readonly Finding[] {
  const found: Finding[] = [];
  for (const item of items) {
    found.push(...check(item));
    if (found.length >= limits.mistakes) break;
  }
  return found;
}
