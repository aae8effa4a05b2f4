import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension";
import type { TreeNode } from "../../src/platform/app/treeNode";
import { canaryKey } from "../support/canary";
import { openTestServer } from "../support/testServer";
import { agentServerUrl } from "./agentServerUrl";
import { completionsAt, labelOf } from "./completions";
import { extensionApi, removeConnections } from "./extensionApi";
import { eventually } from "./specFiles";

const scheme = "langgraph-crons-json";

describe("a JSON field of a form in VS Code's own editor", () => {
  let api: ExtensionApi;

  before(async () => {
    api = await extensionApi();
    await removeConnections(api);
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await removeConnections(api);
  });

  const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  const isDocument = ({ input }: vscode.Tab) => input instanceof vscode.TabInputText && input.uri.scheme === scheme;

  async function write({ document, edit }: vscode.TextEditor, text: string): Promise<void> {
    const whole = new vscode.Range(0, 0, document.lineCount, 0);
    assert.ok(await edit((builder) => builder.replace(whole, text)));
  }

  it("is completed and checked by the assistant's schema, saves itself, and goes with its form", async () => {
    const choices = { name: "Local", url: agentServerUrl(), production: false };
    const connection = await api.connections.add(choices, { headers: {}, key: canaryKey });
    await api.servers.refresh(connection);
    const assistants = await openTestServer(agentServerUrl()).searchAssistants({ limit: 100, offset: 0 });
    const assistant = assistants.find(({ graph_id }) => graph_id === "report");
    assert.ok(assistant);
    const node: TreeNode = { kind: "assistant", connection, assistant };
    await vscode.commands.executeCommand("langgraphCrons.cron.create", node);
    const form = await eventually("the form", () =>
      tabs().find(({ input }) => input instanceof vscode.TabInputWebview),
    );

    const editor = await eventually("the document", async () => {
      await vscode.commands.executeCommand("langgraphCrons.form.openDocument");
      return vscode.window.visibleTextEditors.find(({ document }) => document.uri.scheme === scheme);
    });
    const { document } = editor;
    assert.equal(document.languageId, "jsonc");

    await write(editor, "{\n  \n}");
    await eventually("the schema's completions", async () => {
      const items = await completionsAt(document.uri, new vscode.Position(1, 2));
      return items.some((item) => labelOf(item) === "topic") ? true : undefined;
    });
    await write(editor, '{\n  "topic": 5\n}');
    await eventually("the schema's complaint", () =>
      vscode.languages.getDiagnostics(document.uri).find(({ message }) => /type/i.test(message)),
    );
    await eventually("the document to save itself", () => (document.isDirty ? undefined : true));
    await vscode.commands.executeCommand("undo");
    await eventually("the step to be undone", () => (document.getText() === "{\n  \n}" ? true : undefined));
    await eventually("the document to save itself again", () => (document.isDirty ? undefined : true));

    await vscode.window.tabGroups.close(form);
    await eventually("the document to go with its form", () => (tabs().some(isDocument) ? undefined : true));
    await vscode.commands.executeCommand("notifications.clearAll");
  });
});
