import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { specNameOfFile } from "../../src/core/specFile/specNameOfFile";
import { type SpecFileSource, WorkspaceSpecs } from "../../src/platform/specs/workspaceSpecs";
import type { BenchResult } from "./benchResult";
import { timed } from "./measure";
import { cronsAFile, specFileText } from "./specFile/specCorpus";

const files = 1000;

/** The names of a workspace's crons, read from a disk: all at first, then the one that has changed. */
export async function run(): Promise<readonly BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-bench-"));
  try {
    await mkdir(join(folder, "crons"));
    for (let index = 0; index < files; index += 1) {
      await writeFile(join(folder, "crons", `${index}.cron.json`), specFileText(index + 1));
    }
    return await scan(join(folder, "crons"));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function scan(folder: string): Promise<readonly BenchResult[]> {
  let reads = 0;
  const source: SpecFileSource = {
    list: async () => (await readdir(folder)).map((name) => join(folder, name)),
    read: (file) => {
      reads += 1;
      return readFile(file, "utf8");
    },
    defaultName: (file) => specNameOfFile(basename(file)),
  };
  const names = new WorkspaceSpecs(source);
  // Nothing has run before: what is measured is the first look after a start.
  const cold = await timed(() => names.scan(() => true));
  const found = names.filesByName.size;
  reads = 0;
  const again = await timed(() => names.refresh(join(folder, "17.cron.json")));
  return [
    {
      name: `a workspace of ${files} files, ${found} crons, scanned for the first time`,
      value: cold,
      unit: "ms",
      goal: "≤ 1000",
      passed: cold <= 1000 && found === files * cronsAFile,
    },
    {
      name: `one of them changed: ${reads} file read`,
      value: again,
      unit: "ms",
      goal: "≤ 10",
      passed: again <= 10 && reads === 1,
    },
  ];
}
