import { readdir } from "node:fs/promises";
import { beforeAll, expect } from "vitest";
import { type RunningAgentServer, startAgentServer } from "../support/agentServer";
import { firingGraphs } from "../support/firingGraphs";
import { still } from "../support/keepPicture";
import { inArtifacts } from "../support/paths";
import { CronsView } from "./pages/cronsView";
import type { Workbench } from "./pages/workbench";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

let agentServer: RunningAgentServer;
let server: ServerApi;

beforeAll(async () => {
  agentServer = await startAgentServer({ name: "control-room", graphs: firingGraphs });
  server = new ServerApi(agentServer.url);
  return () => agentServer.stop();
});

test("From the palette to the error text of a failure in two key presses, a page that comes back after a reload, the doctor, and the coming runs", async ({
  openWindow,
}) => {
  const cron = { input: {}, schedule: "0 9 1 1 *" };
  await server.createThatRan("crm-sync", { ...cron, assistant_id: "needy" });
  await server.createThatRan("contract-renewal", { ...cron, assistant_id: "ask" });
  await server.createOnThread("ticker", { input: { topic: "x" }, schedule: "* * * * * */10", assistant_id: "look" });
  const { workbench, workspace } = await openWindow();
  const { page, quickInput } = workbench;
  await new CronsView(workbench).addConnection(agentServer.url);

  const title = "Crons for LangGraph: Show What Needs Attention…";
  await quickInput.open("F1", "Type the name of a command", `>${title}`);
  await quickInput.items.filter({ hasText: title }).first().waitFor();
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
  };
  await press("Enter");
  await quickInput.waitFor(/^Needs attention: 2/);
  await quickInput.items.filter({ hasText: "KeyError" }).first().waitFor();
  // Not in each theme: choosing one closes the list.
  await page.screenshot({ ...still, path: inArtifacts("screenshots", "attention.png") });
  await quickInput.items.first().filter({ hasText: "crm-sync" }).waitFor();
  await press("Enter");
  const report = workbench.webview();
  await report.getByRole("region", { name: "Error" }).getByText("KeyError").waitFor();
  expect(presses).toBeLessThanOrEqual(4);

  // The tab, and what its page says of itself, which is stored later.
  await workbench.reload(/mainThreadWebview-langgraphCrons\.run/, /state[\\":{]+key/);
  await report.getByRole("region", { name: "Error" }).getByText("KeyError").waitFor();
  await report.getByRole("heading", { level: 1, name: /^Failed / }).waitFor();

  await doctor(workbench);
  await upcoming(workbench, workspace);
});

/** A save dialog reads folders first, and a busy machine takes its time. */
const patience = { timeout: 20_000 };

/** From the palette, by keyboard: what was found, a button that helps, and what is copied. */
async function doctor(workbench: Workbench): Promise<void> {
  const report = workbench.webview();
  await runByKeyboard(workbench, "Crons for LangGraph: Why Does It Not Run?");
  await report.getByRole("heading", { level: 1, name: new URL(agentServer.url).host }).waitFor();
  await report.getByRole("heading", { level: 2, name: "crm-sync" }).waitFor();
  await report.getByText("The error: KeyError.").waitFor();
  await takePicture(workbench, "doctor");
  await report.getByRole("button", { name: "Copy for an Issue" }).press("Enter");
  await workbench.statusBar.getByText("Copied.").waitFor();
  await report.getByRole("button", { name: "Open Run" }).first().press("Enter");
  await report.getByRole("heading", { level: 1, name: /^(Failed|Waits) / }).waitFor();
  await workbench.closeAll();
}

/** With the tree closed: from the palette by keyboard to the run that failed; it goes on by itself, and is saved. */
async function upcoming(workbench: Workbench, workspace: string): Promise<void> {
  const { keyboard } = workbench.page;
  const shown = workbench.webview();
  await workbench.runCommand("View: Toggle Primary Side Bar Visibility");
  await workbench.page.locator(".part.sidebar").waitFor({ state: "hidden" });
  await runByKeyboard(workbench, "Crons for LangGraph: Show Upcoming Runs");
  await shown.getByRole("heading", { level: 1, name: /^Upcoming/ }).waitFor();
  const totals = shown.locator(".totals");
  const done = async () => Number(/(\d+) done/.exec((await totals.textContent()) ?? "")?.[1]);
  await totals.getByText("1 failed").waitFor();
  const before = await done();
  await expect.poll(done, { timeout: 60_000 }).toBeGreaterThan(before);
  await takePicture(workbench, "upcoming", ["light", "dark", "high-contrast", "high-contrast-light"]);

  await saveAs(workbench, "PNG");
  await saveAs(workbench, "SVG");
  await expect
    .poll(async () => (await readdir(workspace)).filter((file) => file.startsWith("upcoming")).toSorted(), patience)
    .toEqual(["upcoming.png", "upcoming.svg"]);

  await shown.getByRole("searchbox").focus();
  await keyboard.type("crm");
  await expect.poll(() => shown.locator(".row").count(), patience).toBe(1);
  const focused = () =>
    shown.locator(":focus").evaluate((element) => element.getAttribute("aria-label") ?? element.textContent);
  for (let step = 0; step < 20 && (await focused()) !== "crm-sync"; step += 1) await keyboard.press("Tab");
  await keyboard.press("ArrowRight");
  await expect.poll(focused, patience).toMatch(/: failed/);
  await keyboard.press("Enter");
  await shown.getByRole("heading", { level: 1, name: /^Failed / }).waitFor();
}

async function saveAs(workbench: Workbench, type: "PNG" | "SVG"): Promise<void> {
  await workbench
    .webview()
    .getByRole("button", { name: `Save as ${type}` })
    .press("Enter");
  await expect
    .poll(() => workbench.quickInput.input.inputValue(), patience)
    .toMatch(new RegExp(`/upcoming\\.${type.toLowerCase()}$`));
  await workbench.page.keyboard.press("Enter");
  await workbench.told(`Saved upcoming.${type.toLowerCase()}.`);
}

async function runByKeyboard({ page, quickInput }: Workbench, title: string): Promise<void> {
  await quickInput.open("F1", "Type the name of a command", `>${title}`);
  await quickInput.items.filter({ hasText: title }).first().waitFor();
  await page.keyboard.press("Enter");
}
