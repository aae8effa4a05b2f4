import * as vscode from "vscode";
import type { JsonObject } from "../../core/base/json";
import type { Cron } from "../../core/server/cron";
import { plainFileName } from "../../core/specFile/specNameOfFile";
import { askSpecFile } from "../../platform/ask/askSpecFile";
import { confirm } from "../../platform/host/confirm";
import type { Connection } from "../../platform/servers/connections/connection";
import type { CronActions } from "../../platform/servers/cronActions";
import type { CronRef } from "../../platform/servers/cronRef";
import { cronName } from "../../platform/words/cronName";
import { defaultSpecName } from "../../platform/words/defaultSpecName";
import { plainText } from "../../platform/words/plainText";
import { type ChosenCrons, type CronServices, cronTitle, refsOf } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { failureOf } from "./outcomes";

/** Asks for a file and writes the cron to it. */
export async function exportToFile(services: CronServices, chosen: ChosenCrons): Promise<void> {
  const { connection } = chosen;
  const [cron] = chosen.crons;
  const [ref] = refsOf(chosen);
  if (cron === undefined || ref === undefined) return;
  const name = plainFileName(cronName(cron) ?? "") || vscode.l10n.t("my-cron");
  const file = await askSpecFile(vscode.l10n.t("Export “{0}” to", cronTitle(cron)), name);
  if (file === undefined) return;
  const confirmName = (specName: string) => confirmNaming(connection, cron, specName);
  if (await writeCron(services, ref, file, confirmName)) {
    await vscode.window.showTextDocument(file, { preview: false });
  }
}

/**
 * Writes a cron, as it is on the server now, to a spec file whose submit will find it: a cron without a spec's name
 * gets the file's name, after asking. So the file is in sync, and never creates a second cron. False if declined.
 */
export async function writeCron(
  { actions }: Pick<CronServices, "actions">,
  ref: CronRef,
  file: vscode.Uri,
  confirmName: (name: string) => Promise<boolean>,
): Promise<boolean> {
  const fileSpecName = defaultSpecName(file);
  const { name } = await readCron(actions, ref);
  if (name === null && !(await confirmName(fileSpecName))) return false;
  // Read after the question, because it may have changed in the meantime.
  const { cron, spec } = await readCron(actions, ref);
  if (name === null) await giveName(actions, ref, cron, fileSpecName);
  const named: JsonObject = name === null || name === fileSpecName ? spec : { name, ...spec };
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${JSON.stringify(named, null, 2)}\n`));
  return true;
}

async function readCron(actions: CronActions, ref: CronRef) {
  const outcome = await actions.read(ref);
  if (outcome.kind === "unsayable") throw new Error(unsayable(outcome.parameter));
  if (outcome.kind !== "read") throw failureOf(outcome);
  return outcome;
}

async function giveName(actions: CronActions, ref: CronRef, cron: Cron, name: string): Promise<void> {
  const outcome = await actions.name(ref, cron, name);
  if (outcome.kind === "taken") {
    const words = vscode.l10n.t("The server already has a cron “{0}”. Choose another file name.", plainText(name));
    throw new Error(words);
  }
  if (outcome.kind !== "named") throw failureOf(outcome);
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
    "The cron can't be written to a file: its {0} contains a placeholder as text, and a submit of the file would replace it.",
    parameter,
  );
}
