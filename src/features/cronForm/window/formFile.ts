import * as vscode from "vscode";
import type { RawArguments } from "../../../core/arguments/cronArguments";
import { hasErrors } from "../../../core/specFile/json/locate";
import { textChange } from "../../../core/specFile/json/textChange";
import { parseSpecFile } from "../../../core/specFile/parseSpecFile";
import { plainFileName } from "../../../core/specFile/specNameOfFile";
import { specWithArguments } from "../../../core/specFile/specWithArguments";
import { failureMessage } from "../../../platform/app/reportFailure";
import { askSpecFile } from "../../../platform/ask/askSpecFile";
import { defaultSpecName } from "../../../platform/words/defaultSpecName";
import { plainText } from "../../../platform/words/plainText";
import type { FileAnswer, FormChange } from "../controller/formPorts";
import { mergeArguments } from "./mergeArguments";

/** Writes a form's changes to its spec in a file, as one edit that can be undone; the user saves it. */
export async function updateFormFile(file: string, name: string, change: FormChange): Promise<FileAnswer> {
  try {
    return await update(vscode.Uri.parse(file, true), name, change);
  } catch (failure) {
    return { kind: "failed", reason: failureMessage(failure) };
  }
}

async function update(uri: vscode.Uri, name: string, { opened, wanted }: FormChange): Promise<FileAnswer> {
  const document = await vscode.workspace.openTextDocument(uri);
  const before = document.getText();
  const { problems, specs } = parseSpecFile(before, defaultSpecName(uri));
  if (hasErrors(problems)) {
    return { kind: "failed", reason: vscode.l10n.t("the file has errors") };
  }
  const spec = specs.find((each) => each.name === name);
  if (spec === undefined) return { kind: "failed", reason: vscode.l10n.t("it no longer has a cron of this name") };
  const after = specWithArguments(before, spec, mergeArguments(spec.arguments, opened, wanted));
  if (after === before) return { kind: "same", file: uri.toString() };
  const { content, length, offset } = textChange(before, after);
  const range = new vscode.Range(document.positionAt(offset), document.positionAt(offset + length));
  const edit = new vscode.WorkspaceEdit();
  edit.replace(uri, range, content);
  return (await vscode.workspace.applyEdit(edit))
    ? { kind: "written", file: uri.toString() }
    : { kind: "failed", reason: vscode.l10n.t("the editor refused the change") };
}

/** Asks for a file, and writes a spec with this name to it. */
export async function newFormFile(name: string, args: RawArguments): Promise<FileAnswer> {
  try {
    const proposed = plainFileName(name) || vscode.l10n.t("my-cron");
    const uri = await askSpecFile(vscode.l10n.t("Save “{0}” as", plainText(name)), proposed);
    if (uri === undefined) return { kind: "none" };
    // A submit of the file must mean the form's cron.
    const spec = defaultSpecName(uri) === name ? args : { name, ...args };
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(`${JSON.stringify(spec, null, 2)}\n`));
    await vscode.window.showTextDocument(uri, { preview: false, viewColumn: vscode.ViewColumn.Beside });
    return { kind: "written", file: uri.toString() };
  } catch (failure) {
    return { kind: "failed", reason: failureMessage(failure) };
  }
}
