import * as vscode from "vscode";
import { askConnection } from "../../platform/askConnection";
import type { CronForms } from "../../platform/cronForms";
import { plainText } from "../../platform/plainText";
import type { Connections } from "../../platform/services";
import type { CheckedSpec, SpecReader } from "./specReader";
import { submitTargets } from "./submitTargets";

interface Parts {
  readonly connections: Connections;
  readonly forms: CronForms;
  readonly reader: SpecReader;
}

/** Opens a form with what a spec says, errors and all: the form shows them too. */
export async function openSpecInForm({ connections, forms, reader }: Parts, file: unknown, which: unknown) {
  const targets = await submitTargets(file, which);
  const [first] = targets?.files ?? [];
  if (first === undefined) return;
  const document = await vscode.workspace.openTextDocument(first);
  const specs = reader.read(document).specs;
  const named = specs.filter(({ spec }) => targets?.name === undefined || spec.name === targets.name);
  const checked = named.length > 1 ? await askSpec(named) : named[0];
  if (checked === undefined) {
    if (named.length === 0) throw new Error(vscode.l10n.t("There is no cron in this file."));
    return;
  }
  const question = vscode.l10n.t("For which server?");
  const connection = connections.chosen() ?? (await askConnection(connections, undefined, question));
  if (connection !== undefined) await forms.open(connection, checked.spec.arguments, checked.spec.name);
}

async function askSpec(specs: readonly CheckedSpec[]): Promise<CheckedSpec | undefined> {
  const items = specs.map((checked) => ({
    label: plainText(checked.spec.name),
    description: plainText(String(checked.spec.arguments.schedule ?? "")),
    checked,
  }));
  const title = vscode.l10n.t("Open which cron in the form?");
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.checked;
}
