import assert from "node:assert/strict";
import { basename, relative } from "node:path";
import * as vscode from "vscode";
import { eventually } from "../host/specFiles";

function ownExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension("langgraph-crons.langgraph-crons");
  assert.ok(extension);
  return extension;
}

/** Files of ours that have been loaded so far, by name: `later` holds everything that activation does not need. */
function loaded(): readonly string[] {
  const { extensionPath } = ownExtension();
  return Object.keys(require.cache)
    .filter((file) => /^dist[\\/]/.test(relative(extensionPath, file)))
    .map((file) => basename(file, ".js"))
    .sort();
}

// A window of its own: in one with other suites, something would have been used before.
describe("activation", () => {
  it("loads no library, and nothing that only a spec file, a form or a server needs", async () => {
    await ownExtension().activate();
    assert.deepEqual(loaded(), ["extension", "shared"]);
  });

  it("loads the words of a schedule when the first one is shown", async () => {
    const [file] = await vscode.workspace.findFiles("**/morning-report.cron.json");
    assert.ok(file);
    await vscode.workspace.openTextDocument(file);
    // The first lenses can come before it is known which environments the file belongs to.
    await eventually("the words of a schedule", async () => {
      await vscode.commands.executeCommand("vscode.executeCodeLensProvider", file, 10);
      return loaded().includes("cronstrue") ? true : undefined;
    });
    assert.deepEqual(loaded(), ["cronstrue", "extension", "later", "shared"]);
  });
});
