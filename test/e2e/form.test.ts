import { expect, inject, test } from "vitest";
import { openWorkbench } from "./openWorkbench";
import { CronForm } from "./pages/cronForm";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";

test("a cron made in the form on a thread is in the tree, and fires", async ({ onTestFinished }) => {
  const url = inject("agentServerUrl");
  const api = new ServerApi(url);
  const threadId = await api.createThread("Watched pulse");
  onTestFinished(() => api.removeCrons(threadId));

  const { workbench } = await openWorkbench({ name: "form" });
  const view = new CronsView(workbench);
  await view.show();
  await view.addConnection(url);
  await workbench.contextMenu(view.thread("Watched pulse"), "Create Cron…");

  const form = new CronForm(workbench);
  await form.fill("schedule", "* * * * *");
  await form.preview.getByText("Every minute").waitFor();
  await form.frame.getByText("Runs come 60 seconds apart").waitFor();
  await form.fill("assistant_id", "heartbeat");
  await form.fill("input", '{ "source": "form" }');
  await form.field("schedule").scrollIntoViewIfNeeded();
  await takePicture(workbench, "form");
  await form.create.click();
  await form.frame.getByRole("button", { name: "Reveal in Tree" }).click();
  await view.cron("* * * * *").waitFor();
  const crons = await api.crons(threadId);
  expect(crons.map(({ enabled, schedule }) => ({ enabled, schedule }))).toEqual([
    { enabled: true, schedule: "* * * * *" },
  ]);
  await takePicture(workbench, "tree");

  const cronId = crons[0]?.cron_id;
  const firedBy = async () => (await api.runs(threadId)).map(({ kwargs }) => kwargs.config.configurable.cron_id);
  await expect.poll(firedBy, { timeout: 100_000, interval: 1000 }).toContain(cronId);
});
