import { expect } from "vitest";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

test("By keyboard: a cron's page opens from its row, and is right after each of its actions", async ({ connected }) => {
  const { api: server, view, workbench } = connected;
  const { threadId, cronId } = await server.createThatRan("crm-sync", {
    assistant_id: "needy",
    input: {},
    // Every twenty seconds; the seconds come last.
    schedule: "* * * * * */20",
    timezone: "Europe/Berlin",
  });
  await workbench.runCommand("Crons for LangGraph: Refresh");
  const { keyboard } = workbench.page;
  const page = workbench.webview();
  const heading = (name: string | RegExp) => page.getByRole("heading", { level: 1, name });
  /** The page does one action at a time. */
  const press = async (name: string) => {
    await expect.poll(() => page.locator("button[aria-disabled=true]").count(), { timeout: 60_000 }).toBe(0);
    await page.getByRole("button", { name, exact: true }).press("Enter");
  };

  await view.focusRow(view.cron("crm-sync"));
  await keyboard.press("Enter");
  await heading("crm-sync").waitFor();
  await page.getByText(/^Its last( \d+)? runs? failed.*KeyError/).waitFor();
  await page.getByRole("columnheader", { name: "Europe/Berlin" }).waitFor();
  const focused = () => workbench.page.evaluate(() => document.activeElement?.tagName);
  await expect.poll(focused).toBe("IFRAME");
  await takePicture(workbench, "cron-page");

  await press("Pause");
  await page.getByRole("button", { name: "Resume", exact: true }).waitFor();
  await workbench.treeItem(/^Cron crm-sync, paused/).waitFor();
  const hasMissed = async () => {
    const [cron] = await server.crons(threadId);
    return Date.parse(cron?.next_run_date ?? "") < Date.now();
  };
  await expect.poll(hasMissed, { timeout: 60_000, interval: 500 }).toBe(true);
  await press("Resume");
  await workbench.told(/Resumed “crm-sync”.*not made up/);
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await press("Pause");
  await page.getByRole("button", { name: "Resume", exact: true }).waitFor();
  const before = (await server.runs(threadId)).length;
  await press("Resume and Run Once Now");
  await page.getByRole("button", { name: "Pause" }).waitFor();
  await expect.poll(async () => (await server.runs(threadId)).length, { timeout: 30_000 }).toBeGreaterThan(before);

  await press("Delete…");
  await workbench.confirm("Delete");
  await heading("Not on the server any more").waitFor();
  await press("Undo Deletion");
  await heading("crm-sync").waitFor();
  await page.getByText("It was made again, and has a new id.").waitFor();
  const crons = await server.crons(threadId);
  expect(crons).toHaveLength(1);
  expect(crons[0]?.cron_id).not.toBe(cronId);
});
