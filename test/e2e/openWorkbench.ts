import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { JsonObject } from "../../src/core/base/json";
import { launchBrowser, openContext } from "../support/browser";
import { expectNoCanary } from "../support/canary";
import { inArtifacts, projectFolder, sampleWorkspace } from "../support/paths";
import { startVscodeServer } from "../support/vscodeServer";
import { expectNoCanaryOn } from "./expectNoCanaryOn";
import { Workbench } from "./pages/workbench";

export interface WorkbenchOptions {
  /** Names logs, traces and pictures of failures. */
  readonly name: string;
  /** Folder to open; a copy is opened, so that a test may change it. Default: the sample workspace. */
  readonly workspace?: string;
  readonly settings?: JsonObject;
  readonly trusted?: boolean;
  /** Seen by the extension host. */
  readonly env?: Readonly<Record<string, string>>;
  /** A packaged extension instead of the folder of this project. */
  readonly vsix?: string;
}

export interface OpenedWorkbench {
  readonly workbench: Workbench;
  /** The copy that is open. */
  readonly workspace: string;
  /** VS Code's settings, logs and states on disk. */
  readonly profile: string;
}

/** Milliseconds for one thing to appear; on two busy cores a webview can take half a minute. */
const stepLimit = 60_000;

/**
 * Opens a VS Code window with the extension for the running test, and closes it with the test.
 * A failed test leaves `artifacts/traces/<name>.zip` (Playwright's trace) and `artifacts/failures/<name>.png`.
 */
export async function openWorkbench(options: WorkbenchOptions): Promise<OpenedWorkbench> {
  const undo: (() => Promise<unknown>)[] = [];
  onTestFinished(async () => {
    for (const step of undo.reverse()) await step();
  });

  const workspace = await mkdtemp(join(tmpdir(), "langgraph-crons-workspace-"));
  undo.push(async () => {
    expectNoCanary(workspace);
    await rm(workspace, { recursive: true, force: true });
  });
  await cp(options.workspace ?? sampleWorkspace, workspace, { recursive: true });

  const vscode = await startVscodeServer(options);
  undo.push(() => vscode.stop());
  const browser = await launchBrowser();
  undo.push(() => browser.close());
  const context = await openContext(browser, { permissions: ["clipboard-read", "clipboard-write"] });
  await context.tracing.start({ screenshots: true, snapshots: true });
  const page = await context.newPage();
  page.setDefaultTimeout(stepLimit);
  const stopTracing = () => context.tracing.stop();
  undo.push(stopTracing);
  undo.push(() => expectNoCanaryOn(page));

  onTestFinished(async ({ task }) => {
    if (task.result?.state !== "fail") return;
    await mkdir(inArtifacts("traces"), { recursive: true });
    await page.screenshot({ path: inArtifacts("failures", `${options.name}.png`) });
    await context.tracing.stop({ path: inArtifacts("traces", `${options.name}.zip`) });
    undo.splice(undo.indexOf(stopTracing), 1);
  });

  const extension = options.vsix === undefined ? { extension: projectFolder } : {};
  const workbench = new Workbench(page, vscode, { workspace, ...extension });
  await workbench.open();
  return { workbench, workspace, profile: vscode.folder };
}
