import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseJournalEntry, serialiseJournalEntry } from "../../src/core/lifecycle/journalCodec";
import type { Journal } from "../../src/core/lifecycle/submission";

/** A journal on disk, so that it outlives the process that wrote it. */
export function journalFolder(folder: string): Journal {
  const file = (submission: string) => join(folder, `${submission}.json`);
  return {
    entries: async () => {
      await mkdir(folder, { recursive: true });
      const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
      const texts = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
      return texts.map(parseJournalEntry).filter((entry) => entry !== undefined);
    },
    write: async (entry) => {
      await mkdir(folder, { recursive: true });
      await writeFile(`${file(entry.submission)}.draft`, serialiseJournalEntry(entry));
      await rename(`${file(entry.submission)}.draft`, file(entry.submission));
    },
    remove: (submission) => rm(file(submission), { force: true }),
  };
}
