import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inProject } from "../support/paths";
import type { BenchResult } from "./benchResult";
import { median, timed } from "./measure";
import { specFileText } from "./specFile/specCorpus";

const files = 1000;
const limit = 2000;

/** The command line as it ships, from its start to its exit. */
export async function run(): Promise<readonly BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-bench-"));
  try {
    await writeWorkspace(folder);
    const times: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const took = await timed(() => check(folder));
      // The first reads the files into the system's memory.
      if (round > 0) times.push(took);
    }
    const value = median(times);
    return [
      {
        name: `dist/cli.js check, ${files} files, with its start`,
        value,
        unit: "ms",
        goal: `≤ ${limit}`,
        passed: value <= limit,
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Forty folders, as of forty agents. */
async function writeWorkspace(folder: string): Promise<void> {
  for (let index = 0; index < files; index += 1) {
    const agent = join(folder, `agent-${index % 40}`, "crons");
    await mkdir(agent, { recursive: true });
    await writeFile(join(agent, `${index}.cron.json`), specFileText(index + 1));
  }
}

function check(folder: string): Promise<void> {
  const args = [inProject("dist", "cli.js"), "check", folder];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 28 }, (error, out) => {
      if (error === null && out.includes(`\n${files} checked: 0 errors`)) resolve();
      else reject(new Error(`The check of ${files} good files went wrong: ${out.slice(-500)}`, { cause: error }));
    });
  });
}
