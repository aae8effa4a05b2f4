import assert from "node:assert/strict";
import * as vscode from "vscode";
import { parameters } from "../../src/core/arguments/parameters";
import { parseSpecFile } from "../../src/core/specFile/parseSpecFile";
import { choose, completionsAt, descriptionOf, documentationOf, labelOf, openAtCursor } from "./completions";
import { extensionApi, removeConnections } from "./extensionApi";
import { eventually } from "./specFiles";

describe("completion in a spec file", () => {
  before(async () => removeConnections(await extensionApi()));
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  /** As soon as there are any: the first spec file of a window loads the extension's part for them. */
  async function completions(name: string, marked: string) {
    const opened = await openAtCursor(name, marked);
    const items = await eventually("completions", async () => {
      const found = await completionsAt(opened.document.uri, opened.position);
      return found.length > 0 ? found : undefined;
    });
    return { ...opened, items, labels: items.map(labelOf) };
  }

  it("offers each missing key once, with its help", async () => {
    const { items, labels } = await completions("keys", '{ "thread_id": null, | }');
    const missing = parameters.filter(({ name }) => name !== "thread_id");
    assert.deepEqual(labels, ["name", ...missing.map(({ name }) => name), "protect"]);
    for (const [index, { deprecated }] of missing.entries()) {
      const item = items[index + 1];
      assert.ok(item && documentationOf(item) !== "");
      assert.equal(item.tags?.includes(vscode.CompletionItemTag.Deprecated) ?? false, deprecated !== undefined);
    }
  });

  it("inserts a key with its value and the commas that it needs", async () => {
    const { document, editor, items } = await completions("key", '{\n  "thread_id": null\n  "stre|"\n  "input": {}\n}');
    await choose(editor, items, "stream_subgraphs");
    assert.deepEqual(JSON.parse(document.getText()), { thread_id: null, stream_subgraphs: true, input: {} });
  });

  it("offers the values of a parameter with what they do", async () => {
    const { items, labels } = await completions("values", '{ "multitask_strategy": "|" }');
    assert.deepEqual(labels, ["enqueue", "reject", "interrupt", "rollback"]);
    assert.match(documentationOf(items[1] ?? new vscode.CompletionItem("")), /Start no run/);
  });

  it("offers this computer's zone and UTC before all others, each once", async () => {
    const { labels } = await completions("zones", '{ "timezone": "|" }');
    const local = new Intl.DateTimeFormat().resolvedOptions().timeZone;
    assert.deepEqual(labels.slice(0, local === "UTC" ? 1 : 2), [...new Set([local, "UTC"])]);
    assert.ok(labels.length > 400 && new Set(labels).size === labels.length);
  });

  it("explains a schedule in words and with the next run", async () => {
    const { items, document, editor } = await completions(
      "schedules",
      '{ "timezone": "Asia/Tokyo", "schedule": "0 9|" }',
    );
    const weekdays = items.find((item) => labelOf(item) === "0 9 * * 1-5");
    assert.ok(weekdays);
    assert.equal(descriptionOf(weekdays), "At 9:00 AM, Monday through Friday");
    assert.match(weekdays.detail ?? "", /^next \w+, .*, 9:00 AM Asia\/Tokyo$/);
    await choose(editor, items, "0 9 * * 1-5");
    assert.equal(JSON.parse(document.getText()).schedule, "0 9 * * 1-5");
  });

  it("offers whole crons in an empty file and in a list, where each has a name", async () => {
    const empty = await completions("empty", "|");
    assert.deepEqual(empty.labels, ["Cron", "Cron on a thread", "Cron with every parameter"]);
    await choose(empty.editor, empty.items, "Cron with every parameter");
    for (const { name, deprecated } of parameters) {
      assert.equal(empty.document.getText().includes(`"${name}": `), deprecated === undefined, name);
    }
    const list = await completions("in-list", '[\n  { "name": "a" }\n  |\n]');
    await choose(list.editor, list.items, "Cron");
    const { problems, specs } = parseSpecFile(list.document.getText(), "in-list");
    assert.deepEqual(problems, []);
    assert.deepEqual(
      specs.map(({ name }) => name),
      ["a", "daily-report"],
    );
  });

  it("offers names of the environment and of secrets where placeholders are resolved, and only there", async () => {
    const { document, editor, items, labels } = await completions(
      "placeholders",
      '{ "headers": { "a": "${secret:MY_KEY}", "b": "Bearer ${|}" } }',
    );
    assert.ok(labels.includes("${env:PATH}") && labels.includes("${secret:MY_KEY}"), labels.join());
    await choose(editor, items, "${env:PATH}");
    assert.deepEqual(JSON.parse(document.getText()).headers.b, "Bearer ${env:PATH}");
    const elsewhere = await openAtCursor("no-placeholders", '{ "input": { "a": "${|}" } }');
    const others = await completionsAt(elsewhere.document.uri, elsewhere.position);
    assert.deepEqual(
      others.map(labelOf).filter((label) => label.startsWith("${")),
      [],
    );
  });

  it("offers an example input even without a server", async () => {
    const { document, editor, items, labels } = await completions("raw", '{ "assistant_id": "report", "input": | }');
    assert.equal(labels.length, 1);
    await choose(editor, items, String(labels[0]));
    assert.ok(JSON.parse(document.getText()).input.messages);
  });

  it("is not active in other files", async () => {
    const uri = vscode.Uri.joinPath((await openAtCursor("beside", "{|}")).document.uri, "../other.jsonc");
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode("{ }"));
    await vscode.window.showTextDocument(uri);
    const labels = (await completionsAt(uri, new vscode.Position(0, 2))).map(labelOf);
    assert.ok(!labels.includes("schedule") && !labels.includes("Cron"), labels.join());
  });
});
