import * as vscode from "vscode";
import { type App, runCommand } from "../../platform/app/app";
import type { TreeNode } from "../../platform/app/treeNode";
import { lazily } from "../../platform/host/lazily";
import { requireTrust } from "../../platform/host/trust";
import type { CronPageParts } from "./cronSubject";
import type { CronTabs } from "./cronTabs";

const viewType = "langgraphCrons.cron";

/** The page of a cron, and the key that opens the page of a row with the focus in it. */
export function registerCronPage(
  app: App,
  parts: CronPageParts & { readonly selection: () => readonly TreeNode[] },
  load: () => Promise<typeof CronTabs>,
): vscode.Disposable {
  const pages = lazily(async () => app.own(new (await load())(app, parts, viewType)));
  return vscode.Disposable.from(
    vscode.window.registerWebviewPanelSerializer(viewType, {
      deserializeWebviewPanel: async (panel, saved: unknown) => (await pages()).restore(panel, saved),
    }),
    app.command("langgraphCrons.cron.page", async (target, opening = "glance") => {
      requireTrust();
      (await pages()).open(target, opening);
    }),
    app.command("langgraphCrons.explorer.open", async () => {
      await vscode.commands.executeCommand("list.select");
      const [row] = parts.selection();
      if (row?.kind === "cron") await runCommand("langgraphCrons.cron.page", row, "look");
      if (row?.kind === "run") await runCommand("langgraphCrons.run.open", row, "look");
    }),
  );
}
