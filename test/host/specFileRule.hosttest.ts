import assert from "node:assert/strict";
import * as vscode from "vscode";
import { dailyReport, diagnosticsOf, eventually, lensLike, lensTitles, openSpec, writeSpec } from "./specFiles";

const text = JSON.stringify(dailyReport, undefined, 2);
const broken = text.replace("0 9 * * 1-5", "0 9 31 2 *");

/** Writes a file of the workspace, whatever its name and bytes, and opens it in an editor. */
async function openBytes(name: string, bytes: Uint8Array): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.joinPath(await writeSpec("beside", text), "..", name);
  await vscode.workspace.fs.writeFile(uri, bytes);
  return (await vscode.window.showTextDocument(uri, { preview: false })).document;
}

const encode = (content: string) => new TextEncoder().encode(content);

describe("what is a spec file", () => {
  const openRevision = vscode.workspace.registerTextDocumentContentProvider("old-revision", {
    provideTextDocumentContent: () => broken,
  });

  after(() => openRevision.dispose());
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("is decided by its name, in upper or lower case", async () => {
    const { uri } = await openBytes("Daily.CRON.JSON", encode(broken));
    await lensLike(uri, /Can't be submitted/);
    await diagnosticsOf(uri, ["schedule.never"]);
  });

  it("and not by the language that it is taken for", async () => {
    const { document } = await openSpec("plain", broken);
    const asJson = await vscode.languages.setTextDocumentLanguage(document, "json");
    await lensLike(asJson.uri, /Can't be submitted/);
    await diagnosticsOf(asJson.uri, ["schedule.never"]);
  });

  it("is not a copy that the editor shows, such as an older revision", async () => {
    const uri = (await writeSpec("revision", text)).with({ scheme: "old-revision", query: "HEAD" });
    await vscode.window.showTextDocument(uri);
    await openSpec("revision", broken);
    await diagnosticsOf(uri.with({ scheme: "file", query: "" }), ["schedule.never"]);
    assert.deepEqual(await lensTitles(uri), []);
    assert.deepEqual(vscode.languages.getDiagnostics(uri), []);
  });

  it("has to be saved before it can be submitted", async () => {
    const uri = (await writeSpec("draft", text)).with({ scheme: "untitled", path: "/never-saved.cron.json" });
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), text));
    await lensLike(uri, /^Save the file to submit$/);
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  });

  it("is UTF-8: a file with lost characters is reported, and not submitted", async () => {
    const bytes = encode(text.replace("the day", "the d\u00e4y")).filter((byte) => byte !== 0xa4);
    const { uri } = await openBytes("latin.cron.json", bytes);
    await diagnosticsOf(uri, ["spec.not-utf8"]);
    await lensLike(uri, /Can't be submitted/);
  });

  it("is UTF-8: a file that is read in another encoding is reported, and not submitted", async () => {
    const written = await openBytes("windows.cron.json", encode(text.replace("the day", "the d\u00e4y")));
    const { uri } = written;
    await eventually("no finding", async () =>
      (await lensTitles(uri)).some((title) => /submit/i.test(title)) ? true : undefined,
    );
    await vscode.workspace.openTextDocument(uri, { encoding: "windows1252" });
    await diagnosticsOf(uri, ["spec.other-encoding"]);
    await lensLike(uri, /Can't be submitted/);
  });
});
