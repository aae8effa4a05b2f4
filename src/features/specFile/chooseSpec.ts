import * as vscode from "vscode";
import { plainText } from "../../platform/words/plainText";
import type { CheckedSpec, SpecReader } from "./specReader";
import { submitTargets } from "./submit/submitTargets";

export interface ChosenSpec {
  readonly document: vscode.TextDocument;
  readonly checked: CheckedSpec;
}

/** The spec that a command is for: a lens names it; otherwise the user picks one if there are several. */
export async function chooseSpec(
  reader: SpecReader,
  file: unknown,
  which: unknown,
  question: string,
): Promise<ChosenSpec | undefined> {
  const targets = await submitTargets(file, which, false);
  const [first] = targets?.files ?? [];
  if (first === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(first);
  const { specs } = reader.read(document);
  const named = specs.filter(({ spec }) => targets?.name === undefined || spec.name === targets.name);
  if (named.length === 0) throw new Error(vscode.l10n.t("There is no cron in this file."));
  const checked = named.length > 1 ? await askSpec(named, question) : named[0];
  return checked && { document, checked };
}

async function askSpec(specs: readonly CheckedSpec[], title: string): Promise<CheckedSpec | undefined> {
  const items = specs.map((checked) => ({
    label: plainText(checked.spec.name),
    description: plainText(String(checked.spec.arguments.schedule ?? "")),
    checked,
  }));
  return (await vscode.window.showQuickPick(items, { title, ignoreFocusOut: true }))?.checked;
}
