import assert from "node:assert/strict";
import * as vscode from "vscode";

/** Files of ours that have been loaded so far, by name. */
const loaded = (): readonly string[] =>
  Object.keys(require.cache)
    .flatMap((file) => /[\\/]dist[\\/](?:lazy[\\/])?(.+)\.js$/.exec(file)?.[1] ?? [])
    .sort();

// A window of its own: in one with other suites, something would have been used before.
describe("activation", () => {
  it("loads neither cron-parser with luxon, nor cronstrue, nor ofetch, nor what only a spec file or a form needs", async () => {
    const extension = vscode.extensions.getExtension("langgraph-crons.langgraph-crons");
    assert.ok(extension);
    await extension.activate();
    assert.deepEqual(loaded(), ["chunk", "extension"]);
  });

  it("leaves the words of a schedule to the first that is shown", async () => {
    const [file] = await vscode.workspace.findFiles("**/morning-report.cron.json");
    assert.ok(file);
    await vscode.workspace.openTextDocument(file);
    await vscode.commands.executeCommand("vscode.executeCodeLensProvider", file, 10);
    assert.deepEqual(loaded(), ["chunk", "cronstrue", "extension", "onFirstUse"]);
  });
});
