import assert from "node:assert/strict";
import * as vscode from "vscode";

describe("an untrusted workspace", () => {
  it("is untrusted here, so that the other suites in this folder test what they say", () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it("lets the extension activate", async () => {
    const extension = vscode.extensions.getExtension("langgraph-crons.langgraph-crons");
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });
});
