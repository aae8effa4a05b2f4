import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { templateOf } from "../../../core/specFile/templateOf";
import { confirm } from "../../../platform/host/confirm";
import { plainText } from "../../../platform/words/plainText";
import { labels } from "../controller/phaseAfter";
import type { TemplateStore } from "./templateStore";
import { windowWords } from "./windowWords";

/** Asks for a name, and keeps these arguments as a template under it. */
export async function saveTemplate(store: TemplateStore, args: RawArguments, proposed: string): Promise<void> {
  const typed = await vscode.window.showInputBox({
    title: vscode.l10n.t("Save as Template"),
    prompt: vscode.l10n.t("A name for the template. It is kept for you, in every workspace of this computer."),
    value: proposed,
    ignoreFocusOut: true,
    validateInput: (name) => (name.trim() === "" ? vscode.l10n.t("Write a name.") : undefined),
  });
  const name = typed?.trim() ?? "";
  if (name === "") return;
  if (store.get(name) !== undefined) {
    const question = vscode.l10n.t("There is already a template “{0}”. Replace it?", plainText(name));
    if (!(await confirm(question, [], vscode.l10n.t("Replace")))) return;
  }
  const template = templateOf(args, name);
  await store.save(name, template.arguments);
  const saved = vscode.l10n.t("Saved the template “{0}”.", plainText(name));
  const left = vscode.l10n.t(
    "Left out, because it belongs to one server or cron, or may be a secret: {0}.",
    labels(template.left, windowWords),
  );
  void vscode.window.showInformationMessage(template.left.length === 0 ? saved : `${saved} ${left}`);
}

/** Asks for a template, and returns its content; undefined: none was chosen. */
export async function pickTemplate(store: TemplateStore): Promise<RawArguments | undefined> {
  const name = await pickName(store, vscode.l10n.t("Begin with which template?"));
  return name === undefined ? undefined : store.get(name);
}

/** Asks which template to delete, and deletes it. Crons that were made from it are not touched. */
export async function deleteTemplate(store: TemplateStore): Promise<void> {
  const name = await pickName(store, vscode.l10n.t("Delete which template?"));
  if (name === undefined) return;
  const question = vscode.l10n.t("Delete the template “{0}”?", plainText(name));
  const detail = vscode.l10n.t("Crons that were made from it stay as they are.");
  if (await confirm(question, [detail], vscode.l10n.t("Delete"))) await store.remove(name);
}

async function pickName(store: TemplateStore, placeHolder: string): Promise<string | undefined> {
  const names = store.names();
  if (names.length === 0) {
    void vscode.window.showInformationMessage(
      vscode.l10n.t("There are no templates yet. “Save as Template…” makes one of a cron or a form."),
    );
    return undefined;
  }
  const items = names.map((name) => ({ label: plainText(name), detail: detailOf(store.get(name) ?? {}), name }));
  return (await vscode.window.showQuickPick(items, { placeHolder, matchOnDetail: true }))?.name;
}

function detailOf({ assistant_id, schedule, timezone }: RawArguments): string {
  const texts = [assistant_id, schedule, timezone].filter((text) => typeof text === "string");
  return plainText(texts.join(" · "));
}
