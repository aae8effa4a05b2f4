import { expect } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { CronForm } from "./pages/cronForm";
import { ServerApi } from "./serverApi";
import { test } from "./windowTest";

/** With seconds, as the last field: the server looks every few seconds, and nobody waits for a minute to end. */
const schedule = "* * * * * */10";

test("A cron created in the form without a mouse runs, shows its run in the tree, and is deleted", async ({
  connected,
}) => {
  const { view, workbench } = connected;
  const { page } = workbench;
  const api = new ServerApi(agentServerUrl());
  const title = `Watched pulse ${crypto.randomUUID()}`;
  const threadId = await api.createThread(title);
  const form = new CronForm(workbench);
  await workbench.runCommand("Crons for LangGraph: Refresh");

  await view.unfoldThreads();
  await view.takeFromMenu(view.thread(title), "Create Cron…");
  await form.waitForFocus();
  await form.type("name", "Watched pulse");
  await form.type("assistant_id", "heartbeat");
  await form.type("schedule", schedule);
  await form.preview.getByText("Every 10 seconds").waitFor();
  expect(await form.isInSight(form.field("schedule"))).toBe(true);
  await form.type("input", '{ "source": "form" }');
  await form.submit({ costs: true });

  await page.keyboard.press("Enter");
  // It may be due just then, or have its next run ahead: a cron that runs once a day shows the words.
  const cron = view.cron(/Watched pulse, .+, Every 10 seconds/);
  await view.waitForFocus(cron);
  // The thread's only cron stands for the thread.
  await view.cron(new RegExp(`Watched pulse, .+, thread ${title}`)).waitFor();
  const [stored, ...others] = await api.crons(threadId);
  expect(others).toEqual([]);
  expect(stored).toMatchObject({ enabled: true, schedule });

  const runs = async () =>
    (await api.runs(threadId))
      .filter(({ status }) => status === "success")
      .map(({ kwargs }) => kwargs.config.configurable.cron_id);
  await expect.poll(runs, { timeout: 100_000, interval: 1000 }).toContain(stored?.cron_id);
  await workbench.runCommand("Crons for LangGraph: Refresh");
  await view.unfoldRow(cron);
  await workbench
    .treeItem(/^Run .* ago, done/)
    .first()
    .waitFor();

  await view.focusRow(cron);
  await page.keyboard.press("Delete");
  const question = "Delete the cron “Watched pulse";
  await workbench.answerDialog(question, "Escape");
  expect(await api.crons(threadId)).toHaveLength(1);
  await page.keyboard.press("Delete");
  await workbench.answerDialog(question, "Enter");
  await cron.waitFor({ state: "detached" });
  await view.unfoldThreads();
  await workbench.treeItem(new RegExp(`^Thread ${title}, no crons`)).waitFor();
  expect(await api.crons(threadId)).toEqual([]);
});
