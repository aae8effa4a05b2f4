import assert from "node:assert/strict";
import * as vscode from "vscode";
import { parameters } from "../../src/core/arguments/parameters";
import { extensionApi, removeConnections } from "./extensionApi";
import { dailyReport, eventually, openSpec, rangeOf, replaceText } from "./specFiles";

const whole = new vscode.Range(0, 0, 1000, 0);

describe("the language of spec files", () => {
  before(async () => removeConnections(await extensionApi()));
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("says in the hover of every key, once, what it means, its default and since when", async () => {
    const all = Object.fromEntries(parameters.map(({ example, name }) => [name, example]));
    const { document } = await openSpec("hover-keys", { name: "hover-keys", ...all });
    for (const { help, name, serverDefault, since } of parameters) {
      const position = rangeOf(document, `"${name}":`).start.translate(0, 1);
      const texts = await eventually("the hover", async () => {
        const found = await hoverTexts(document.uri, position);
        return found.length > 0 ? found : undefined;
      });
      assert.equal(texts.length, 1, name);
      const [text = ""] = texts;
      assert.ok(text.includes(help.slice(0, 12)), text);
      assert.equal(text.includes("Default: "), serverDefault !== null, name);
      assert.equal(text.includes(`Since Agent Server ${since}`), since !== null, name);
      assert.match(text, /\[Documentation\]\(https:.*\/docs\/parameters\.md#[\w-]+\)/);
    }
  });

  it("says what one of several values does", async () => {
    const { document } = await openSpec("hover-value", { ...dailyReport, durability: "exit" });
    const position = rangeOf(document, '"exit"').start.translate(0, 2);
    const [text] = await eventually("the hover", async () => {
      const found = await hoverTexts(document.uri, position);
      return found.length > 0 ? found : undefined;
    });
    assert.match(String(text), /Save only when the run ends/);
  });

  it("says in the hover of a schedule how often it runs, and which of the next runs the clocks move", async () => {
    const { document } = await openSpec("hover-clock", {
      ...dailyReport,
      schedule: "30 2 29 3 *",
      timezone: "Europe/Berlin",
    });
    const position = rangeOf(document, "30 2 29 3 *").start;
    const text = await eventually("the hover", async () => {
      return (await hoverTexts(document.uri, position)).find((each) => each.includes("Runs within a year: 1"));
    });
    assert.match(text, /Mar 29/);
    await openSpec("hover-month", { ...dailyReport, schedule: "0 9 * * *" });
    const monthly = vscode.window.activeTextEditor?.document;
    assert.ok(monthly);
    const there = rangeOf(monthly, "0 9 * * *").start;
    await eventually("the rate", async () =>
      (await hoverTexts(monthly.uri, there)).find((each) => each.includes("Runs in 30 days: 30")),
    );
  });

  it("hints after a schedule show its next run, and its meaning without lenses, until they are switched off", async () => {
    const editor = await openSpec("hints", dailyReport);
    const { document } = editor;
    const hintLike = (label: RegExp) =>
      eventually("the hint", async () => (await hintsOf(document.uri)).find((hint) => label.test(String(hint.label))));
    const hint = await hintLike(/^in \d+ (hours?|minutes?|days?)$/);
    assert.deepEqual(hint.position, rangeOf(document, '"0 9 * * 1-5"').end);
    await replaceText(editor, "0 9 * * 1-5", "0 9 * *");
    assert.deepEqual(await hintsOf(document.uri), []);
    await replaceText(editor, "0 9 * *", "0 9 * * *");
    assert.equal((await hintsOf(document.uri)).length, 1);
    const settings = vscode.workspace.getConfiguration("langgraphCrons");
    const set = (name: string, value: boolean | undefined) =>
      settings.update(name, value, vscode.ConfigurationTarget.Workspace);
    await set("codeLens", false);
    try {
      await hintLike(/^At 9:00 AM · in \d+ (hours?|minutes?|days?)$/);
      await set("inlayHints", false);
      assert.deepEqual(await hintsOf(document.uri), []);
    } finally {
      await set("codeLens", undefined);
      await set("inlayHints", undefined);
    }
  });

  it("has each spec of a file in the outline, by name and schedule", async () => {
    const { document } = await openSpec("outline", [
      { name: "one", ...dailyReport },
      { name: "two", ...dailyReport, timezone: "UTC" },
    ]);
    const symbols = await eventually("the outline", async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        "vscode.executeDocumentSymbolProvider",
        document.uri,
      );
      const ours = found?.filter(({ kind }) => kind === vscode.SymbolKind.Event) ?? [];
      return ours.length > 0 ? ours : undefined;
    });
    assert.deepEqual(
      symbols.map(({ name, detail }) => [name, detail]),
      [
        ["one", "0 9 * * 1-5 · Europe/Berlin"],
        ["two", "0 9 * * 1-5 · UTC"],
      ],
    );
    assert.deepEqual(
      symbols[0]?.children.map(({ name }) => name),
      Object.keys(dailyReport),
    );
  });

  it("folds, as VS Code's JSON support sees it", async () => {
    const { document } = await openSpec("folding", [{ name: "one", ...dailyReport }]);
    const ranges = await eventually("folding", async () => {
      const found = await vscode.commands.executeCommand<vscode.FoldingRange[]>(
        "vscode.executeFoldingRangeProvider",
        document.uri,
      );
      return found.length > 0 ? found : undefined;
    });
    const starts = ranges.map(({ start }) => start);
    assert.ok(starts.includes(0) && starts.includes(1));
    assert.equal(new Set(starts).size, starts.length);
  });
});

async function hoverTexts(uri: vscode.Uri, position: vscode.Position): Promise<readonly string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
  const contents = hovers.flatMap(({ contents: parts }) => parts) as vscode.MarkdownString[];
  return contents.map(({ value }) => value.replaceAll("&nbsp;", " ")).filter((value) => value !== "");
}

async function hintsOf(uri: vscode.Uri): Promise<readonly vscode.InlayHint[]> {
  return vscode.commands.executeCommand<vscode.InlayHint[]>("vscode.executeInlayHintProvider", uri, whole);
}
