import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** A text that several windows write: each has a file of its own in one folder, so none can lose another's. */
export interface WindowFiles {
  /** Those of all windows, also of ones that were closed. */
  read(): Promise<readonly string[]>;
  /** Replaces this window's; it is expected to have what `read` returned. */
  write(text: string): Promise<void>;
}

/** A window that is open for longer writes its whole text again. */
const old = 24 * 60 * 60_000;

/** In the folder `name` in `parent`. */
export function createWindowFiles(parent: string, name: string, now: () => number = Date.now): WindowFiles {
  const folder = join(parent, name);
  const own = `${randomUUID()}.json`;
  let seen: readonly string[] = [];
  return {
    async read() {
      const names = await readdir(folder).catch(() => []);
      seen = names.filter((name) => name !== own);
      const texts = names.filter((name) => name.endsWith(".json"));
      return Promise.all(texts.map((name) => readFile(join(folder, name), "utf8").catch(() => "")));
    },
    async write(text) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      // Under another name first: after a crash a file is complete or missing.
      const draft = join(folder, `${own}.draft`);
      await writeFile(draft, text, { mode: 0o600 });
      await rename(draft, join(folder, own));
      // What they hold is in this window's file now.
      await Promise.all(seen.map((name) => removeOld(join(folder, name), now())));
      seen = [];
    },
  };
}

/** Removes the folders that have none of these names. */
export async function keepOnlyFolders(parent: string, names: readonly string[]): Promise<void> {
  const all = await readdir(parent).catch(() => []);
  const gone = all.filter((name) => !names.includes(name));
  await Promise.all(gone.map((name) => rm(join(parent, name), { recursive: true, force: true })));
}

async function removeOld(path: string, now: number): Promise<void> {
  try {
    const { mtimeMs } = await stat(path);
    if (now - mtimeMs > old) await rm(path, { force: true });
  } catch {
    // Another window was faster.
  }
}
