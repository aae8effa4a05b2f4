import { expect } from "vitest";
import { hasAegra, startAegra } from "../support/aegra";
import { CronForm } from "./pages/cronForm";
import { ServerApi } from "./serverApi";
import { test } from "./windowTest";

const address = /langgraph\.json is in this workspace/;
const review = "Enter tests and saves";
/** With seconds, which are the first field on this server: nobody waits for a minute to end. */
const schedule = "*/10 * * * * *";

test.skipIf(!hasAegra)(
  "On Aegra: from its address, as people type it, to a run of a cron in the tree",
  async ({ onTestFinished, connected }) => {
    const aegra = await startAegra({ name: "e2e" });
    onTestFinished(() => aegra.stop());
    const api = new ServerApi(aegra.url);
    const title = `Compatible ${crypto.randomUUID()}`;
    const threadId = await api.createThread(title);
    const { view, workbench } = connected;
    const { page, quickInput } = workbench;
    const form = new CronForm(workbench);

    await workbench.runCommand("Crons for LangGraph: Add Connection");
    await quickInput.type(address, new URL(aegra.url).host);
    await quickInput.message.getByText(`Used as ${aegra.url}.`).waitFor();
    await page.keyboard.press("Enter");
    await quickInput.accept(review);
    await view.show();
    await workbench.treeItem(new RegExp(`^Connection ${new URL(aegra.url).host}, chosen, 0\\.11\\.0`)).waitFor();

    await view.unfoldThreads();
    await view.takeFromMenu(view.thread(title), "Create Cron…");
    await form.waitForFocus();
    await form.type("name", "Watched look");
    await form.type("assistant_id", "look");
    await form.type("schedule", schedule);
    await form.type("input", '{ "topic": "x" }');
    await form.submit({ costs: true });

    await page.keyboard.press("Enter");
    // It may be due just then, or have its next run ahead: a cron that runs once a day shows the words.
    const cron = view.cron(/Watched look, .+, Every 10 seconds/);
    await view.waitForFocus(cron);
    const stored = await api.crons(threadId);
    expect(stored).toMatchObject([{ enabled: true, schedule }]);

    await expect
      .poll(() => api.runs(threadId), { timeout: 100_000, interval: 1000 })
      .toContainEqual(expect.objectContaining({ status: "success" }));
    await workbench.runCommand("Crons for LangGraph: Refresh");
    await view.unfoldRow(cron);
    await workbench
      .treeItem(/^Run .* ago, done/)
      .first()
      .waitFor();
  },
);
