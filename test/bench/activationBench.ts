import type { Locator, Page } from "playwright-core";
import { Workbench } from "../e2e/pages/workbench";
import { launchBrowser, openContext } from "../support/browser";
import { projectFolder, sampleWorkspace } from "../support/paths";
import { startVscodeServer } from "../support/vscodeServer";
import type { BenchResult } from "./benchResult";
import { median } from "./measure";

const windows = 7;
const ours = "langgraph-crons.langgraph-crons";
/** Comes with VS Code, small, and activates in every window. */
const peer = "Merge Conflict";

/** What VS Code itself says: loading the code and calling `activate`, in milliseconds. */
async function activationTime(rows: Locator, extension: string): Promise<number> {
  const time = rows.filter({ hasText: extension }).locator(".activation-time");
  // A row is there before its time is.
  const text = await time.filter({ hasText: milliseconds }).first().textContent({ timeout: 120_000 });
  return Number(milliseconds.exec(text ?? "")?.[1]);
}

const milliseconds = /(\d+)\s*ms/;

/** One after the other, so that neither is measured while the other, or the window itself, is still starting. */
async function measureWindow(page: Page, workbench: Workbench): Promise<{ ours: number; peer: number }> {
  await workbench.open();
  const show = () => workbench.runCommand("Developer: Show Running Extensions");
  const rows = page.locator(".runtime-extensions-editor .monaco-list-row");
  await show();
  const other = await activationTime(rows, peer);
  await rows.filter({ hasText: "Activating..." }).first().waitFor({ state: "hidden", timeout: 120_000 });
  await page.keyboard.press("Escape");
  await workbench.openContainer("Crons for LangGraph");
  await page.locator(".sidebar .welcome-view-content").waitFor();
  await show();
  return { ours: await activationTime(rows, ours), peer: other };
}

export async function run(): Promise<readonly BenchResult[]> {
  const vscode = await startVscodeServer({ name: "bench" });
  const browser = await launchBrowser();
  const times: { ours: number; peer: number }[] = [];
  try {
    for (let index = 0; index < windows; index += 1) {
      const context = await openContext(browser);
      const page = await context.newPage();
      // The list of running extensions draws only the rows that are in sight.
      await page.setViewportSize({ width: 1280, height: 4000 });
      const what = { workspace: sampleWorkspace, extension: projectFolder };
      times.push(await measureWindow(page, new Workbench(page, vscode, what)));
      await context.close();
    }
  } finally {
    await browser.close();
    await vscode.stop();
  }
  const value = median(times.map((time) => time.ours));
  const other = median(times.map((time) => time.peer));
  return [
    { name: `activation of ${peer}, which comes with VS Code`, value: other, unit: "ms", passed: true },
    {
      name: `activation of this extension, median of ${windows} windows`,
      value,
      unit: "ms",
      goal: `at most 30 ms, and at most ${peer}'s`,
      passed: value <= 30 && value <= other,
    },
  ];
}
