import type { Locator, Page } from "playwright-core";
import { expect } from "vitest";
import { usualSchedule } from "../../src/core/schedule/guide/schedulePresets";
import { agentServerUrl } from "../support/agentServerUrl";
import { openTestServer } from "../support/testServer";
import { CronForm } from "./pages/cronForm";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

test("a cron is created from the palette without a mouse", async ({ connected }) => {
  const { view, workbench } = connected;
  const api = new ServerApi(agentServerUrl());
  const threadId = await api.createThread("By keyboard");

  const { page } = workbench;
  await workbench.runCommand("Crons for LangGraph: Create Cron…");
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

const sentence = "Write the daily report.";

/** Beside the sentence itself. */
const most = { quickPresses: 8, presses: 12, clicks: 6 };

test("the common cron takes few key presses or clicks beside its sentence, by the quick path and in the form", async ({
  connected,
}) => {
  const { api, view, workbench } = connected;
  // The assistant of the newest cron is the one that is offered first.
  await api.createCron(null, { assistant_id: "report", schedule: "0 9 1 1 *", input: {}, enabled: false });
  await workbench.runCommand("Crons for LangGraph: Refresh");
  // A command that was used lately comes first.
  await workbench.runCommand("Clear Command History");
  await workbench.confirm("Clear");
  const server = openTestServer(agentServerUrl());
  const known = new Set((await server.allCrons()).map(({ cron_id }) => cron_id));
  const { page, quickInput } = workbench;
  let acts = 0;
  const press = async (key: string) => {
    acts += 1;
    await page.keyboard.press(key);
  };
  const click = async (target: Locator) => {
    acts += 1;
    await target.click();
  };
  /** The one cron that was made since the last look. */
  const expectMade = async () => {
    const made = (await server.allCrons()).filter(({ cron_id }) => !known.has(cron_id));
    for (const { cron_id } of made) known.add(cron_id);
    expect(await Promise.all(made.map(({ cron_id }) => server.getCron(cron_id)))).toMatchObject([
      {
        schedule: usualSchedule,
        timezone: "Europe/Berlin",
        thread_id: null,
        on_run_completed: "keep",
        enabled: true,
        payload: { input: { messages: [{ role: "user", content: sentence }] } },
      },
    ]);
  };

  await press("F1");
  await quickInput.waitFor("Type the name of a command");
  for (const key of "cq") await press(key);
  await expect.poll(() => quickInput.items.first().textContent()).toContain("Create Cron (Quick)…");
  await press("Enter");
  await quickInput.waitFor("Which assistant runs?");
  await quickInput.items.filter({ hasText: "report" }).and(marked(page)).waitFor();
  await press("Enter");
  await quickInput.waitFor("When?");
  await quickInput.items.filter({ hasText: "Monday to Friday" }).and(marked(page)).waitFor();
  await press("Enter");
  await quickInput.waitFor("The message that each run gets");
  await page.keyboard.insertText(sentence);
  await press("Enter");
  await quickInput.waitFor("Enter creates the cron");
  await quickInput.items.filter({ hasText: "Create Cron" }).and(marked(page)).waitFor();
  await quickInput.items.filter({ hasText: /Europe\/Berlin · runs in 30 days: 2[0-2]/ }).waitFor();
  await takePicture(workbench, "quick-review");
  await press("Enter");
  await view.cron("report-weekdays").waitFor();
  await workbench.told(/“report-weekdays[-\d]*” on .*Created\. Next run: /);
  expect(acts).toBeLessThanOrEqual(most.quickPresses);
  await expectMade();

  const form = new CronForm(workbench);
  const message = form.frame.getByRole("textbox", { name: "Message 1" });
  await view.focus();
  acts = 0;
  await press("Insert");
  await form.frame.locator("#schedule-input:focus").waitFor();
  await press("ArrowDown");
  await form.frame.getByRole("option", { name: "Monday to Friday", selected: true }).waitFor();
  await press("Enter");
  await message.waitFor();
  while (!(await message.evaluate((field) => field === field.ownerDocument.activeElement))) await press("Shift+Tab");
  await page.keyboard.insertText(sentence);
  await press("Control+Enter");
  await form.reveal.waitFor();
  expect(acts).toBeLessThanOrEqual(most.presses);
  await expectMade();

  acts = 0;
  await workbench.moveMouseAway();
  // With a second view below it, a view shows its buttons to the mouse.
  await page.locator(".sidebar .pane-header").first().hover();
  await click(page.locator(".sidebar").getByRole("button", { name: "Create Cron…" }));
  await form.frame.locator("#schedule-input:focus").waitFor();
  await click(form.frame.getByRole("button", { name: "Monday to Friday" }));
  await click(message);
  await page.keyboard.insertText(sentence);
  await click(form.create);
  await form.reveal.waitFor();
  expect(acts).toBeLessThanOrEqual(most.clicks);
  await expectMade();
});

/** The line of a list that Enter takes. */
const marked = (page: Page) => page.locator(".monaco-list-row.focused");
