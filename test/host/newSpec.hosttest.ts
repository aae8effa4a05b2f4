import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createSpec } from "../../src/features/specFile/newSpec";
import { eventually } from "./specFiles";

/** A new spec file in an editor, with the snippet's first stop selected. */
async function newSpecEditor(name: string): Promise<vscode.TextEditor> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  assert.ok(folder);
  await createSpec(vscode.Uri.joinPath(folder.uri, `${name}.cron.json`));
  const editor = vscode.window.activeTextEditor;
  assert.ok(editor);
  return editor;
}

const selected = ({ document, selection }: vscode.TextEditor) => document.getText(selection);
const tab = () => vscode.commands.executeCommand("jumpToNextSnippetPlaceholder");
const type = (text: string) => vscode.commands.executeCommand("type", { text });

async function untilSelected(editor: vscode.TextEditor, text: string): Promise<void> {
  await eventually(`“${text}” selected instead of “${selected(editor)}”`, () =>
    selected(editor) === text ? true : undefined,
  );
}

describe("a new spec file", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor"));

  it("leads by Tab from value to value, also where one was taken from the list, and ends in the message", async () => {
    const editor = await newSpecEditor("stops");
    const { document } = editor;
    await untilSelected(editor, "null");
    await tab();
    await type("report");
    await tab();
    await untilSelected(editor, "0 9 * * 1-5");
    await tab();
    await untilSelected(editor, "UTC");
    await vscode.commands.executeCommand("editor.action.triggerSuggest");
    await type("Europe/Berl");
    await eventually("the zone from the list", async () => {
      await vscode.commands.executeCommand("acceptSelectedSuggestion");
      return document.getText().includes('"timezone": "Europe/Berlin",') ? true : undefined;
    });
    await tab();
    await untilSelected(editor, "hello!");
    await type("good morning");
    const spec = JSON.parse(document.getText().replace(/^\s*\/\/.*$/gm, ""));
    assert.deepEqual(spec, {
      thread_id: null,
      assistant_id: "report",
      schedule: "0 9 * * 1-5",
      timezone: "Europe/Berlin",
      input: { messages: [{ role: "user", content: "good morning" }] },
    });
  });
});
