import { expect } from "vitest";
import { isMarked } from "./pages/quickInput";
import type { ServerApi } from "./serverApi";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

const yearly = { input: {}, schedule: "0 9 1 1 *", timezone: "Europe/Berlin" };

async function makeCrons(server: ServerApi): Promise<void> {
  await server.removeAll();
  await server.createThatRan("crm-sync", { ...yearly, assistant_id: "needy" });
  await server.createThatRan("contract-renewal", { ...yearly, assistant_id: "ask" });
  await server.createThatRan("daily-report", { ...yearly, assistant_id: "look" });
  await server.createOnThread("quarterly-review", { ...yearly, assistant_id: "look", enabled: false });
  const sales = await server.createThread("Sales");
  for (const name of ["forecast", "pipeline"]) {
    await server.createCron(sales, { ...yearly, assistant_id: "look", metadata: { name } });
  }
  const managed = { mda_managed: true, mda_managed_by: "deploy", mda_schedule_owner: "ana" };
  const digest = { name: "kpi-digest", ...managed };
  await server.createCron(null, { ...yearly, assistant_id: "look", on_run_completed: "keep", metadata: digest });
  for (const title of ["Chat about taxes", "Chat about travel"]) await server.createThread(title);
}

test("By keyboard: what needs attention is seen first, crons are grouped, filtered and searched", async ({
  connected,
}) => {
  const { api, view, workbench } = connected;
  await makeCrons(api);
  await workbench.runCommand("Crons for LangGraph: Refresh");
  const { page, quickInput } = workbench;
  const { keyboard } = page;
  const message = page.locator(".sidebar .message");
  const rows = () =>
    page
      .locator(".sidebar")
      .getByRole("treeitem")
      .evaluateAll((all) => all.map((row) => row.ariaLabel));
  await workbench.treeItem(/^Connection .*, 2 crons need attention, /).waitFor();
  await view.cron("contract-renewal, waits for a person, next run in").waitFor();
  const begin = (await rows()).slice(1, 3).map((row) => row?.replace(/, next run .*/, ""));
  expect(begin.sort()).toEqual(["Cron contract-renewal, waits for a person", "Cron crm-sync, failed"]);
  expect((await rows()).at(-1)).toMatch(/^Threads without crons, 2/);
  await page
    .locator(".activitybar")
    .getByRole("tab", { name: /Crons for LangGraph.*2 crons need attention/ })
    .waitFor();
  await workbench.treeItem(/^Thread Sales, 2 crons, idle/).waitFor();
  await view.cron(/kpi-digest, .*, managed by Managed Deep Agents, owner ana/).waitFor();
  await workbench.widenSideBar(340);
  await takePicture(workbench, "tree-by-thread");
  await workbench.widenSideBar(200);
  await takePicture(workbench, "tree-narrow");
  await workbench.widenSideBar(340);

  await workbench.runCommand("Crons for LangGraph: Group Crons By…");
  await quickInput.choose("Group crons by what?", "Health");
  await workbench.treeItem(/^Failed, 1 cron needs attention, 1 cron/).waitFor();
  await workbench.treeItem(/^Scheduled, 4 crons/).waitFor();
  await takePicture(workbench, "tree-by-health");

  await workbench.runCommand("Crons for LangGraph: Filter Crons…");
  await quickInput.tick("Show only which crons?", "failed", "paused");
  await message.getByText("failed, paused · 2 of 7").waitFor();
  await workbench.treeItem(/^Scheduled/).waitFor({ state: "detached" });
  await workbench.treeItem(/^Paused, 1 cron/).waitFor();
  await takePicture(workbench, "tree-filtered");

  await workbench.runCommand("Crons for LangGraph: Search Threads and Crons");
  await quickInput.type(/^Words of an id/, "fail");
  await message.getByText("crons: 1 for “fail”").waitFor();
  await workbench.treeItem(/^Paused/).waitFor({ state: "detached" });
  await keyboard.press("Escape");
  await workbench.treeItem(/^Paused, 1 cron/).waitFor();
  await workbench.runCommand("Crons for LangGraph: Clear Filters");
  await workbench.treeItem(/^Scheduled, 4 crons/).waitFor();

  // What was chosen is there after a reload.
  await workbench.reload(/grouping[\\":]+health/, /filters[\\":{]+health[\\":]+\[\]/);
  await view.show();
  await workbench.treeItem(/^Failed, 1 cron needs attention, 1 cron/).waitFor();
  await workbench.runCommand("Crons for LangGraph: Group Crons By…");
  await quickInput.choose("Group crons by what?", "Thread");
  await workbench.treeItem(/^Thread Sales, 2 crons, idle/).waitFor();
  // One row for both: the thread's commands work on the cron.
  await view.focusRow(view.cron("daily-report"));
  await keyboard.press("Shift+F10");
  await page.getByRole("menuitem", { name: "Copy Thread ID" }).waitFor();
  await page.getByRole("menuitem", { name: "Create Cron…" }).waitFor();
  await keyboard.press("Escape");
  await workbench.widenSideBar(300);
});

test("By keyboard: of a thread with 620 crons the first 500 are shown, then the others, where the focus goes on", async ({
  connected,
}) => {
  const { api: server, view, workbench } = connected;
  await server.createThread("Without crons");
  const thread = await server.createThread("Bulk import");
  const make = (n: number) =>
    server.createCron(thread, {
      ...yearly,
      assistant_id: "look",
      metadata: { name: `import-${String(n).padStart(3, "0")}` },
    });
  for (let at = 0; at < 620; at += 20) await Promise.all(Array.from({ length: 20 }, (_, n) => make(at + n)));
  await workbench.runCommand("Crons for LangGraph: Refresh");
  const { keyboard } = workbench.page;
  await view.unfoldRow(view.thread("Bulk import"));
  const more = workbench.treeItem("Show 120 more…");
  await view.cron("import-000").waitFor();
  // Few rows stand below it.
  await keyboard.press("End");
  await view.waitForFocus(workbench.treeItem(/^Threads without crons/));
  for (let row = 0; row < 50 && !((await more.isVisible()) && (await isMarked(more))); row++) {
    await keyboard.press("ArrowUp");
  }
  await takePicture(workbench, "tree-more");
  await keyboard.press("Enter");
  await more.waitFor({ state: "detached" });
  const marked = workbench.page.locator(".sidebar .monaco-list-row.focused");
  await expect.poll(() => marked.getAttribute("aria-label")).toMatch(/^Cron import-\d+/);
  expect(await marked.getAttribute("aria-posinset")).toBe("501");
  await takePicture(workbench, "tree-more-shown", ["light"]);
});
