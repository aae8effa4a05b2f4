import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import { makeSampleThreads } from "../../scripts/start/sampleThreads.mjs";
import type { JsonObject } from "../../src/core/base/json";
import { startAgentServer } from "../support/agentServer";
import { filmMainPath, writeFilmedSpec } from "./filmMainPath";
import { CronForm } from "./pages/cronForm";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

const threads = {
  reports: "7d2a4c10-5b0e-4f6a-9c61-2f8e1a3b5c01",
  pulse: "7d2a4c10-5b0e-4f6a-9c61-2f8e1a3b5c02",
  reviews: "7d2a4c10-5b0e-4f6a-9c61-2f8e1a3b5c03",
};

const everyTheme = ["light", "dark", "high-contrast", "high-contrast-light"] as const;

const size = { width: 1400, height: 900 };

/** Nothing that moves by itself, or has to do with the test's machine. */
const settings = {
  "editor.cursorBlinking": "solid",
  "editor.minimap.enabled": false,
  "editor.scrollBeyondLastLine": false,
  "remote.autoForwardPorts": false,
};

/** What somebody sees after a few weeks: crons in several states, with and without a thread, and a run. */
async function furnish(url: string): Promise<void> {
  const api = new ServerApi(url);
  const create = (thread: string | null, name: string, cron: JsonObject) =>
    api.createCron(thread, { input: {}, metadata: { langgraph_crons_name: name }, ...cron });
  await makeSampleThreads(url);
  await api.createThread("Billing questions");
  const report = { assistant_id: "report", timezone: "Europe/Berlin" };
  await create(threads.reports, "morning-report", { ...report, schedule: "30 7 * * 1-5" });
  await create(threads.reports, "friday-digest", { ...report, schedule: "0 16 * * fri" });
  await create(threads.reviews, "quarterly-review", { ...report, schedule: "0 9 1 1,4,7,10 *", enabled: false });
  await create(null, "sunday-summary", { ...report, schedule: "0 18 * * sun" });
  const beat = await create(threads.pulse, "heartbeat", { assistant_id: "heartbeat", schedule: "*/15 * * * *" });
  await api.run(threads.pulse, "heartbeat", beat.cron_id);
}

test("Tree, spec files and form as the README shows them, in every kind of theme", async ({ openWindow }) => {
  const server = await startAgentServer({ name: "pictures" });
  onTestFinished(() => server.stop());
  await furnish(server.url);
  const { workbench, workspace } = await openWindow({ settings });
  await writeFilmedSpec(workspace, threads.reports);
  const { editor, page } = workbench;
  const view = new CronsView(workbench);
  const form = new CronForm(workbench);
  await page.setViewportSize(size);
  await view.show();
  await view.addConnection(server.url);
  await workbench.widenSideBar(420);
  await workbench.expand(view.cron("heartbeat"));
  // A test that goes past a quarter of an hour sees a second one.
  await workbench
    .treeItem(/^Run .* done/)
    .first()
    .waitFor();

  await workbench.openFile("morning-report.cron.json");
  await editor.lens(/Submit to/).waitFor();
  await takePicture(workbench, "overview", everyTheme);
  await filmMainPath(workbench, view);
  await page.setViewportSize(size);
  await workbench.widenSideBar(420);

  const file = join(workspace, "crons", "housekeeping.cron.json");
  await writeFile(file, (await readFile(file, "utf8")).replace("15 2 * * *", "15 2 31 2 *"));
  await workbench.openFile("housekeeping.cron.json");
  await editor.lens(/Can't be submitted/).waitFor();
  await workbench.runCommand("Go to Next Problem (Error, Warning, Info)");
  await takePicture(workbench, "spec", everyTheme);

  await view.takeFromMenu(view.thread("Morning reports"), "Create Cron…");
  await form.waitForFocus();
  await form.type("schedule", "0 9 * * mon-fri");
  await form.type("timezone", "America/New_York");
  await form.tabTo(form.field("end_time"));
  await form.preview.getByText("9:00 AM").first().waitFor();
  expect(await form.isInSight(form.field("end_time"))).toBe(true);
  await form.section("When").evaluate((heading) => heading.scrollIntoView());
  await takePicture(workbench, "form", everyTheme);
});
