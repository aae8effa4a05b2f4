import assert from "node:assert/strict";
import * as vscode from "vscode";
import { openSpec } from "./specFiles";

/** Opens a spec file whose text has the cursor at `|`. */
export async function openAtCursor(name: string, marked: string) {
  const editor = await openSpec(name, marked.replace("|", ""));
  const position = editor.document.positionAt(marked.indexOf("|"));
  editor.selection = new vscode.Selection(position, position);
  return { editor, document: editor.document, position };
}

/** All that everybody offers there: the extension, VS Code's JSON support, its snippets. */
export async function completionsAt(uri: vscode.Uri, position: vscode.Position): Promise<vscode.CompletionItem[]> {
  const list = await vscode.commands.executeCommand<vscode.CompletionList>(
    "vscode.executeCompletionItemProvider",
    uri,
    position,
  );
  return list.items;
}

export function labelOf({ label }: vscode.CompletionItem): string {
  return typeof label === "string" ? label : label.label;
}

export function descriptionOf({ label }: vscode.CompletionItem): string | undefined {
  return typeof label === "string" ? undefined : label.description;
}

export function documentationOf({ documentation }: vscode.CompletionItem): string {
  const text = typeof documentation === "object" ? documentation.value : (documentation ?? "");
  return text.replaceAll("&nbsp;", " ");
}

/** Does with an item what the editor does when it is chosen. */
export async function choose(
  editor: vscode.TextEditor,
  items: readonly vscode.CompletionItem[],
  label: string,
): Promise<void> {
  const [item, ...others] = items.filter((each) => labelOf(each) === label);
  assert.ok(item && others.length === 0, `“${label}” must be there once: ${items.map(labelOf).join(", ")}`);
  const { insertText, range } = item;
  assert.ok(insertText instanceof vscode.SnippetString && range instanceof vscode.Range);
  await editor.insertSnippet(insertText, range);
  for (const edit of item.additionalTextEdits ?? []) {
    assert.ok(await editor.edit((builder) => builder.replace(edit.range, edit.newText)));
  }
}
