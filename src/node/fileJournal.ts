import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { parseJournalEntry, serialiseJournalEntry } from "../core/lifecycle/finish/journalCodec";
import type { Journal, JournalEntry } from "../core/lifecycle/submission/submission";

/**
 * Stores each submission as its own file, so that two programs never write the same one. A file is written under
 * another name and then renamed: after a crash it is complete or missing.
 */
export function createFileJournal(folder: string, now: () => number = Date.now): Journal {
  const fileOf = (submission: string) => join(folder, `${submission}.json`);
  return {
    async entries() {
      const names = await namesIn(folder);
      const drafts = names.filter((name) => name.endsWith(".draft"));
      await Promise.all(drafts.map((name) => removeOld(join(folder, name), now())));
      const files = names.filter((name) => name.endsWith(".json"));
      const entries = await Promise.all(files.map((name) => readEntry(join(folder, name))));
      return entries.filter((entry) => entry !== undefined).sort((one, other) => one.begunAt - other.begunAt);
    },
    async write(entry) {
      // A unique name, because two programs may write the same entry.
      const draft = join(folder, `${entry.submission}.${randomUUID()}.draft`);
      const writing = () => writeFile(draft, serialiseJournalEntry(entry), { mode: 0o600, flush: true });
      try {
        await writing();
      } catch (error) {
        if (!isMissing(error)) throw error;
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writing();
      }
      await rename(draft, fileOf(entry.submission));
    },
    async remove(submission) {
      await rm(fileOf(submission), { force: true });
    },
  };
}

/** The files in a folder that may not exist yet. Throws if it exists and can't be read. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** undefined for a file that is not an entry, or that another process has just removed. */
async function readEntry(path: string): Promise<JournalEntry | undefined> {
  return parseJournalEntry(await readFile(path, "utf8").catch(() => ""));
}

/** A draft exists for milliseconds; one that is a day old was left by a crash, even if the machine sleeps at night. */
const oldDraft = 24 * 60 * 60_000;

/** If a draft can't be removed, the entries are still valid. */
async function removeOld(path: string, now: number): Promise<void> {
  try {
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs > oldDraft) await rm(path, { force: true });
  } catch {}
}
