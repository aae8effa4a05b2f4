import * as vscode from "vscode";
import type { Cron } from "../../core/server/cron";
import { type ExportedText, exportedText } from "../../core/specFile/exportedText";
import { plainFileName } from "../../core/specFile/specNameOfFile";
import { askSpecFile } from "../../platform/ask/askSpecFile";
import { confirm } from "../../platform/host/confirm";
import type { Connection } from "../../platform/servers/connections/connection";
import type { CronRef } from "../../platform/servers/cronRef";
import { cronName } from "../../platform/words/cronName";
import { defaultSpecName } from "../../platform/words/defaultSpecName";
import { plainText } from "../../platform/words/plainText";
import { secretWords } from "../../platform/words/secretWords";
import { type ChosenCrons, type CronServices, distinctTitle, refsOf } from "./chosenCrons";
import { productionLines } from "./confirmChange";
import { giveName } from "./giveName";
import { readSpec } from "./readSpec";

/** Asks for a file and writes the cron to it. */
export async function exportToFile(services: CronServices, chosen: ChosenCrons): Promise<void> {
  const { connection } = chosen;
  const [cron] = chosen.crons;
  const [ref] = refsOf(chosen);
  if (cron === undefined || ref === undefined) return;
  const name = plainFileName(cronName(cron) ?? "") || vscode.l10n.t("my-cron");
  const file = await askSpecFile(vscode.l10n.t("Export “{0}” to", distinctTitle(cron)), name);
  if (file === undefined) return;
  const written = await writeCron(services, ref, file, (specName) => confirmNaming(connection, cron, specName));
  if (written === undefined) return;
  await vscode.window.showTextDocument(file, { preview: false });
  const secrets = secretWords([written]);
  if (secrets !== undefined) void vscode.window.showInformationMessage(secrets);
}

/**
 * Writes a cron, as it is on the server now, to a spec file whose submit will find it: a cron without a spec's name
 * gets the file's name, after asking. So the file is in sync, and never creates a second cron. undefined if declined.
 * `variables`: as `taken` of `exportedText`.
 */
export async function writeCron(
  { actions }: Pick<CronServices, "actions">,
  ref: CronRef,
  file: vscode.Uri,
  confirmName: (name: string) => Promise<boolean>,
  variables?: Set<string>,
): Promise<ExportedText | undefined> {
  const fileSpecName = defaultSpecName(file);
  const { name } = await readSpec(actions, ref);
  if (name === null && !(await confirmName(fileSpecName))) return undefined;
  // Read after the question, because it may have changed in the meantime.
  const { cron, spec } = await readSpec(actions, ref);
  if (name === null) await giveName(actions, ref, cron, fileSpecName);
  const written = exportedText(spec, { cron, name: name ?? fileSpecName, fileSpecName }, variables);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(written.text));
  return written;
}

function confirmNaming(connection: Connection, cron: Cron, name: string): Promise<boolean> {
  return confirm(
    vscode.l10n.t("Name the cron “{0}” on {1}?", plainText(name), plainText(connection.name)),
    [
      distinctTitle(cron),
      vscode.l10n.t(
        "The name is written into the cron's metadata (langgraph_crons_name), so that a submit of the file updates this cron instead of creating a second one that runs too.",
      ),
      ...productionLines(connection),
    ],
    vscode.l10n.t("Name and Export"),
  );
}
