import { expect } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { ServerApi } from "./serverApi";
import { test } from "./windowTest";

test("Crons of one schedule are told apart and picked from the palette, those selected in the tree first", async ({
  connected,
}) => {
  const { view, workbench } = connected;
  const { page, quickInput } = workbench;
  const api = new ServerApi(agentServerUrl());
  const schedule = "*/31 4 * * *";
  const threads = [await api.createThread("North office"), await api.createThread("South office")];
  for (const thread of threads) {
    await api.createCron(thread, { assistant_id: "report", schedule, input: {} });
  }
  const enabled = async () =>
    (await Promise.all(threads.map((thread) => api.crons(thread)))).flat().map((cron) => cron.enabled);
  await workbench.runCommand("Crons for LangGraph: Refresh");
  await workbench.widenSideBar(420);
  const row = (nth: number) => view.cron(/(North|South) office/).nth(nth);
  await row(1).click();

  await workbench.runCommand("Crons for LangGraph: Pause Cron");
  await quickInput.waitFor("Pause which crons?");
  const lines = quickInput.box.locator(".monaco-list-row").filter({ hasText: / office · / });
  await lines.nth(1).waitFor();
  const [first = "", second = ""] = await lines.allInnerTexts();
  expect(first).toMatch(/thread (North|South) office · assistant report · next run in/);
  expect(second).toMatch(/thread (North|South) office · assistant report · next run in/);
  expect(first.includes("North")).not.toBe(second.includes("North"));
  const ticked = await lines.evaluateAll((rows) => rows.map((line) => line.getAttribute("aria-checked")));
  expect(ticked).toEqual(["true", "false"]);
  await page.keyboard.press("Enter");
  await expect.poll(enabled).toContain(false);
  expect((await enabled()).sort()).toEqual([false, true]);
});
