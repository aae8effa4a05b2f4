import type { Page } from "playwright-core";
import { expect, onTestFinished } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { openTestServer } from "../support/testServer";
import { CronForm } from "./pages/cronForm";
import { CronsView } from "./pages/cronsView";
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
const mostPresses = 8;

test("the common cron takes eight key presses beside its sentence, from the palette to the server", async ({
  openWindow,
}) => {
  const api = new ServerApi(agentServerUrl());
  onTestFinished(() => api.removeAllCrons());
  // Enter takes the assistant of the newest cron.
  await api.createCron(null, { assistant_id: "report", schedule: "0 9 1 1 *", input: {}, enabled: false });
  const { workbench } = await openWindow({ settings: { "langgraphCrons.displayTimeZone": "Europe/Berlin" } });
  const view = new CronsView(workbench);
  await view.addConnection(agentServerUrl());
  const server = openTestServer(agentServerUrl());
  const before = new Set((await server.allCrons()).map(({ cron_id }) => cron_id));
  const { page, quickInput } = workbench;
  let presses = 0;
  const press = async (key: string) => {
    presses += 1;
    await page.keyboard.press(key);
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
  await quickInput.items.filter({ hasText: "Europe/Berlin · about 22 runs a month" }).waitFor();
  await takePicture(workbench, "quick-review");
  await press("Enter");

  await view.cron("report-weekdays").waitFor();
  await workbench.told(/“report-weekdays[-\d]*” on .*Created\. Next run: /);
  expect(presses).toBeLessThanOrEqual(mostPresses);
  const made = (await server.allCrons()).filter(({ cron_id }) => !before.has(cron_id));
  expect(await Promise.all(made.map(({ cron_id }) => server.getCron(cron_id)))).toMatchObject([
    {
      schedule: "0 9 * * 1-5",
      timezone: "Europe/Berlin",
      thread_id: null,
      on_run_completed: "keep",
      enabled: true,
      payload: { input: { messages: [{ role: "user", content: sentence }] } },
    },
  ]);
});

/** The line of a list that Enter takes. */
const marked = (page: Page) => page.locator(".monaco-list-row.focused");
