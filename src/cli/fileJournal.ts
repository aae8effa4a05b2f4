import { mkdir, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseJournalEntry, serialiseJournalEntry } from "../core/lifecycle/journalCodec";
import type { Journal, JournalEntry } from "../core/lifecycle/submission";

/** Where programs keep their state for a user: `%LOCALAPPDATA%`, `$XDG_STATE_HOME` or `~/.local/state`. */
export function stateFolder(env: Readonly<Record<string, string | undefined>>): string {
  const base = env.LOCALAPPDATA || env.XDG_STATE_HOME || join(homedir(), ".local", "state");
  return join(base, "langgraph-crons", "submissions");
}

/** Begun submissions as one file each, written beside its place and renamed: after a crash it is whole or not there. */
export function createFileJournal(folder: string): Journal {
  const fileOf = (submission: string) => join(folder, `${submission}.json`);
  return {
    async entries() {
      const names = await readdir(folder).catch(() => []);
      const files = names.filter((name) => name.endsWith(".json"));
      const entries = await Promise.all(files.map((name) => readEntry(join(folder, name))));
      return entries.filter((entry) => entry !== undefined).sort((one, other) => one.begunAt - other.begunAt);
    },
    async write(entry) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const draft = join(folder, `${entry.submission}.draft`);
      await writeFile(draft, serialiseJournalEntry(entry), { mode: 0o600, flush: true });
      await rename(draft, fileOf(entry.submission));
    },
    async remove(submission) {
      await rm(fileOf(submission), { force: true });
    },
  };
}

/** Undefined for a file that is no entry, or that another process has just removed. */
async function readEntry(path: string): Promise<JournalEntry | undefined> {
  return parseJournalEntry(await readFile(path, "utf8").catch(() => ""));
}
