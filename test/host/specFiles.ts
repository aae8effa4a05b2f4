import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { JsonObject } from "../../src/core/base/json";

/** A spec without any finding. */
export const dailyReport = {
  thread_id: null,
  assistant_id: "report",
  schedule: "0 9 * * 1-5",
  timezone: "Europe/Berlin",
  input: { topic: "the day" },
} as const satisfies JsonObject;

function workspaceFolder(): vscode.Uri {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder, "The suite needs a workspace folder.");
  return folder.uri;
}

type SpecContent = string | JsonObject | readonly JsonObject[];

/** Writes a spec file into the workspace. */
export async function writeSpec(name: string, content: SpecContent): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), `${name}.cron.json`);
  const text = typeof content === "string" ? content : JSON.stringify(content, undefined, 2);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

/** Writes a spec file into the workspace and opens it in an editor. */
export async function openSpec(name: string, content: SpecContent) {
  return vscode.window.showTextDocument(await writeSpec(name, content), { preview: false });
}

/** Takes the text in place of `old`, which must be in the document once. */
export async function replaceText(editor: vscode.TextEditor, old: string, text: string): Promise<void> {
  const range = rangeOf(editor.document, old);
  assert.ok(await editor.edit((edit) => edit.replace(range, text)));
}

/** Where a text stands that the document has exactly once. */
export function rangeOf(document: vscode.TextDocument, text: string): vscode.Range {
  const all = document.getText();
  const offset = all.indexOf(text);
  assert.ok(offset >= 0 && all.lastIndexOf(text) === offset, `“${text}” must be there once`);
  return new vscode.Range(document.positionAt(offset), document.positionAt(offset + text.length));
}

/** The first answer that isn't undefined, asked for again and again. */
export async function eventually<Value>(
  what: string,
  ask: () => Value | undefined | Promise<Value | undefined>,
  milliseconds = 15_000,
): Promise<Value> {
  const end = Date.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > end) throw new Error(`Waited ${milliseconds} ms in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Diagnostics as soon as they are those that are expected; what there is instead, when they don't come. */
export async function diagnosticsOf(uri: vscode.Uri, expected: readonly string[]): Promise<vscode.Diagnostic[]> {
  const codes = () => vscode.languages.getDiagnostics(uri).map(codeOf);
  try {
    return await eventually("diagnostics", () =>
      JSON.stringify(codes()) === JSON.stringify(expected) ? vscode.languages.getDiagnostics(uri) : undefined,
    );
  } catch {
    assert.deepEqual(codes(), expected);
    throw new Error("The diagnostics came too late.");
  }
}

function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** The titles of the lenses above a file, all worked out, in no particular order. */
export async function lensTitles(uri: vscode.Uri): Promise<readonly string[]> {
  return (await lensCommands(uri)).map(({ title }) => title);
}

/** The command behind the lens whose title is like that; there must be one, soon. */
export async function lensLike(uri: vscode.Uri, title: RegExp): Promise<vscode.Command> {
  try {
    return await eventually("a lens", async () =>
      (await lensCommands(uri)).find((command) => title.test(command.title)),
    );
  } catch {
    throw new Error(`No lens is like ${title}: ${(await lensTitles(uri)).join(" | ")}`);
  }
}

/** Clicks a lens: with its own arguments, as the editor does. */
export async function press({ command, arguments: given = [] }: vscode.Command): Promise<void> {
  await vscode.commands.executeCommand(command, ...given);
}

export async function lensCommands(uri: vscode.Uri): Promise<readonly vscode.Command[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri, 1_000);
  return lenses.flatMap(({ command }) => (command === undefined ? [] : [command]));
}
