import type { Locator } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { watchForTrouble } from "../support/watchForTrouble";
import { appears } from "./pages/appears";
import { CronForm } from "./pages/cronForm";
import { test } from "./windowTest";

const rightToLeft = "\u202e";
/** Names as somebody else on the same server may give them. */
const attacks = `<img src=x onerror="console.error('executed')"> [run](command:workbench.action.quit) $(bug) ${rightToLeft}gnp.exe`;
const huge = "A".repeat(1_000_000);

/** Shown as the letters that it is: no element, no link, no icon, and no sign that turns the line around. */
async function expectPlain(where: Locator): Promise<void> {
  const text = (await where.textContent()) ?? "";
  expect(text).toContain("<img src=x onerror=");
  expect(text).not.toContain(rightToLeft);
  expect(text.length).toBeLessThan(5_000);
  expect(await where.locator("img, a[href]").count()).toBe(0);
}

test("A server's names of threads, crons and assistants are only text, wherever they are shown", async ({
  connected,
}) => {
  const { api, view, workbench } = connected;
  const mark = crypto.randomUUID();
  const thread = await api.createThread(`${mark} ${attacks}`, { note: attacks, [attacks]: huge });
  onTestFinished(() => api.removeThread(thread));
  const assistant = await api.createAssistant(`${mark} ${attacks} ${huge}`);
  onTestFinished(() => api.removeAssistant(assistant));
  await api.createCron(thread, {
    assistant_id: assistant,
    schedule: "0 9 * * *",
    metadata: { name: `${mark} ${attacks}` },
  });

  await workbench.runCommand("Crons for LangGraph: Refresh");
  const { dialog, page, quickInput } = workbench;
  const trouble = watchForTrouble(page);
  const row = view.cron(mark);
  await expectPlain(row);
  const hover = page.locator(".workbench-hover-container").filter({ hasText: mark });
  // A row that is drawn anew below the mouse shows none.
  const isShown = async () => {
    await page.mouse.move(900, 500);
    await row.hover();
    return appears(hover, 3_000);
  };
  await expect.poll(isShown, { timeout: 30_000 }).toBe(true);
  await expectPlain(hover);
  await page.mouse.move(900, 500);
  await page.locator(".workbench-hover-container").waitFor({ state: "detached" });

  await view.focusRow(view.cron(mark));
  await page.keyboard.press("Delete");
  await expectPlain(dialog);
  await page.keyboard.press("Escape");
  await workbench.runCommand("Crons for LangGraph: Copy Cron ID");
  await expectPlain(quickInput.items.filter({ hasText: mark }));
  await page.keyboard.press("Escape");

  await view.takeFromMenu(row, "Create Cron…");
  const form = new CronForm(workbench);
  await form.waitForFocus();
  await form.type("assistant_id", mark);
  const option = form.frame.getByRole("option").filter({ hasText: mark });
  await expectPlain(option);
  await option.click();
  await form.parameter("assistant_id").getByText("<img src=x").waitFor();
  expect(await form.frame.locator("img, a[href]").count()).toBe(0);
  expect(trouble).toEqual([]);
  await form.discard();
});
