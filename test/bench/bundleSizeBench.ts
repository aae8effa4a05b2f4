import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { inProject } from "../support/paths";
import type { BenchResult } from "./benchResult";

/** Goals in kB, minified and compressed. */
const goals = [
  { file: "dist/extension.js", minified: 300, compressed: 95 },
  { file: "dist/shared.js" },
  { file: "dist/later.js" },
  { file: "dist/cronTasks.js" },
  { file: "dist/cronForm.js", minified: 160 },
  { file: "dist/cronForm.css" },
  { file: "dist/report.js", minified: 20 },
  { file: "dist/report.css" },
  { file: "dist/upcoming.js", minified: 70 },
  { file: "dist/upcoming.css" },
  { file: "dist/cli/cli.js" },
  { file: "dist/cli/commands/next.js" },
  { file: "dist/cli/commands/submit.js" },
  { file: "dist/lazy/cron-parser.js" },
  { file: "dist/lazy/cronstrue.js" },
  { file: "dist/lazy/ofetch.js" },
] as const satisfies readonly { file: string; minified?: number; compressed?: number }[];

function size(name: string, bytes: number, limit: number | undefined): BenchResult {
  const value = bytes / 1000;
  if (limit === undefined) return { name, value, unit: "kB", passed: true };
  return { name, value, unit: "kB", goal: `at most ${limit} kB`, passed: value <= limit };
}

export async function run(): Promise<readonly BenchResult[]> {
  return goals.flatMap((goal) => {
    const content = readFileSync(inProject(goal.file));
    return [
      size(goal.file, content.length, "minified" in goal ? goal.minified : undefined),
      size(
        `${goal.file}, gzip`,
        gzipSync(content, { level: 9 }).length,
        "compressed" in goal ? goal.compressed : undefined,
      ),
    ];
  });
}
