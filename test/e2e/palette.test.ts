import { expect } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { CronForm } from "./pages/cronForm";
import { ServerApi } from "./serverApi";
import { test } from "./windowTest";

test("a cron is created from the palette without a mouse", async ({ connected }) => {
  const { view, workbench } = connected;
  const api = new ServerApi(agentServerUrl());
  const threadId = await api.createThread("By keyboard");

  const { page } = workbench;
  await workbench.runCommand("Crons for LangGraph: Create Cron");
  const form = new CronForm(workbench);
  const assistant = form.field("assistant_id");
  await assistant.waitFor();
  await expect.poll(() => assistant.evaluate((field) => field === field.ownerDocument.activeElement)).toBe(true);
  await page.keyboard.type("report");
  await form.tabTo(form.frame.getByRole("radio", { name: "A new thread" }));
  await page.keyboard.press("ArrowDown");
  await form.type("thread_id", threadId);
  await form.field("schedule").focus();
  await page.keyboard.type("0 9 * * 1");
  await form.type("input", '{ "topic": "the week" }');
  await expect.poll(() => form.field("name").inputValue()).toBe("report-mondays");
  await page.keyboard.press("Control+Enter");

  await expect
    .poll(async () => (await api.crons(threadId)).map(({ schedule }) => schedule), { timeout: 30_000 })
    .toEqual(["0 9 * * 1"]);
  await form.frame.getByText("Created. Next run").waitFor();
  await page.keyboard.press("Enter");
  await view.cron("report-mondays").waitFor();
});
