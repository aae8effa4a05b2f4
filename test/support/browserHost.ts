import type { Page } from "playwright-core";
import { launchBrowser, openContext } from "./browser";
import type { HostRun } from "./hostRun";
import { startVscodeServer } from "./vscodeServer";

const limit = 600_000;

/** Opens the page and waits for the suite's exit code; its output comes through the page as it is written. */
async function exitCodeOf(page: Page, address: string): Promise<number> {
  await page.exposeFunction("codeAutomationLog", (_type: string, values: readonly unknown[]) => console.log(...values));
  const ended = new Promise<number>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The suite did not end within ${limit / 1000} s.`)), limit);
    page.on("close", () => clearTimeout(timer));
    page.exposeFunction("codeAutomationExit", resolve).catch(reject);
  });
  const [code] = await Promise.all([ended, page.goto(address)]);
  return code;
}

/** Runs a suite in the extension host of the VS Code that npm delivers. */
export async function runInBrowser(run: HostRun): Promise<number> {
  const vscode = await startVscodeServer({ name: run.suite, trusted: run.trusted, env: run.env });
  const browser = await launchBrowser();
  try {
    const context = await openContext(browser);
    const { workspace, extension, tests } = run;
    return await exitCodeOf(await context.newPage(), vscode.address({ workspace, extension, tests }));
  } finally {
    await browser.close();
    await vscode.stop();
  }
}
