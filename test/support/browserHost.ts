import { writeFileSync } from "node:fs";
import type { Page } from "playwright-core";
import { launchBrowser, openContext } from "./browser";
import type { HostRun } from "./hostRun";
import { inArtifacts } from "./paths";
import { startVscodeServer } from "./vscodeServer";

const limit = 600_000;

/** Saves the console output of the window and the extension host. */
async function keepConsole(page: Page, file: string): Promise<void> {
  writeFileSync(file, "");
  const line = (type: string, values: readonly unknown[]): string => `${type}: ${values.map(String).join(" ")}\n`;
  await page.exposeFunction("codeAutomationLog", (type: string, values: readonly unknown[]) =>
    writeFileSync(file, line(type, values), { flag: "a" }),
  );
}

/** Opens the page and waits for the suite's exit code. */
async function exitCodeOf(page: Page, address: string): Promise<number> {
  const ended = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The suite did not end within ${limit / 1000} s.`)), limit);
    page.on("close", () => clearTimeout(timer));
    page.exposeFunction("codeAutomationExit", resolve).catch(reject);
  });
  const [code] = await Promise.all([ended, page.goto(address)]);
  return code;
}

/** Runs a suite in the extension host of the VS Code from npm. */
export async function runInBrowser(run: HostRun): Promise<number> {
  const vscode = await startVscodeServer({ name: run.suite, trusted: run.trusted, env: run.env });
  const browser = await launchBrowser();
  try {
    // Nobody looks at this window, and drawing a large one takes a fifth of the suite's processor time.
    const context = await openContext(browser, { viewport: { width: 640, height: 480 } });
    const page = await context.newPage();
    await keepConsole(page, inArtifacts(`vscode-${run.suite}-console.log`));
    const { workspace, extension, tests } = run;
    return await exitCodeOf(page, vscode.address({ workspace, extension, tests }));
  } finally {
    await browser.close();
    await vscode.stop();
  }
}
