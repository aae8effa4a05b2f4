import { runTests } from "@vscode/test-electron";
import type { HostRun } from "./hostRun";

/** Runs a suite in the extension host of a desktop VS Code. */
export async function runOnDesktop(run: HostRun, vscodeExecutablePath: string): Promise<number> {
  return runTests({
    vscodeExecutablePath,
    extensionDevelopmentPath: run.extension,
    extensionTestsPath: run.tests,
    extensionTestsEnv: { ...run.env },
    launchArgs: [run.workspace, "--disable-extensions", ...(run.trusted ? ["--disable-workspace-trust"] : [])],
  });
}
