import assert from "node:assert/strict";
import * as vscode from "vscode";
import { eventually } from "../host/specFiles";

// The first of this window's suites: afterwards the extension is active.
describe("the extension", () => {
  it("is activated by any JSON: settings of a person can make a spec file one without comments", async () => {
    const extension = vscode.extensions.getExtension("langgraph-crons.langgraph-crons");
    assert.ok(extension);
    // No spec file: one would load what the next suite looks for.
    const [file] = await vscode.workspace.findFiles("**/langgraph.json");
    assert.ok(file);
    assert.equal((await vscode.workspace.openTextDocument(file)).languageId, "json");
    await eventually("activation", () => (extension.isActive ? true : undefined));
  });
});
