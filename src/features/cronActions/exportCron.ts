import * as vscode from "vscode";
import type { JsonObject } from "../../core/json";
import { readFresh } from "../../core/lifecycle/findCrons";
import { nameCron } from "../../core/lifecycle/nameCron";
import type { AgentServer } from "../../core/server/agentServer";
import type { Cron } from "../../core/server/cron";
import { largestPage } from "../../core/server/largestPage";
import { cronToArguments } from "../../core/spec/cronToArguments";
import { exportCron } from "../../core/spec/exportCron";
import { plainFileName } from "../../core/spec/specNameOfFile";
import { askSpecFile } from "../../platform/askSpecFile";
import { confirm } from "../../platform/confirm";
import type { Connection } from "../../platform/connection";
import { cronName } from "../../platform/cronName";
import { defaultSpecName } from "../../platform/defaultSpecName";
import { plainText } from "../../platform/plainText";
import { productionLines } from "./confirmChange";
import { type ChosenCrons, type CronServices, cronTitle } from "./cronNodes";

/** Asks for a file and writes the cron into it. */
export async function exportToFile(services: CronServices, { connection, crons }: ChosenCrons): Promise<void> {
  const [cron] = crons;
  if (cron === undefined) return;
  const name = plainFileName(cronName(cron) ?? "") || vscode.l10n.t("my-cron");
  const file = await askSpecFile(vscode.l10n.t("Export “{0}” to", cronTitle(cron)), name);
  if (file === undefined) return;
  const confirmName = (specName: string) => confirmNaming(connection, cron, specName);
  if (await writeCron(services, connection, cron.cron_id, file, confirmName)) {
    await vscode.window.showTextDocument(file, { preview: false });
  }
}

/**
 * Writes a cron, as the server has it now, into a spec file that a submit finds it by: one that has no spec's name gets
 * the file's, after asking. So the file is in sync with it, and never makes a second cron. False where that was declined.
 */
export async function writeCron(
  { crons }: CronServices,
  connection: Connection,
  cronId: string,
  file: vscode.Uri,
  confirmName: (name: string) => Promise<boolean>,
): Promise<boolean> {
  const server = await crons.server(connection);
  const fileSpecName = defaultSpecName(file);
  const { name } = cronToArguments(await readFresh(server, cronId));
  if (name === null && !(await confirmName(fileSpecName))) return false;
  // Read after the question: meanwhile it may have been changed.
  const cron = await readFresh(server, cronId);
  const spec = exportCron(cron, await server.searchAssistants({ limit: largestPage, offset: 0 }));
  if (!spec.ok) throw new Error(unsayable(spec.failure));
  if (name === null) {
    await giveName(server, cron, fileSpecName);
    if (crons.state(connection).kind === "ready") await crons.refresh(connection);
  }
  const named: JsonObject = name === null || name === fileSpecName ? spec.value : { name, ...spec.value };
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${JSON.stringify(named, null, 2)}\n`));
  return true;
}

async function giveName(server: AgentServer, cron: Cron, name: string): Promise<void> {
  const named = await nameCron(server, cron, name);
  if (named.kind === "taken") {
    const words = vscode.l10n.t("The server has a cron “{0}” already. Choose another file name.", plainText(name));
    throw new Error(words);
  }
}

function confirmNaming(connection: Connection, cron: Cron, name: string): Promise<boolean> {
  return confirm(
    vscode.l10n.t("Name the cron “{0}” on {1}?", plainText(name), plainText(connection.name)),
    [
      cronTitle(cron),
      vscode.l10n.t(
        "The name is written into the cron's metadata (langgraph_crons_name), so that a submit of the file updates this cron instead of creating a second one that runs too.",
      ),
      ...productionLines(connection),
    ],
    vscode.l10n.t("Name and Export"),
  );
}

function unsayable(parameter: string): string {
  return vscode.l10n.t(
    "The cron can't be written to a file: its {0} has a text with a placeholder, and a submit of the file would fill that in.",
    parameter,
  );
}
