import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inProject } from "../support/paths";
import type { BenchResult } from "./benchResult";
import { median, timed } from "./measure";
import { specFileText } from "./specFile/specCorpus";

const program = inProject("dist", "cli", "cli.js");
const rounds = 10;

/** At most, from its start to its exit, in milliseconds. */
const startLimit = 100;

const starts = [
  { name: "--version", args: ["--version"] },
  { name: "--help", args: ["--help"] },
  { name: "next", args: ["next", "27 15 * * *"] },
  { name: "next --timezone", args: ["next", "27 15 * * *", "--timezone", "Europe/Berlin"] },
  { name: "check of the sample", args: ["check", inProject("sample", "workspace")] },
];

const files = 1000;
const checkLimit = 2000;

/** The command line as it ships, from its start to its exit. */
export async function run(): Promise<readonly BenchResult[]> {
  return [...(await startTimes()), await checkTime()];
}

/** In turns, so that what else the machine does meets all of them. */
async function startTimes(): Promise<readonly BenchResult[]> {
  const contenders = [["-e", "0"], ...starts.map(({ args }) => [program, ...args])];
  const times = contenders.map((): number[] => []);
  // The first round reads the files into the system's memory.
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, args] of contenders.entries()) {
      const took = await timed(() => runNode(args));
      if (round > 0) times[index]?.push(took);
    }
  }
  const [node = Number.NaN, ...values] = times.map(median);
  return [
    { name: "node -e 0", value: node, unit: "ms", passed: true },
    ...starts.flatMap(({ name: words }, index): readonly BenchResult[] => {
      const value = values[index] ?? Number.NaN;
      const name = `langgraph-crons ${words}`;
      return [
        { name, value, unit: "ms", goal: `≤ ${startLimit}`, passed: value <= startLimit },
        { name: `${name}, beside node -e 0`, value: value / node, unit: "×", passed: true },
      ];
    }),
  ];
}

async function checkTime(): Promise<BenchResult> {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-bench-"));
  try {
    await writeWorkspace(folder);
    const times: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const took = await timed(() => check(folder));
      if (round > 0) times.push(took);
    }
    const value = median(times);
    const name = `langgraph-crons check, ${files} files, with its start`;
    return { name, value, unit: "ms", goal: `≤ ${checkLimit}`, passed: value <= checkLimit };
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

async function check(folder: string): Promise<void> {
  const out = await runNode([program, "check", folder]);
  if (!out.includes(`\n${files} checked: 0 errors`)) {
    throw new Error(`The check of ${files} good files went wrong: ${out.slice(-500)}`);
  }
}

/** What it prints. */
function runNode(args: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { maxBuffer: 2 ** 28 }, (error, out) => {
      if (error === null) resolve(out);
      else reject(new Error(`${args.join(" ")} went wrong: ${out.slice(-500)}`, { cause: error }));
    });
  });
}
