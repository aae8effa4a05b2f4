import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Mocha from "mocha";
import type { HostResults } from "../support/hostResults";

/** The folder of suites to run, beside this one's; and the file that gets the counts. */
const { LANGGRAPH_CRONS_SUITE: suite = "host", LANGGRAPH_CRONS_RESULTS: resultsFile } = process.env;

function suiteFiles(): readonly string[] {
  const folder = join(__dirname, "..", suite);
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".hosttest.js"))
    .sort()
    .map((file) => join(folder, file));
}

function runFiles(files: readonly string[]): Promise<HostResults> {
  const mocha = new Mocha({ ui: "bdd", timeout: 60_000, color: false, reporter: "spec" });
  for (const file of files) mocha.addFile(file);
  return new Promise((resolve) => {
    const runner = mocha.run((failed) => {
      const { passes = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed, skipped: pending });
    });
  });
}

/** Called by VS Code in its extension host, on the desktop and in the browser alike. */
export async function run(): Promise<void> {
  const results = await runFiles(suiteFiles());
  if (resultsFile !== undefined) writeFileSync(resultsFile, JSON.stringify(results));
  if (results.failed > 0) throw new Error(`${results.failed} of ${results.passed + results.failed} host tests failed.`);
}
