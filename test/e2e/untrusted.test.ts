import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { agentServerUrl } from "../support/agentServerUrl";
import { sampleWorkspace } from "../support/paths";
import { openWorkbench } from "./openWorkbench";
import { CronForm } from "./pages/cronForm";
import { CronsView } from "./pages/cronsView";
import { ServerApi } from "./serverApi";
import { startTreatingProxy } from "./treatingProxy";

async function copyOfTheSample(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "langgraph-crons-stranger-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await cp(sampleWorkspace, folder, { recursive: true });
  return folder;
}

test("An untrusted workspace gets its spec files checked, and sends nothing to known servers", async () => {
  // The tree shows a connection once its server has something to show.
  await new ServerApi(agentServerUrl()).createThread("Seen before");
  const proxy = await startTreatingProxy(agentServerUrl());
  const { workbench } = await openWorkbench({ name: "untrusted", trusted: false });
  const { editor, page } = workbench;
  const view = new CronsView(workbench);
  const form = new CronForm(workbench);
  await page.locator(".part.banner").getByRole("button", { name: "Manage" }).click();
  await page.getByRole("button", { name: "Trust", exact: true }).click();
  await page.getByText("You trust this folder").waitFor();
  await workbench.open();
  await view.addConnection(proxy.url);

  const stranger = await copyOfTheSample();
  const file = join(stranger, "crons", "heartbeat.cron.json");
  const change = async (from: string, to: string) => writeFile(file, (await readFile(file, "utf8")).replace(from, to));
  await change("* * * * *", "61 * * * *");
  const before = proxy.seen.length;
  expect(before).toBeGreaterThan(0);
  await workbench.open(stranger);
  await view.show();
  await workbench.welcome.getByText("until you trust this workspace").waitFor();
  await workbench.openFile("heartbeat.cron.json");
  await editor.lens(/Can't be submitted/).waitFor();
  await editor.squiggles("error").first().waitFor();
  await change("61 * * * *", "7 * * * *");
  await editor.lens(/^At 7 minutes past the hour/).waitFor();
  await editor.lens("Trust the workspace to submit").waitFor();

  await workbench.runCommand("Crons for LangGraph: Submit Cron Spec");
  // A toast goes by itself; the list keeps what it said.
  await workbench.runCommand("Notifications: Show Notifications");
  const refusal = page.locator(".notifications-center .notification-list-item");
  await refusal.getByText("Nothing is sent to a server, and no key is read, until you trust this").waitFor();
  await refusal.getByRole("button", { name: "Manage Workspace Trust" }).waitFor();
  await workbench.runCommand("Crons for LangGraph: Open Cron Spec in Form");
  await form.frame.getByText("This workspace is not trusted").waitFor();
  await page.keyboard.press("ControlOrMeta+Enter");
  await form.footer.getByText("until you trust this workspace").waitFor();
  expect(proxy.seen.slice(before)).toEqual([]);
});
