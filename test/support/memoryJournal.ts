import type { Journal, JournalEntry } from "../../src/core/lifecycle/submission/submission";

/** A journal that lasts as long as the test. */
export function memoryJournal(): Journal {
  const kept = new Map<string, JournalEntry>();
  return {
    entries: async () => [...kept.values()],
    write: async (entry) => void kept.set(entry.submission, entry),
    remove: async (submission) => void kept.delete(submission),
  };
}
