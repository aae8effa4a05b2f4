import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { FileNode } from "../../src/platform/app/fileNode";
import { canaryKey } from "../support/canary";
import { agentServerUrl } from "./agentServerUrl";
import { completionsAt, labelOf } from "./completions";
import { extensionApi, removeConnections } from "./extensionApi";
import {
  dailyReport,
  diagnosticsOf,
  eventually,
  lensLike,
  lensTitles,
  openSpec,
  press,
  rangeOf,
  replaceText,
  writeSpec,
} from "./specFiles";

const environmentsText = `{
  "environments": {
    "staging": {
      "url": "https://staging.example.com",
      "overrides": { "env-daily": { "enabled": false }, "env-dayly": {} }
    }
  }
}
`;

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

  it("lists the files by how they compare with the server, also after a branch was switched", async () => {
    const { connections, servers } = await extensionApi();
    const { cronFiles, becomes: nodeBecomes } = await shownFiles();
    const name = `listed-${crypto.randomUUID()}`;
    const connection = await connections.add(
      { name: "Files", url: agentServerUrl(), production: false },
      { headers: {}, key: canaryKey },
    );
    const becomes = (wanted: string) => nodeBecomes(name, wanted);
    await vscode.commands.executeCommand("langgraphCrons.files.focus");
    const file = await writeSpec("listed", { ...dailyReport, name });
    await becomes("notSubmitted");
    await servers.submit(connection, { name, arguments: dailyReport, confirm: async () => "yes" });
    const node = await becomes("inSync");
    const item = await cronFiles.tree.getTreeItem(node);
    assert.match(item.accessibilityInformation?.label ?? "", /In sync, (?:.*\/)?listed\.cron\.json$/);

    await writeSpec("listed", { ...dailyReport, name, schedule: "0 8 * * 1-5" });
    assert.deepEqual((await becomes("differs")).row.names, ["schedule"]);
    await writeSpec("listed", "{");
    await eventually("the broken file", async () => {
      const [scope] = (await cronFiles.tree.getChildren()) ?? [];
      const groups = (await cronFiles.tree.getChildren(scope)) ?? [];
      return groups.find((group) => group.kind === "standing" && group.standing === "error");
    });
    await vscode.commands.executeCommand("langgraphCrons.plan.open", {
      connectionId: connection.id,
      places: [file.toString()],
    });
    await eventually("the page of the plan", () =>
      vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).find(({ label }) => label.startsWith("Plan: ")),
    );
    await vscode.workspace.fs.delete(file);
    await removeConnections(await extensionApi());
  });

  it("says of a spec of an environment what its plan says, also whose its cron is", async () => {
    const api = await extensionApi();
    const { becomes, cronFiles } = await shownFiles();
    const name = `owned-${crypto.randomUUID()}`;
    const [set, other] = [`ours-${name}`, `theirs-${name}`];
    const connection = await api.connections.add(
      { name: "Owned", url: agentServerUrl(), production: false },
      { headers: {}, key: canaryKey },
    );
    const environmentsAre = (of: string) =>
      vscode.workspace.fs.writeFile(
        vscode.Uri.joinPath(file, "../langgraph-crons.json"),
        new TextEncoder().encode(JSON.stringify({ set: of, environments: { local: { url: agentServerUrl() } } })),
      );
    const write = (more: object) => writeSpec("owned/owned", { ...dailyReport, name, ...more });
    const file = await write({});
    await environmentsAre(set);
    await vscode.commands.executeCommand("langgraphCrons.files.focus");
    const offered = async (node: FileNode) => offeredAt((await cronFiles.tree.getTreeItem(node)).contextValue ?? "");

    const fresh = await becomes(name, "notSubmitted");
    assert.equal(fresh.scope.environment?.name, "local");
    assert.deepEqual(await offered(fresh), ["langgraphCrons.files.plan", "langgraphCrons.files.submit"]);
    await api.servers.submit(connection, { name, arguments: dailyReport, confirm: async () => "yes" });
    const outside = await becomes(name, "differs");
    assert.deepEqual(outside.row.names, ["set"]);
    assert.deepEqual(await offered(outside), [
      "langgraphCrons.files.compare",
      "langgraphCrons.files.plan",
      "langgraphCrons.files.submit",
    ]);
    await vscode.commands.executeCommand("langgraphCrons.files.submit", outside);
    await becomes(name, "inSync");

    const editor = await vscode.window.showTextDocument(await write({ protect: true }), { preview: false });
    assert.deepEqual((await becomes(name, "differs")).row.names, ["protect"]);
    await lensLike(editor.document.uri, /differs in protect$/);
    await vscode.commands.executeCommand("langgraphCrons.files.compare", await becomes(name, "differs"));
    const diff = await eventually("the diff", () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input.original : undefined;
    });
    assert.doesNotMatch((await vscode.workspace.openTextDocument(diff)).getText(), /protect/);
    await vscode.commands.executeCommand("langgraphCrons.files.submit", await becomes(name, "differs"));
    await becomes(name, "inSync");
    await lensLike(editor.document.uri, /in sync$/);

    await environmentsAre(other);
    const theirs = await becomes(name, "anotherSet");
    assert.equal(theirs.row.inSet, set);
    await lensLike(editor.document.uri, /belongs to the set “ours-/);
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(file, "../langgraph-crons.json"));
    // No environment says whose it is to be: a submit would change nothing.
    assert.equal((await becomes(name, "inSync")).row.inSet, set);
    await lensLike(editor.document.uri, /in sync · in the set “ours-/);
    await vscode.workspace.fs.delete(file);
    await removeConnections(api);
  });

  it("lists findings of files that are not open, if that is wanted", async () => {
    const setting = (is: boolean | undefined) =>
      vscode.workspace
        .getConfiguration("langgraphCrons")
        .update("checkClosedFiles", is, vscode.ConfigurationTarget.Global);
    const file = await writeSpec("never-open", { ...dailyReport, schedule: "0 25 * * *" });
    await setting(true);
    const [diagnostic] = await diagnosticsOf(file, ["schedule.out-of-range"]);
    assert.deepEqual(diagnostic?.range.start.line, 3);
    await writeSpec("never-open", dailyReport);
    await diagnosticsOf(file, []);
    await setting(undefined);
    await vscode.workspace.fs.delete(file);
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

/** The view of cron files, and its row of a name once that stands so. */
async function shownFiles() {
  const { cronFiles } = await extensionApi();
  const { getChildren } = cronFiles.tree;
  const below = async (nodes: readonly FileNode[]) =>
    (await Promise.all(nodes.map(async (node) => (await getChildren(node)) ?? []))).flat();
  const rowOf = async (name: string) => {
    const specs = await below(await below((await getChildren()) ?? []));
    return specs.find((node) => node.kind === "spec" && node.row.name === name);
  };
  const becomes = (name: string, wanted: string) =>
    eventually(`${name}: ${wanted}`, async () => {
      const node = await rowOf(name);
      return node?.kind === "spec" && node.row.standing === wanted ? node : undefined;
    });
  return { cronFiles, becomes };
}

interface MenuItem {
  readonly command: string;
  readonly when: string;
}

/** What the menu of such a row changes: the commands of the manifest whose condition is true for it. */
function offeredAt(contextValue: string): readonly string[] {
  const manifest = vscode.extensions.getExtension("langgraph-crons.langgraph-crons")?.packageJSON;
  const items: readonly MenuItem[] = manifest.contributes.menus["view/item/context"];
  const changing = /langgraphCrons\.files\.(?:submit|compare|plan)$/;
  const isOffered = ({ when }: MenuItem) => {
    const [view, ...conditions] = when.split(" && ");
    return (
      view === "view == langgraphCrons.files" &&
      conditions.every((each) => new RegExp(each.replace(/^viewItem =~ \/(.*)\/$/, "$1")).test(contextValue))
    );
  };
  const found = items.filter((item) => changing.test(item.command) && isOffered(item)).map(({ command }) => command);
  return [...new Set(found)].sort();
}

describe("environments beside spec files", () => {
  const folder = "in-environments";
  let file: vscode.Uri;

  before(async () => {
    const spec = await writeSpec(`${folder}/env-daily`, { ...dailyReport });
    file = vscode.Uri.joinPath(spec, "../langgraph-crons.json");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(environmentsText));
  });

  after(async () => {
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    // One by one: of a folder that is deleted VS Code tells only the folder.
    await vscode.workspace.fs.delete(vscode.Uri.joinPath(file, "../env-daily.cron.json"));
    await vscode.workspace.fs.delete(file);
  });

  it("are checked, fixed by a quick fix, completed and explained", async () => {
    const editor = await vscode.window.showTextDocument(file, { preview: false });
    const { document } = editor;
    assert.equal(document.languageId, "jsonc");
    const [stray] = await diagnosticsOf(file, ["environments.no-spec"]);
    assert.equal(document.getText(stray?.range), "env-dayly");

    await replaceText(editor, '"env-dayly": {}', '"*": { "schedle": "61 * * * *" }');
    const [unknown] = await diagnosticsOf(file, ["environments.unknown-key-similar"]);
    assert.ok(unknown);
    const fixes = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      file,
      unknown.range,
    );
    const fix = fixes.find(({ title }) => title === "Replace with “schedule”");
    assert.ok(fix?.edit && (await vscode.workspace.applyEdit(fix.edit)));
    const [wrong] = await diagnosticsOf(file, ["schedule.out-of-range"]);
    assert.equal(document.getText(wrong?.range), "61");
    assert.match(wrong?.message ?? "", /^For env-daily: /);

    await replaceText(editor, '"schedule": "61 * * * *"', "");
    const labels = async (position: vscode.Position) =>
      (await completionsAt(file, position)).map((item) => labelOf(item));
    const inside = rangeOf(document, '"*": {').end;
    assert.ok((await labels(inside)).includes("end_time"));
    assert.ok(!(await labels(inside)).includes("assistant_id"));

    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      "vscode.executeHoverProvider",
      file,
      rangeOf(document, '"staging"').start.translate(0, 2),
    );
    const text = hovers.flatMap(({ contents }) =>
      contents.map((each) => (typeof each === "string" ? each : each.value)),
    );
    assert.match(text.join().replaceAll("&nbsp;", " "), /You have no connection with this address/);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("show a spec as one of them has it, and follow both files", async () => {
    const spec = vscode.Uri.joinPath(file, "../env-daily.cron.json");
    const editor = await vscode.window.showTextDocument(spec, { preview: false });
    await press(await lensLike(spec, /^as staging has it$/));
    const side = await eventually("the diff", () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input.original : undefined;
    });
    const shown = (what: RegExp) =>
      eventually(`${what}`, async () => {
        const document = await vscode.workspace.openTextDocument(side);
        return what.test(document.getText()) ? document : undefined;
      });
    await shown(/"enabled": false/);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(spec, rangeOf(editor.document, "the day"), "the night");
    assert.ok(await vscode.workspace.applyEdit(edit));
    await shown(/the night[\s\S]*"enabled": false/);
    await vscode.workspace.fs.writeFile(
      file,
      new TextEncoder().encode(environmentsText.replace('"enabled": false', '"timezone": "UTC"')),
    );
    await shown(/"timezone": "UTC"/);
    await vscode.window.showTextDocument(spec);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });
});
