import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createVSIX } from "@vscode/vsce";
import { appears } from "../../e2e/pages/appears";
import { CronsView } from "../../e2e/pages/cronsView";
import { until } from "../../e2e/pages/until";
import { Workbench } from "../../e2e/pages/workbench";
import { startAgentServer } from "../../support/agentServer";
import { launchBrowser, openContext } from "../../support/browser";
import { projectFolder, sampleWorkspace } from "../../support/paths";
import { openTestServer } from "../../support/testServer";
import { startVscodeServer } from "../../support/vscodeServer";
import { atMost, type BenchResult, told } from "../benchResult";
import { median } from "../measure";

const rounds = 9;
/** In as many new windows of their own a form and an empty page are the first page that is opened. */
const windows = 5;
const commands = { form: "Crons for LangGraph: Create Cron…", peer: "Open Empty Webview" } as const;
type Page = keyof typeof commands;

/** The smallest page that can be typed into: what VS Code itself takes to open one. */
const peerFiles = {
  "package.json": JSON.stringify({
    name: "empty-webview",
    publisher: "bench",
    version: "1.0.0",
    engines: { vscode: "^1.100.0" },
    main: "./main.js",
    contributes: { commands: [{ command: "emptyWebview.open", title: commands.peer }] },
  }),
  "main.js": `const vscode = require("vscode");
exports.activate = () => {
  vscode.commands.registerCommand("emptyWebview.open", () => {
    const panel = vscode.window.createWebviewPanel("emptyWebview", "Empty", vscode.ViewColumn.Active, { enableScripts: true });
    panel.webview.html = '<!doctype html><input><script>document.querySelector("input").focus()</script>';
  });
};
`,
};

/** From a click in the command palette to a field with the focus, in a real window: the form, and an empty page. */
export async function run(): Promise<readonly BenchResult[]> {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-peer-"));
  for (const [name, text] of Object.entries(peerFiles)) await writeFile(join(folder, name), text);
  const vsix = join(folder, "peer.vsix");
  await createVSIX({
    cwd: folder,
    packagePath: vsix,
    dependencies: false,
    allowMissingRepository: true,
    skipLicense: true,
  });
  const [server, vscode, browser] = await Promise.all([
    startAgentServer({ name: "bench-open" }),
    startVscodeServer({ name: "bench-open", vsix }),
    launchBrowser(),
  ]);
  try {
    const page = await (await openContext(browser)).newPage();
    const workbench = new Workbench(page, vscode, { workspace: sampleWorkspace, extension: projectFolder });
    // The tree shows a connection once its server has something to show.
    await openTestServer(server.url).createThread();
    await workbench.open();
    await new CronsView(workbench).addConnection(server.url);
    return [...(await later(workbench)), ...(await first(workbench, server.url, folder))];
  } finally {
    await Promise.all([browser.close(), vscode.stop(), server.stop(), rm(folder, { recursive: true })]);
  }
}

/** In a window that has had both of them open. */
async function later(workbench: Workbench): Promise<readonly BenchResult[]> {
  const took: Record<Page, number[]> = { form: [], peer: [] };
  for (let round = 0; round <= rounds; round += 1) {
    for (const page of ["peer", "form"] as const) took[page].push(await untilFocus(workbench, page));
  }
  const usual = (page: Page) => median(took[page].slice(1));
  return [
    told("an empty webview, opened and focused, median", usual("peer"), "ms"),
    told("the form, opened and focused, median", usual("form"), "ms"),
    atMost("the form, in empty webviews", usual("form") / usual("peer"), "times", 2),
  ];
}

/** In windows of a folder in which neither a page nor the tree was ever open: what a page needs is loaded for it. */
async function first(workbench: Workbench, url: string, folder: string): Promise<readonly BenchResult[]> {
  const took: Record<Page, number[]> = { form: [], peer: [] };
  await workbench.reload(new RegExp(new URL(url).host));
  for (let round = 0; round < windows; round += 1) {
    for (const page of ["form", "peer"] as const) {
      await workbench.open(folder);
      took[page].push(await untilFocus(workbench, page));
    }
  }
  return [
    told("the first empty webview of a window, median", median(took.peer), "ms"),
    told("the first form of a window, median", median(took.form), "ms"),
    told("the slowest of them", Math.max(...took.form), "ms"),
    atMost("the first form, in first empty webviews", median(took.form) / median(took.peer), "times", 2),
  ];
}

async function untilFocus(workbench: Workbench, what: Page): Promise<number> {
  const { quickInput } = workbench;
  const command = quickInput.items.filter({ hasText: commands[what] }).first();
  // A list that was opened before the window knew the extension stays without it.
  const isListed = async () => {
    await quickInput.open("F1", "Type the name of a command", `>${commands[what]}`);
    return appears(command, 3_000);
  };
  await until(isListed, { timeout: 60_000 });
  const began = performance.now();
  await command.click();
  await workbench.webview().locator("input:focus").waitFor();
  const took = performance.now() - began;
  await workbench.closeAll();
  return took;
}
