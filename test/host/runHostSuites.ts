import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildHostTests, hostTestsFolder } from "../../scripts/lib/buildHostTests.mjs";
import { findDesktopVscode } from "../../scripts/setup/desktopVscode.mjs";
import { startAgentServer } from "../support/agentServer";
import { runInBrowser } from "../support/browserHost";
import { runOnDesktop } from "../support/desktopHost";
import type { HostResults } from "../support/hostResults";
import type { HostRun } from "../support/hostRun";
import { inArtifacts, inProject, projectFolder, sampleWorkspace } from "../support/paths";

const suites = [
  { suite: "hostActivation", trusted: true },
  { suite: "host", trusted: true },
  { suite: "hostUntrusted", trusted: false },
] as const;

/** `npm run test:host -- cronActions`: only files with that in their names. */
const [, , , wanted = ""] = process.argv;

const hasWanted = async (suite: string): Promise<boolean> =>
  (await readdir(inProject("test", suite))).some((file) => file.endsWith(".hosttest.ts") && file.includes(wanted));

const resultsFile = inArtifacts("results", "host.json");

/** A suite that ends without results (VS Code crashed, the module did not load) is one failure. */
async function readResults(file: string): Promise<HostResults> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    return { passed: 0, failed: 1, skipped: 0, report: ["  ✗ the suite did not run to its end"] };
  }
}

async function runSuite(run: HostRun, file: string, desktop: string | undefined): Promise<HostResults> {
  await rm(file, { force: true });
  const problem = await (desktop === undefined ? runInBrowser(run) : runOnDesktop(run, desktop)).catch(String);
  const results = await readResults(file);
  console.log([run.suite, ...results.report].join("\n"));
  if (typeof problem === "string" && results.failed > 0) console.error(problem);
  return results;
}

type Suite = (typeof suites)[number];

async function prepareAndRun({ suite, trusted }: Suite, serverUrl: string, desktop: string | undefined) {
  const workspace = await mkdtemp(join(tmpdir(), "langgraph-crons-workspace-"));
  await cp(sampleWorkspace, workspace, { recursive: true });
  const file = inArtifacts("results", `suite-${suite}.json`);
  const env = {
    LANGGRAPH_CRONS_TEST_SERVER: serverUrl,
    LANGGRAPH_CRONS_SUITE: suite,
    LANGGRAPH_CRONS_TEST_FILE: wanted,
    LANGGRAPH_CRONS_RESULTS: file,
  };
  const tests = join(hostTestsFolder, "host", "index");
  const results = await runSuite({ suite, trusted, workspace, extension: projectFolder, tests, env }, file, desktop);
  await rm(workspace, { recursive: true, force: true });
  return results;
}

/** All at the same time, each in a VS Code of its own. On a desktop one after the other: they share a profile there. */
async function runSuites(serverUrl: string): Promise<readonly HostResults[]> {
  const desktop = await findDesktopVscode();
  const chosen: Suite[] = [];
  for (const each of suites) if (await hasWanted(each.suite)) chosen.push(each);
  if (desktop === undefined) return Promise.all(chosen.map((each) => prepareAndRun(each, serverUrl, desktop)));
  const results: HostResults[] = [];
  for (const each of chosen) results.push(await prepareAndRun(each, serverUrl, desktop));
  return results;
}

await mkdir(inArtifacts("results"), { recursive: true });
await buildHostTests();
const server = await startAgentServer({ name: "host" });
try {
  const results = await runSuites(server.url);
  const sum = (of: "passed" | "failed" | "skipped"): number => results.reduce((total, each) => total + each[of], 0);
  const total = { passed: sum("passed"), failed: sum("failed"), skipped: sum("skipped") };
  await writeFile(resultsFile, JSON.stringify(total));
  process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
} finally {
  await server.stop();
}
