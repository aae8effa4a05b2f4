import assert from "node:assert/strict";
import * as vscode from "vscode";

const extensionId = "langgraph-crons.langgraph-crons";

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(extensionId);
  assert.ok(found, `${extensionId} is not installed`);
  return found;
}

function declaredCommands(): readonly string[] {
  const { contributes } = extension().packageJSON as { contributes: { commands: readonly { command: string }[] } };
  return contributes.commands.map(({ command }) => command);
}

describe("the extension", () => {
  it("activates", async () => {
    await extension().activate();
    assert.equal(extension().isActive, true);
  });

  it("registers every command that its manifest declares", async () => {
    await extension().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      declaredCommands().filter((command) => !registered.has(command)),
      [],
    );
  });
});
