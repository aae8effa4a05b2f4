import assert from "node:assert/strict";
import * as vscode from "vscode";
import { extensionApi, removeConnections } from "./extensionApi";
import { dailyReport, diagnosticsOf, eventually, lensTitles, openSpec, replaceText, writeSpec } from "./specFiles";

describe("spec files of a workspace", () => {
  before(async () => removeConnections(await extensionApi()));
  const saveByItself = (how: "off" | undefined) =>
    vscode.workspace.getConfiguration("files").update("autoSave", how, vscode.ConfigurationTarget.Global);

  afterEach(async () => {
    await saveByItself(undefined);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("says which other file has a cron of the same name, as the files are now", async () => {
    const closed = await writeSpec("shared-closed", { ...dailyReport, name: "shared" });
    const { document } = await openSpec("shared-open", { ...dailyReport, name: "shared" });
    const [diagnostic] = await diagnosticsOf(document.uri, ["spec.name-elsewhere"]);
    assert.match(diagnostic?.message ?? "", /“shared” too: (?:.*\/)?shared-closed\.cron\.json/);
    assert.equal(document.getText(diagnostic?.range), '"shared"');

    await writeSpec("shared-closed", { ...dailyReport, name: "shared no more" });
    await diagnosticsOf(document.uri, []);
    await writeSpec("shared-closed", { ...dailyReport, name: "shared" });
    await diagnosticsOf(document.uri, ["spec.name-elsewhere"]);
    await vscode.workspace.fs.delete(closed);
    await diagnosticsOf(document.uri, []);
  });

  it("counts a file as it is in the editor, saved or not", async () => {
    // In a browser VS Code saves by itself after a second, and nothing would be left to revert.
    await saveByItself("off");
    const one = await openSpec("typed-one", { ...dailyReport, name: "typed" });
    const other = await openSpec("typed-other", { ...dailyReport, name: "typed too" });
    await replaceText(other, "typed too", "typed");
    await diagnosticsOf(other.document.uri, ["spec.name-elsewhere"]);
    await vscode.window.showTextDocument(one.document, { preview: false });
    await diagnosticsOf(one.document.uri, ["spec.name-elsewhere"]);
    await vscode.window.showTextDocument(other.document, { preview: false });
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await diagnosticsOf(one.document.uri, []);
  });

  it("reads a file of thousands of crons while everything else goes on", async () => {
    const crons = Array.from({ length: 3000 }, (_, index) => ({ name: `many-${index}`, ...dailyReport }));
    const wrong = { ...dailyReport, name: "wrong", schedule: "0 25 * * *" };
    const { document } = await openSpec("many", [...crons, wrong]);
    const [diagnostic] = await diagnosticsOf(document.uri, ["schedule.out-of-range"]);
    assert.equal(document.getText(diagnostic?.range), "25");
    const titles = await eventually("lenses", async () => {
      const found = await lensTitles(document.uri);
      return found.length > 0 ? found : undefined;
    });
    assert.ok(titles.some((title) => title.startsWith("At 9:00 AM")));
  });
});
