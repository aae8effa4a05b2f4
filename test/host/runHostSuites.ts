import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHostTests, hostTestsFolder } from "../../scripts/lib/buildHostTests.mjs";
import { findDesktopVscode } from "../../scripts/setup/desktopVscode.mjs";
import { startAgentServer } from "../support/agentServer";
import { runInBrowser } from "../support/browserHost";
import { runOnDesktop } from "../support/desktopHost";
import type { HostResults } from "../support/hostResults";
import type { HostRun } from "../support/hostRun";
import { inArtifacts, projectFolder, sampleWorkspace } from "../support/paths";

const suites = [
  { suite: "host", trusted: true },
  { suite: "hostUntrusted", trusted: false },
] as const;

const resultsFile = inArtifacts("results", "host.json");

/** A suite that ends without counts (VS Code crashed, the module did not load) is one failure. */
async function readResults(file: string): Promise<HostResults> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

async function runSuite(run: HostRun, file: string, desktop: string | undefined): Promise<HostResults> {
  await rm(file, { force: true });
  try {
    await (desktop === undefined ? runInBrowser(run) : runOnDesktop(run, desktop));
  } catch (error) {
    console.error(`${run.suite}: ${error instanceof Error ? error.message : error}`);
  }
  return readResults(file);
}

async function runSuites(serverUrl: string): Promise<readonly HostResults[]> {
  const desktop = await findDesktopVscode();
  const results: HostResults[] = [];
  for (const { suite, trusted } of suites) {
    const workspace = await mkdtemp(join(tmpdir(), "langgraph-crons-workspace-"));
    await cp(sampleWorkspace, workspace, { recursive: true });
    const file = inArtifacts("results", `suite-${suite}.json`);
    const env = {
      LANGGRAPH_CRONS_TEST_SERVER: serverUrl,
      LANGGRAPH_CRONS_SUITE: suite,
      LANGGRAPH_CRONS_RESULTS: file,
    };
    const tests = join(hostTestsFolder, "host", "index");
    results.push(await runSuite({ suite, trusted, workspace, extension: projectFolder, tests, env }, file, desktop));
    await rm(workspace, { recursive: true, force: true });
  }
  return results;
}

await mkdir(inArtifacts("results"), { recursive: true });
await buildHostTests();
const server = await startAgentServer({ name: "host" });
try {
  const results = await runSuites(server.url);
  const sum = (of: keyof HostResults): number => results.reduce((total, each) => total + each[of], 0);
  const total: HostResults = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  await writeFile(resultsFile, JSON.stringify(total));
  process.exitCode = total.failed === 0 ? 0 : 1;
} finally {
  await server.stop();
}
