import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { JournalEntry } from "../../../src/core/lifecycle/submission/submission";
import { createFileJournal } from "../../../src/node/fileJournal";

const entry: JournalEntry = {
  submission: "7f0d2c5e-41d5-4a53-9df4-0a4f3c1d2b11",
  server: "here",
  begunAt: 1_700_000_000_000,
  enabled: true,
  schedule: "0 9 * * *",
  timezone: null,
  name: null,
};
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "langgraph-crons-journal-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

test("is empty before it is first written, and its folder is created by the first entry", async () => {
  const journal = createFileJournal(join(folder, "deep", "down"));
  expect(await journal.entries()).toEqual([]);
  await journal.write(entry);
  expect(await journal.entries()).toEqual([entry]);
});

test("keeps entries for the next program, oldest first, and removes them permanently", async () => {
  const later = { ...entry, submission: "0a4f3c1d-41d5-4a53-9df4-7f0d2c5e2b11", begunAt: entry.begunAt + 1 };
  const journal = createFileJournal(folder);
  for (const each of [later, entry, { ...entry, name: "changed" }]) await journal.write(each);
  expect(await createFileJournal(folder).entries()).toEqual([{ ...entry, name: "changed" }, later]);
  await journal.remove(entry.submission);
  await journal.remove(entry.submission);
  expect(await createFileJournal(folder).entries()).toEqual([later]);
});

test("skips files that contain no entry", async () => {
  for (const name of ["broken.json", "half.draft"]) await writeFile(join(folder, name), '{"submission":"7f0d');
  const journal = createFileJournal(folder);
  await journal.write(entry);
  expect(await journal.entries()).toEqual([entry]);
});

test("the same entry written by many at once is complete, and nothing else is left", async () => {
  const journals = Array.from({ length: 20 }, () => createFileJournal(folder));
  await Promise.all(journals.map((journal, index) => journal.write({ ...entry, begunAt: index })));
  expect((await journals[0]?.entries())?.length).toBe(1);
  expect(await readdir(folder)).toEqual([`${entry.submission}.json`]);
});

test("a temporary file that a crash has left is deleted a day later; one that is being written stays", async () => {
  const drafts = ["one.draft", "other.draft"];
  await createFileJournal(folder).write(entry);
  for (const name of drafts) await writeFile(join(folder, name), "{");
  const day = 24 * 60 * 60_000;
  const namesAfter = async (wait: number) => {
    const entries = await createFileJournal(folder, () => Date.now() + wait).entries();
    return { entries, names: (await readdir(folder)).sort() };
  };
  const own = `${entry.submission}.json`;
  expect(await namesAfter(day - 60_000)).toEqual({ entries: [entry], names: [own, ...drafts] });
  expect(await namesAfter(day + 60_000)).toEqual({ entries: [entry], names: [own] });
});

test("an unreadable folder does not count as empty: an entry in it would never be finished", async () => {
  const file = join(folder, "file");
  await writeFile(file, "");
  await expect(createFileJournal(file).entries()).rejects.toMatchObject({ code: "ENOTDIR" });
});
