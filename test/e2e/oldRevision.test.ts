import { execFileSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { test } from "./windowTest";

test("An old revision of a spec can't be submitted; the file itself can", async ({ connected }) => {
  const { workbench, workspace } = connected;
  const git = (...args: readonly string[]) => {
    const who = ["-c", "user.name=Somebody", "-c", "user.email=somebody@example.com"];
    execFileSync("git", [...who, ...args], { cwd: workspace, stdio: "ignore" });
  };
  const file = join(workspace, "crons", "morning-report.cron.json");
  git("init");
  git("add", ".");
  git("commit", "-m", "first");
  await writeFile(file, (await readFile(file, "utf8")).replace("30 7", "45 7"));
  git("add", ".");
  const { editor, page } = workbench;
  await workbench.statusBar.getByText(/(main|master)\+/).waitFor();
  const buttons = page.locator(".editor-group-container.active .editor-actions");
  const submit = buttons.getByRole("button", { name: "Submit Cron Spec" });

  await workbench.openFile("morning-report.cron.json");
  await editor.lens(/Submit to/).waitFor();
  await submit.waitFor();
  await workbench.runCommand("Git: Open File (HEAD)");
  await page.getByRole("tab", { name: "morning-report.cron.json (HEAD)" }).waitFor();
  await editor.text.getByText("30 7 * * 1-5").waitFor();
  await submit.waitFor({ state: "hidden" });
  expect(await editor.lenses.count()).toBe(0);
  await workbench.runCommand("Crons for LangGraph: Submit Cron Spec");
  await workbench.runCommand("Notifications: Show Notifications");
  const told = page.locator(".notifications-center").getByText(/is only a copy that the editor shows \(git\)/);
  await told.first().waitFor();
});
