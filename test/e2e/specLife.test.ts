import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { CronForm } from "./pages/cronForm";
import { ServerApi } from "./serverApi";
import { test } from "./windowTest";

test("A sample spec becomes one cron, is updated in place, shows its problem, and opens in the form, which updates it", async ({
  connected,
}) => {
  const { proxy, view, workbench, workspace } = connected;
  const { editor, page } = workbench;
  const api = new ServerApi(agentServerUrl());
  const title = `Kept in git ${crypto.randomUUID()}`;
  const threadId = await api.createThread(title);
  const file = join(workspace, "crons", "morning-report.cron.json");
  const change = async (from: string | RegExp, to: string) =>
    writeFile(file, (await readFile(file, "utf8")).replace(from, to));
  const stored = async () => (await api.crons(threadId)).map(({ cron_id, schedule }) => ({ cron_id, schedule }));
  await change(/"thread_id": "[^"]+"/, `"thread_id": "${threadId}"`);

  await workbench.openFile("morning-report.cron.json");
  await editor
    .lens(/^At 7:30 AM, Monday through Friday · next .*, 7:30 AM Europe\/Berlin · runs in 30 days: 2[0-2]$/)
    .waitFor();
  await editor.clickLens(`Submit to ${new URL(proxy.url).host}`, editor.lens(/Submitting|Created/));
  await editor.lens(/^Created/).waitFor();
  await view.cron(/morning-report, next run in .*, At 7:30 AM, Monday through Friday Europe\/Berlin/).waitFor();
  const [first] = await stored();

  await workbench.runCommand("Crons for LangGraph: Submit Cron Spec");
  await editor.lens(/^Unchanged/).waitFor();
  expect(await stored()).toEqual([first]);

  await change("30 7 * * 1-5", "0 8 * * 1-5");
  await editor.lens(/^At 8:00 AM/).waitFor();
  await workbench.runCommand("Crons for LangGraph: Submit Cron Spec");
  await editor.lens(/^Updated/).waitFor();
  expect(await stored()).toEqual([{ cron_id: first?.cron_id, schedule: "0 8 * * 1-5" }]);
  await view.cron(/morning-report, next run in .*, At 8:00 AM/).waitFor();

  await change("0 8 * * 1-5", "0 8 31 2 *");
  await editor.squiggles("error").first().waitFor();
  await workbench.runCommand("Problems: Focus on Problems View");
  const problem = page.locator(".markers-panel").getByRole("treeitem", { name: /Crons for LangGraph/ });
  expect(await problem.getAttribute("aria-label")).toMatch(/^Error: .*never/i);

  const form = new CronForm(workbench);
  await editor.clickLens("Edit Cron…", form.title.getByText("Cron “morning-report”"));
  expect(await form.field("schedule").inputValue()).toBe("0 8 31 2 *");
  await form.parameter("schedule").getByText("Error").waitFor();
  expect(await stored()).toEqual([{ cron_id: first?.cron_id, schedule: "0 8 * * 1-5" }]);

  // The file follows the form, as an edit that can be undone.
  await form.field("schedule").fill("15 9 * * 1-5");
  await form.footer.getByRole("button", { name: "Update Cron" }).click();
  await form.footer.getByText("morning-report.cron.json now has the same values").waitFor();
  expect(await stored()).toEqual([{ cron_id: first?.cron_id, schedule: "15 9 * * 1-5" }]);
  expect(await readFile(file, "utf8")).toContain("0 8 31 2 *");
  await page.getByRole("tab", { name: "morning-report.cron.json" }).click();
  await editor.lens(/^At 9:15 AM/).waitFor();
  await page.keyboard.press("ControlOrMeta+Z");
  await editor.squiggles("error").first().waitFor();
});
