import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inject, test } from "vitest";
import { openTestServer } from "../support/testServer";
import { openWorkbench } from "./openWorkbench";
import { CronsView } from "./pages/cronsView";

const spec = {
  thread_id: null,
  assistant_id: "report",
  schedule: "0 9 * * 1-5",
  timezone: "Europe/Berlin",
  input: { topic: "the day" },
};

/** Without `autoReveal`: a file that has opened late would take the place of the files that were selected meanwhile. */
const settings = { "files.autoSave": "off", "explorer.autoReveal": false };

const server = openTestServer(inject("agentServerUrl"));
const cronsNamed = (name: string) =>
  server.searchCrons({ metadata: { langgraph_crons_name: name }, limit: 10, offset: 0 });

test("a person mends a schedule, submits, edits, submits again, and submits several files", async ({
  expect,
  onTestFinished,
}) => {
  const { workbench, workspace } = await openWorkbench({ name: "specEditing", settings });
  const write = (name: string, content: object) =>
    writeFile(join(workspace, `${name}.cron.json`), JSON.stringify(content, undefined, 2));
  await write("daily", { ...spec, schedule: "0 9 * * mon-friday" });
  await write("weekly", { ...spec, schedule: "0 18 * * sun" });
  const { editor, page } = workbench;

  onTestFinished(async () => {
    for (const cron of [...(await cronsNamed("daily")), ...(await cronsNamed("weekly"))]) {
      await server.deleteCron(cron.cron_id);
    }
  });
  // The tree shows a connection once its server has something to show.
  await server.createThread();
  const view = new CronsView(workbench);
  await view.show();
  await view.addConnection(inject("agentServerUrl"));

  await workbench.openFile("daily.cron.json");
  await editor.lens(/Not submittable/).waitFor();
  await editor.squiggles("error").first().waitFor();
  await editor.clickLens(/Not submittable/);
  await workbench.statusBar.getByText("Ln 4, Col 34 (10 selected)").waitFor();
  await page.keyboard.press("ControlOrMeta+.");
  await page.getByText("Replace with “mon-fri”").click();
  await editor.lens(/At 09:00 AM, Monday through Friday · next/).waitFor();

  await editor.clickLens(/Submit to/);
  await editor.lens(/^Created/).waitFor();
  expect(await cronsNamed("daily")).toHaveLength(1);

  await editor.text.getByText("report").dblclick();
  await page.keyboard.type("heartbeat");
  await editor.clickLens(/Submit to/);
  await workbench.confirm("Delete and Create Anew");
  await editor.lens(/Deleted and created anew, because of assistant_id/).waitFor();
  expect(await cronsNamed("daily")).toHaveLength(1);
  await editor.save();

  const file = (name: string) => page.locator(".explorer-folders-view").getByRole("treeitem", { name });
  await page
    .locator(".activitybar")
    .getByRole("tab", { name: /Explorer/ })
    .click();
  await file("daily.cron.json").click();
  await file("weekly.cron.json").click({ modifiers: ["ControlOrMeta"] });
  for (const name of ["daily", "weekly"]) {
    await expect.poll(() => file(`${name}.cron.json`).getAttribute("aria-selected")).toBe("true");
  }
  await file("weekly.cron.json").click({ button: "right" });
  await page.getByRole("menuitem", { name: "Submit Cron Spec" }).click();
  await workbench.confirm("Submit");
  await expect.poll(() => cronsNamed("weekly"), { timeout: 30_000 }).toMatchObject([{ enabled: true }]);
  // A toast goes by itself; the list keeps what it said.
  await workbench.runCommand("Notifications: Show Notifications");
  const told = page.locator(".notifications-center").getByText(/“daily”: Unchanged.*“weekly”: Created/);
  await told.first().waitFor();
  expect(await cronsNamed("daily")).toHaveLength(1);
});
