import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { agentServerUrl } from "../support/agentServerUrl";
import { openTestServer } from "../support/testServer";
import { until } from "./pages/until";
import { takePicture } from "./takePicture";
import { test } from "./windowTest";

const spec = {
  thread_id: null,
  assistant_id: "report",
  schedule: "0 9 * * 1-5",
  timezone: "Europe/Berlin",
  input: { topic: "the day" },
};

const server = openTestServer(agentServerUrl());
const cronsNamed = (name: string) =>
  server.searchCrons({ metadata: { langgraph_crons_name: name }, limit: 10, offset: 0 });

/** Line and column of the weekdays in the schedule of `spec`, as JSON with two blanks. */
const weekdays = { place: "4:24", length: 3 };

test("A broken schedule is typed, fixed, submitted, changed, compared and submitted again", async ({
  connected,
  expect,
}) => {
  const { workbench, workspace } = connected;
  const write = (name: string, content: object) =>
    writeFile(join(workspace, `${name}.cron.json`), JSON.stringify(content, undefined, 2));
  await write("daily", spec);
  await write("weekly", { ...spec, schedule: "0 18 * * sun" });
  const { editor, page } = workbench;
  const { keyboard } = page;

  await workbench.openFile("daily.cron.json");
  await editor.lens("not submitted").waitFor();
  await editor.select(weekdays.place, weekdays.length);
  await keyboard.type("mon-friday");
  await editor.squiggles("error").first().waitFor();
  await editor.clickLens(/Can't be submitted/, workbench.statusBar.getByText("Ln 4, Col 34 (10 selected)"));
  await (await editor.openFixes("Replace with “mon-fri”")).click();
  await editor.lens(/At 9:00 AM, Monday through Friday · next/).waitFor();
  await editor.text.getByText("0 9 * * mon-fri").hover();
  const hover = page.locator(".monaco-hover").filter({ hasText: "Monday through Friday" });
  await hover.waitFor();
  expect(await hover.locator("tbody tr").count()).toBe(10);
  await keyboard.press("Escape");
  await editor.save();

  await editor.clickLens(/Submit to/, editor.lens(/Submitting|Created|Updated/));
  await editor.lens("in sync").waitFor();
  expect(await cronsNamed("daily")).toHaveLength(1);
  await takePicture(workbench, "spec-in-sync", ["light", "dark"]);

  await editor.select("4:16", 1);
  await keyboard.type("5");
  await editor.lens("differs in schedule").waitFor();
  await editor.clickLens("Diff", page.locator(".monaco-diff-editor .line-insert"));
  await takePicture(workbench, "spec-diff", ["light", "dark"]);
  await keyboard.press("ControlOrMeta+W");
  await editor.clickLens(/Submit to/, editor.lens(/Submitting|Created|Updated/));
  await editor.lens("in sync").waitFor();
  expect(await cronsNamed("daily")).toMatchObject([{ schedule: "5 9 * * mon-fri" }]);
  await editor.save();

  await editor.text.getByText("report").dblclick();
  await keyboard.type("heartbeat");
  await editor.lens("differs in assistant_id").waitFor();
  await editor.clickLens(/Submit to/, workbench.dialog);
  // The server says that this graph has no use for the input.
  await workbench.confirm("Submit Anyway");
  await workbench.confirm("Delete and Recreate");
  await editor.lens(/Deleted and recreated, because of assistant_id/).waitFor();
  expect(await cronsNamed("daily")).toHaveLength(1);
  await editor.save();

  const file = (name: string) => page.locator(".explorer-folders-view").getByRole("treeitem", { name });
  await page
    .locator(".activitybar")
    .getByRole("tab", { name: /Explorer/ })
    .click();
  const isSelected = async (name: string) => (await file(name).getAttribute("aria-selected")) === "true";
  // Again if a click came while the first file's editor took the focus.
  await until(async () => {
    await file("daily.cron.json").click();
    await file("weekly.cron.json").click({ modifiers: ["ControlOrMeta"] });
    return (await isSelected("daily.cron.json")) && (await isSelected("weekly.cron.json"));
  });
  await file("weekly.cron.json").click({ button: "right" });
  await workbench.takeFromMenu("Submit Cron Spec");
  await workbench.confirm("Submit");
  await expect.poll(() => cronsNamed("weekly"), { timeout: 30_000 }).toMatchObject([{ enabled: true }]);
  // A toast goes by itself; the list keeps what it said.
  await workbench.runCommand("Notifications: Show Notifications");
  const told = page.locator(".notifications-center").getByText(/“daily”: Unchanged.*“weekly”: Created/);
  await told.first().waitFor();
  expect(await cronsNamed("daily")).toHaveLength(1);
});
