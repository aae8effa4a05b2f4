import * as vscode from "vscode";
import { type App, runCommand } from "../../platform/app/app";
import type { CronTarget } from "../../platform/app/editorCommands";
import type { TreeNode } from "../../platform/app/treeNode";
import { askConnection } from "../../platform/ask/askConnection";
import { withViewProgress } from "../../platform/host/progress";
import { requireTrust } from "../../platform/host/trust";
import { chooseCrons } from "./chooseCrons";
import { type CronQuestion, type CronServices, type PickServices, refsOf } from "./chosenCrons";
import { confirmDelete, confirmSwitch } from "./confirmChange";
import type * as cronTasks from "./cronTasks";
import { isDeleted, isSwitched, requireDone } from "./outcomes";

/** Commands on a cron or a thread that don't open anything. */
export function registerCronActions(
  app: App,
  services: PickServices,
  load: () => Promise<typeof cronTasks>,
): vscode.Disposable {
  const { actions } = services;
  return vscode.Disposable.from(
    app.command("langgraphCrons.cron.copyId", async (target) => {
      const question = { placeHolder: vscode.l10n.t("Copy the id of which cron?"), suits: () => true };
      const [chosen] = await chooseCrons(services, target, undefined, question, load);
      await copy(chosen?.crons[0]?.cron_id);
    }),
    app.command("langgraphCrons.cron.delete", async (target, rows) => {
      const question = { placeHolder: vscode.l10n.t("Delete which crons?"), suits: () => true, several: true } as const;
      for (const chosen of await chooseCrons(services, target, rows, question, load)) {
        if (await confirmDelete(chosen)) {
          await withViewProgress(async () => requireDone(await actions.delete(refsOf(chosen)), isDeleted));
        }
      }
    }),
    app.command("langgraphCrons.cron.pause", (target, rows) => switchCrons(services, target, rows, false, load)),
    app.command("langgraphCrons.cron.resume", (target, rows) => switchCrons(services, target, rows, true, load)),
    app.command("langgraphCrons.cron.runNow", async (target) => {
      const question = { placeHolder: vscode.l10n.t("Run which cron now?"), suits: () => true };
      const [chosen] = await chooseCrons(services, target, undefined, question, load);
      if (chosen !== undefined) await (await load()).runCronNow(services, chosen);
    }),
    app.command("langgraphCrons.cron.export", async (target) => {
      const question = { placeHolder: vscode.l10n.t("Export which cron?"), suits: () => true };
      const [chosen] = await chooseCrons(services, target, undefined, question, load);
      if (chosen !== undefined) await (await load()).exportToFile(services, chosen);
    }),
    app.command("langgraphCrons.thread.create", (node) => createThread(services, node)),
    app.command("langgraphCrons.thread.copyId", async (node) => {
      requireTrust();
      const near = node ?? services.selection()[0];
      await copy(node?.kind === "thread" ? node.thread.thread_id : await (await load()).pickThread(services, near));
    }),
  );
}

async function switchCrons(
  services: PickServices,
  target: CronTarget | undefined,
  rows: readonly TreeNode[] | undefined,
  enabled: boolean,
  load: () => Promise<typeof cronTasks>,
): Promise<void> {
  const placeHolder = enabled ? vscode.l10n.t("Resume which crons?") : vscode.l10n.t("Pause which crons?");
  const question: CronQuestion = { placeHolder, suits: (cron) => cron.enabled !== enabled, several: true };
  for (const chosen of await chooseCrons(services, target, rows, question, load)) {
    if (await confirmSwitch(chosen, enabled)) {
      await withViewProgress(async () =>
        requireDone(await services.actions.setEnabled(refsOf(chosen), enabled), isSwitched),
      );
    }
  }
}

async function createThread({ connections, servers }: CronServices, node: TreeNode | undefined): Promise<void> {
  requireTrust();
  const connection = await askConnection(connections, node, vscode.l10n.t("Create a thread on which server?"));
  if (connection !== undefined) {
    await withViewProgress(async () => (await servers.server(connection)).createThread());
    await runCommand("langgraphCrons.explorer.refresh", { kind: "connection", connection });
  }
}

async function copy(id: string | undefined): Promise<void> {
  if (id !== undefined) {
    await vscode.env.clipboard.writeText(id);
    vscode.window.setStatusBarMessage(vscode.l10n.t("Copied {0}", id), 3_000);
  }
}
