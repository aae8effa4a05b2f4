import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import { runCommand } from "../../platform/app/app";
import { confirm } from "../../platform/host/confirm";
import type { Connection } from "../../platform/servers/connections/connection";
import { refOf } from "../../platform/servers/cronRef";
import { plainText } from "../../platform/words/plainText";
import { type ChosenCrons, type CronServices, distinctTitle, refsOf } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { failureOf } from "./outcomes";
import { showStarted } from "./showStarted";

/** Starts one run of a cron, shows it in the tree, and tells the run's id. */
export async function runCronNow({ actions, servers }: CronServices, chosen: ChosenCrons): Promise<void> {
  const { connection } = chosen;
  const [cron] = chosen.crons;
  const [ref] = refsOf(chosen);
  if (cron === undefined || ref === undefined || !(await confirmRun(connection, cron))) return;
  const title = vscode.l10n.t("Starting a run of “{0}”…", distinctTitle(cron));
  const location = vscode.ProgressLocation.Window;
  const outcome = await vscode.window.withProgress({ location, title }, () => actions.runNow(ref));
  if (outcome.kind !== "started") throw failureOf(outcome);
  const { run } = outcome;
  await showStarted(servers, connection);
  void tell(connection, cron, plainText(run.run_id), plainText(run.thread_id));
}

/** Only a production server asks: the run starts at once, and costs money. */
async function confirmRun(connection: Connection, cron: Cron): Promise<boolean> {
  if (!connection.production) return true;
  return confirm(
    vscode.l10n.t("Run “{0}” now on {1}?", distinctTitle(cron), plainText(connection.name)),
    [vscode.l10n.t("A run starts now, in addition to the scheduled ones."), ...productionLines(connection)],
    vscode.l10n.t("Run Now"),
  );
}

async function tell(connection: Connection, cron: Cron, runId: string, threadId: string): Promise<void> {
  const show = vscode.l10n.t("Show in Tree");
  const words = vscode.l10n.t("Run {0} of “{1}” was started on thread {2}.", runId, distinctTitle(cron), threadId);
  if ((await vscode.window.showInformationMessage(words, show)) === show) {
    await runCommand("langgraphCrons.explorer.reveal", refOf(connection, cron));
  }
}
