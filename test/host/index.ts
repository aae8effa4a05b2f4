import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import type { HostResults } from "../support/hostResults";

/** The folder of suites to run, beside this one's; what the files' names contain; and the file that gets the results. */
const {
  LANGGRAPH_CRONS_SUITE: suite = "host",
  LANGGRAPH_CRONS_TEST_FILE: wanted = "",
  LANGGRAPH_CRONS_RESULTS: resultsFile,
} = process.env;

function suiteFiles(): readonly string[] {
  const folder = join(__dirname, "..", suite);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".hosttest.js") && file.includes(wanted))
    .sort()
    .map((file) => join(folder, file));
  if (files.length === 0) throw new Error(`No host test in ${folder} has "${wanted}" in its name.`);
  return files;
}

function runFiles(files: readonly string[]): Promise<HostResults> {
  // No reporter of its own: what is printed here goes into the log of VS Code. The runner prints `report`.
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, reporter: Mocha.reporters.Base });
  for (const file of files) mocha.addFile(file);
  const report: string[] = [];
  let skipped = 0;
  let passed = 0;
  return new Promise((resolve) => {
    mocha
      .run((failed) => resolve({ passed, failed, skipped, report }))
      .on("pass", (test) => {
        passed += 1;
        report.push(`  ✓ ${test.fullTitle()} (${test.duration ?? 0} ms)`);
      })
      .on("pending", (test) => {
        skipped += 1;
        report.push(`  - ${test.fullTitle()} (skipped)`);
      })
      .on("fail", (test, error: Error) => report.push(`  ✗ ${test.fullTitle()}\n${error.stack ?? error.message}`));
  });
}

/** Called by VS Code in its extension host, on the desktop and in the browser alike. */
export async function run(): Promise<void> {
  const results = await runFiles(suiteFiles());
  if (resultsFile === undefined) console.log(results.report.join("\n"));
  else writeFileSync(resultsFile, JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} of ${results.passed + results.failed} host tests failed.`);
}
