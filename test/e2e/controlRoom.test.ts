import { readdir } from "node:fs/promises";
import { expect } from "vitest";
import { still } from "../support/keepPicture";
import { inArtifacts } from "../support/paths";
import type { Workbench } from "./pages/workbench";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

test("From the palette to the error text of a failure in two key presses, a page that comes back after a reload, the doctor, and the coming runs", async ({
  connected,
}) => {
  const { api: server, proxy, workbench, workspace } = connected;
  const cron = { input: {}, schedule: "0 9 1 1 *" };
  const { threadId: failing } = await server.createThatRan("crm-sync", { ...cron, assistant_id: "needy" });
  await server.createThatRan("contract-renewal", { ...cron, assistant_id: "ask" });
  await server.createOnThread("ticker", { input: { topic: "x" }, schedule: "* * * * * */10", assistant_id: "look" });
  await workbench.runCommand("Crons for LangGraph: Refresh");
  const { page, quickInput } = workbench;

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
  const [failed] = await server.runs(failing);
  await workbench.reload(new RegExp(`mainThreadWebview-langgraphCrons\\.run.*${failed?.run_id}`), /state[\\":{]+key/);
  await report.getByRole("region", { name: "Error" }).getByText("KeyError").waitFor();
  await report.getByRole("heading", { level: 1, name: /^Failed / }).waitFor();

  await doctor(workbench, new URL(proxy.url).host);
  await upcoming(workbench, workspace);
});

/** A save dialog reads folders first, and a busy machine takes its time. */
const patience = { timeout: 20_000 };

/** From the palette, by keyboard: what was found, a button that helps, and what is copied. */
async function doctor(workbench: Workbench, connection: string): Promise<void> {
  const report = workbench.webview();
  await runByKeyboard(workbench, "Crons for LangGraph: Why Does It Not Run?");
  await report.getByRole("heading", { level: 1, name: connection }).waitFor();
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
