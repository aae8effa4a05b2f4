import * as vscode from "vscode";
import { isOverridden, overriddenKeys } from "../../../core/environments/withOverrides";
import type { Spec } from "../../../core/specFile/parseSpecFile";
import type { FolderEnvironments } from "../../../platform/servers/environments/environmentFiles";
import { listWords } from "../../../platform/words/messageWords";
import { plainText } from "../../../platform/words/plainText";

/** More would push each other out of sight. */
const mostLenses = 3;

/** For each environment that has something of a spec otherwise, a lens that shows it beside the file. */
export function environmentLenses(
  file: vscode.Uri,
  spec: Spec,
  found: FolderEnvironments | undefined,
): readonly vscode.Command[] {
  if (found?.read.ok !== true) return [];
  const environments = [...found.read.value.environments.values()].filter((each) => isOverridden(spec.name, each));
  const command = "langgraphCrons.spec.showInEnvironment";
  if (environments.length > mostLenses) {
    return [
      {
        title: vscode.l10n.t("as {0} environments have it", environments.length),
        command,
        arguments: [file, spec.name],
      },
    ];
  }
  return environments.map((environment) => ({
    title: vscode.l10n.t("as {0} has it", plainText(environment.name)),
    tooltip: vscode.l10n.t("Otherwise there: {0}.", listWords(overriddenKeys(spec.name, environment))),
    command,
    arguments: [file, spec.name, environment.name],
  }));
}
