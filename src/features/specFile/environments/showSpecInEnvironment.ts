import * as vscode from "vscode";
import { isOverridden, overriddenKeys } from "../../../core/environments/withOverrides";
import type { EnvironmentFiles } from "../../../platform/servers/environments/environmentFiles";
import { listWords } from "../../../platform/words/messageWords";
import { plainText } from "../../../platform/words/plainText";
import { chooseSpec } from "../chooseSpec";
import type { SpecReader } from "../specReader";
import { environmentUri } from "./environmentUri";

interface Parts {
  readonly environments: Pick<EnvironmentFiles, "of">;
  readonly reader: SpecReader;
}

/** Shows what an environment has of a spec, beside the file, which can be edited there. Asks no server. */
export async function showSpecInEnvironment(
  { environments, reader }: Parts,
  file: unknown,
  which: unknown,
  environment: unknown,
): Promise<void> {
  const chosen = await chooseSpec(reader, file, which, vscode.l10n.t("Show which cron as an environment has it?"));
  if (chosen === undefined) return;
  const { uri } = chosen.document;
  const { name } = chosen.checked.spec;
  const read = (await environments.of(uri))?.read;
  if (read === undefined) {
    throw new Error(vscode.l10n.t("There is no langgraph-crons.json beside this file, or above it in the workspace."));
  }
  if (!read.ok) throw new Error(vscode.l10n.t("langgraph-crons.json has errors, so it is not known what it says."));
  const all = [...read.value.environments.values()];
  const known = all.find((each) => each.name === environment)?.name;
  const items = all.map((each) => ({
    label: plainText(each.name),
    description: isOverridden(name, each) ? listWords(overriddenKeys(name, each)) : vscode.l10n.t("as it is written"),
    environment: each.name,
  }));
  const title = vscode.l10n.t("“{0}” as which environment has it?", plainText(name));
  const picked = known ?? (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.environment;
  if (picked === undefined) return;
  const shown = vscode.l10n.t(
    "{0} in {1} ↔ {2}",
    plainText(name),
    plainText(picked),
    vscode.workspace.asRelativePath(uri),
  );
  await vscode.commands.executeCommand("vscode.diff", environmentUri(uri, name, picked), uri, shown);
}
