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

describe("a call in code", () => {
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  const pythonFile = async (name: string, code: string) => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, `${name}.py`);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(code));
    const { document } = await vscode.window.showTextDocument(uri);
    const actionsAt = (text: string) => {
      const at = document.positionAt(code.indexOf(text));
      const kind = vscode.CodeActionKind.RefactorMove.value;
      const range = new vscode.Range(at, at);
      return vscode.commands.executeCommand<vscode.CodeAction[]>("vscode.executeCodeActionProvider", uri, range, kind);
    };
    return { document, uri, actionsAt };
  };

  it("moves to a spec file beside it, and says in the code where it is", async () => {
    const code =
      'async def main():\n    await client.crons.create(\n        "agent", schedule="0 9 * * *", input={})\n';
    const { actionsAt, document, uri } = await pythonFile("moves", code);
    const [action] = await eventually("the action", async () => {
      const found = (await actionsAt("schedule")).filter(({ title }) => title === "Move to Spec File");
      return found.length > 0 ? found : undefined;
    });
    assert.ok(action?.command);
    await vscode.commands.executeCommand(action.command.command, ...(action.command.arguments ?? []));
    const spec = await vscode.workspace.fs.readFile(vscode.Uri.joinPath(uri, "..", "agent-daily.cron.json"));
    const wanted = { thread_id: null, assistant_id: "agent", schedule: "0 9 * * *", input: {} };
    assert.deepEqual(JSON.parse(new TextDecoder().decode(spec)), wanted);
    assert.match(document.getText(), /main\(\):\n {4}# In agent-daily\.cron\.json now: .+\n {4}await client/);
    await vscode.commands.executeCommand("workbench.action.files.saveAll");
  });

  it("that is not written out is not moved: what can't be read is selected", async () => {
    const code = 'client.crons.create("agent", schedule=f())\n\nprint("else")\n';
    const { actionsAt, uri } = await pythonFile("stays", code);
    await vscode.commands.executeCommand("langgraphCrons.code.moveToSpec", uri, code.indexOf("schedule"));
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.getText(editor.selection), "f()");
    assert.equal(editor.document.isDirty, false);
    assert.deepEqual(await actionsAt("print"), []);
  });
});

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
