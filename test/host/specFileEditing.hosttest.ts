import assert from "node:assert/strict";
import * as vscode from "vscode";
import { createSpec } from "../../src/features/specFile/newSpec";
import { canaryKey } from "../support/canary";
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
} from "./specFiles";

describe("a spec file in the editor", () => {
  before(async () => removeConnections(await extensionApi()));
  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  it("has no diagnostic, from any extension, while it is valid and safe", async () => {
    const { document } = await openSpec("valid", dailyReport);
    assert.equal(document.languageId, "jsonc");
    // A squiggle that must not come can only be waited for behind one that must.
    const broken = await openSpec("valid-beside", { ...dailyReport, schedule: "0 25 * * *" });
    await diagnosticsOf(broken.document.uri, ["schedule.out-of-range"]);
    assert.deepEqual(vscode.languages.getDiagnostics(document.uri), []);
  });

  it("marks the exact item of a schedule, with a code, a help link and its source", async () => {
    const { document } = await openSpec("item", { ...dailyReport, schedule: "0 25 * * *" });
    const [diagnostic] = await diagnosticsOf(document.uri, ["schedule.out-of-range"]);
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), "25");
    assert.equal(diagnostic.severity, vscode.DiagnosticSeverity.Error);
    assert.equal(diagnostic.source, "Crons for LangGraph");
    assert.ok(typeof diagnostic.code === "object");
    assert.match(diagnostic.code.target.toString(), /\/docs\/schedule-language\.md#/);
  });

  it("places findings in the right spec of a list, between comments", async () => {
    const { document } = await openSpec(
      "list",
      `// two crons\n[\n  ${JSON.stringify({ name: "one", ...dailyReport })},\n  /* and */ ${JSON.stringify({
        name: "two",
        ...dailyReport,
        schedule: "0 9 31 2 *",
      })}\n]`,
    );
    const [diagnostic] = await diagnosticsOf(document.uri, ["schedule.never"]);
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), "0 9 31 2 *");
  });

  it("leaves syntax errors to VS Code's own JSON support", async () => {
    const syntax = await openSpec("syntax", '{ "schedule": "0 9 * * *" "timezone": "UTC" }');
    await eventually("JSON support's error", () => vscode.languages.getDiagnostics(syntax.document.uri)[0]);
    const sources = vscode.languages.getDiagnostics(syntax.document.uri).map(({ source }) => source);
    assert.ok(!sources.includes("Crons for LangGraph"), sources.join());
  });

  it("follows typing, and forgets a file that is closed", async () => {
    const editor = await openSpec("typing", dailyReport);
    await replaceText(editor, "0 9 * * 1-5", "0 9 * * 1-9");
    await diagnosticsOf(editor.document.uri, ["schedule.out-of-range"]);
    await replaceText(editor, "0 9 * * 1-9", "0 9 * * 1-4");
    await diagnosticsOf(editor.document.uri, []);
    await replaceText(editor, "0 9 * * 1-4", "61 9 * * *");
    await diagnosticsOf(editor.document.uri, ["schedule.out-of-range"]);
    await editor.document.save();
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await diagnosticsOf(editor.document.uri, []);
  });

  it("takes a proposed schedule as an edit that can be undone, and only in place of the one that is meant", async () => {
    const text = `// digests\n[\n  ${JSON.stringify({ name: "proposed", ...dailyReport })}, // at nine\n]`;
    const { document } = await openSpec("herd", text);
    await lensLike(document.uri, /09:00|9/);
    const cron = { connectionId: "none", cronId: "none" };
    const change = { name: "proposed", before: "0 9 * * 1-5", schedule: "17 9 * * 1-5" };
    const other = { ...change, before: "0 8 * * *" };
    // Its failure stays on the screen.
    void vscode.commands.executeCommand("langgraphCrons.spec.propose", cron, other);
    const place = rangeOf(document, '"0 9 * * 1-5"');
    await eventually("the schedule", () => vscode.window.activeTextEditor?.selection.isEqual(place) || undefined);
    assert.equal(document.getText(), text);
    await vscode.commands.executeCommand("langgraphCrons.spec.propose", cron, change);
    assert.equal(document.getText(), text.replace("0 9 * * 1-5", "17 9 * * 1-5"));
    assert.ok(document.isDirty);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
  });

  it("offers a fix that resolves the finding", async () => {
    const { document } = await openSpec("fix", {
      ...dailyReport,
      schedule: "0 9 * * mon-friday",
      timezone: "europe/berlin",
    });
    const found = await diagnosticsOf(document.uri, ["schedule.full-name", "timezone.similar"]);
    for (const { range } of found) {
      const [action] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        "vscode.executeCodeActionProvider",
        document.uri,
        range,
        vscode.CodeActionKind.QuickFix.value,
      );
      assert.ok(action?.edit, "no fix");
      assert.ok(await vscode.workspace.applyEdit(action.edit));
    }
    await diagnosticsOf(document.uri, []);
    assert.deepEqual(JSON.parse(document.getText()), { ...dailyReport, schedule: "0 9 * * mon-fri" });
  });

  it("offers each meaning of an abbreviation, and prefers none", async () => {
    const { document } = await openSpec("meanings", { ...dailyReport, timezone: "IST" });
    const [found] = await diagnosticsOf(document.uri, ["timezone.ambiguous"]);
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      found?.range,
      vscode.CodeActionKind.QuickFix.value,
    );
    assert.deepEqual(
      actions.map(({ title }) => title),
      ["Asia/Kolkata", "Europe/Dublin", "Asia/Jerusalem"].map((zone) => `Set “timezone” to "${zone}"`),
    );
    assert.ok(actions.every(({ isPreferred }) => isPreferred !== true));
  });

  it("shows words and runs on three clocks over the schedule, and nothing that can run", async () => {
    const { document } = await openSpec("hover", dailyReport);
    const position = rangeOf(document, "0 9 * * 1-5").start;
    const text = await eventually("the hover", () => hoverText(document.uri, position, /Monday/));
    assert.match(text, /At 9:00 AM/);
    assert.match(text, /\| Europe\/Berlin \|/);
    assert.match(text, /\| UTC \|/);
    assert.equal(text.split("\n").filter((line) => /\b9:00 AM.*\|/.test(line)).length, 10);
  });

  it("says in the hover how other schedulers read the schedule, only if they read it differently", async () => {
    const { document } = await openSpec("hover-elsewhere", { ...dailyReport, schedule: "0 9 * * 1-5" });
    const over = (schedule: string) => rangeOf(document, schedule).start;
    const alike = await eventually("the hover", () => hoverText(document.uri, over("0 9 * * 1-5"), /Monday/));
    assert.doesNotMatch(alike, /Other schedulers/);
    const refused = await openSpec("hover-refused", { ...dailyReport, schedule: "0 22-4 * * *" });
    const position = rangeOf(refused.document, "0 22-4 * * *").start;
    const text = await eventually("the hover", () => hoverText(refused.document.uri, position, /Other schedulers/));
    assert.match(text, /Other schedulers refuse this schedule\. .*\[What differs\]\(https:.*#what-differs\)/);
    const different = await openSpec("hover-different", { ...dailyReport, schedule: "*/30 * * * * *" });
    const there = rangeOf(different.document, "*/30 * * * * *").start;
    const words = await eventually("the hover", () => hoverText(different.document.uri, there, /Other schedulers/));
    assert.match(words, /read this differently: Every 30 seconds\./);
  });

  it("reads six fields as the chosen connection's server does", async () => {
    const api = await extensionApi();
    const { document } = await openSpec("dialect", { ...dailyReport, schedule: "0 30 9 * * 1" });
    await diagnosticsOf(document.uri, ["schedule.seconds-first-refused"]);
    const server = { name: "Aegra", url: "http://127.0.0.1:9", production: false, dialect: "secondsFirst" } as const;
    const { id } = await api.connections.add(server, { headers: {}, key: canaryKey });
    try {
      await diagnosticsOf(document.uri, ["schedule.not-portable-fields"]);
      await lensLike(
        document.uri,
        /^At 9:30 AM, only on Monday · next Mon, .*, 9:30 AM Europe\/Berlin · runs in 30 days: [45]$/,
      );
      const position = rangeOf(document, "0 30 9 * * 1").start;
      const text = await eventually("the hover", () => hoverText(document.uri, position, /At 9:30 AM/));
      assert.doesNotMatch(text, /Other schedulers/);
    } finally {
      await api.connections.remove(id);
    }
    await diagnosticsOf(document.uri, ["schedule.seconds-first-refused"]);
  });

  it("says what a key means", async () => {
    const { document } = await openSpec("hover-key", dailyReport);
    const position = rangeOf(document, "timezone").start;
    await eventually("the hover", () => hoverText(document.uri, position, /IANA time zone/));
  });

  it("has lenses in words without a connection, and leads to the first error", async () => {
    const editor = await openSpec("lenses", { ...dailyReport, schedule: "0 25 * * *" });
    await lensLike(editor.document.uri, /^Schedule not understood$/);
    await lensLike(editor.document.uri, /^Edit Cron…$/);
    await press(await lensLike(editor.document.uri, /Can't be submitted: /));
    assert.equal(editor.document.getText(vscode.window.activeTextEditor?.selection), "25");
    await replaceText(editor, "0 25 * * *", "0 9 * * 1-5");
    await lensLike(
      editor.document.uri,
      /^At 9:00 AM, Monday through Friday · next \w+, .*, 9:00 AM Europe\/Berlin · runs in 30 days: 2[0-2]$/,
    );
    await lensLike(editor.document.uri, /^Add a connection to submit$/);
  });

  it("begins as a template without findings, which never overwrites a file", async () => {
    const file = vscode.Uri.joinPath(
      (await openSpec("template-beside", dailyReport)).document.uri,
      "../template.cron.json",
    );
    await createSpec(file);
    const { document } = vscode.window.activeTextEditor ?? {};
    assert.equal(document?.uri.toString(), file.toString());
    assert.match(document?.getText() ?? "", /"assistant_id": "agent"/);
    const broken = await openSpec("template-broken", { ...dailyReport, schedule: "0 25 * * *" });
    await diagnosticsOf(broken.document.uri, ["schedule.out-of-range"]);
    assert.deepEqual(vscode.languages.getDiagnostics(file), []);
    const before = broken.document.getText();
    await createSpec(broken.document.uri);
    assert.equal(broken.document.getText(), before);
  });

  it("switches the lenses off by a setting", async () => {
    const { document } = await openSpec("lens-setting", dailyReport);
    const settings = vscode.workspace.getConfiguration("langgraphCrons");
    await settings.update("codeLens", false, vscode.ConfigurationTarget.Workspace);
    try {
      assert.deepEqual(await lensTitles(document.uri), []);
    } finally {
      await settings.update("codeLens", undefined, vscode.ConfigurationTarget.Workspace);
    }
    assert.equal((await lensTitles(document.uri)).length, 3);
  });
});

async function hoverText(uri: vscode.Uri, position: vscode.Position, like: RegExp): Promise<string | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>("vscode.executeHoverProvider", uri, position);
  const contents = hovers.flatMap(({ contents: parts }) => parts) as vscode.MarkdownString[];
  for (const part of contents) assert.ok(part.isTrusted !== true && part.supportHtml !== true);
  return contents.map(({ value }) => value.replaceAll("&nbsp;", " ")).find((value) => like.test(value));
}
