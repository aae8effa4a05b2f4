import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { JsonObject } from "../../src/core/base/json";
import type { Cron } from "../../src/core/server/cron";
import type { ExtensionApi } from "../../src/extension";
import { writeCron } from "../../src/features/cronActions/exportToFile";
import type { Connection } from "../../src/platform/servers/connections/connection";
import { type Gateway, startGateway } from "../support/gateway";
import { openTestServer } from "../support/testServer";
import { agentServerUrl } from "./agentServerUrl";
import { extensionApi, removeConnections } from "./extensionApi";
import { makeCron } from "./makeCron";
import {
  dailyReport,
  eventually,
  lensCommands,
  lensLike,
  lensTitles,
  openSpec,
  press,
  replaceText,
  writeSpec,
} from "./specFiles";

const server = openTestServer(agentServerUrl());

describe("a spec file and the server", () => {
  let api: ExtensionApi;
  let gateway: Gateway;
  let connection: Connection;
  const testRun = Date.now().toString(36);
  const nameOf = (what: string) => `drift-${what}-${testRun}`;

  const cronsOf = (name: string) =>
    server.searchCrons({ metadata: { langgraph_crons_name: name }, limit: 10, offset: 0, withPayload: true });

  async function onlyCron(name: string) {
    const [cron, ...others] = await cronsOf(name);
    assert.ok(cron);
    assert.equal(others.length, 0);
    return cron;
  }

  function refTo({ cron_id }: Pick<Cron, "cron_id">) {
    return { connectionId: connection.id, cronId: cron_id };
  }

  async function openSubmitted(name: string, content: string | JsonObject = { ...dailyReport }) {
    const editor = await openSpec(name, content);
    await press(await lensLike(editor.document.uri, /Submit to Local/));
    await lensLike(editor.document.uri, /in sync$/);
    return editor;
  }

  /** As somebody else does it, with another client; the tree's refresh tells us of it. */
  async function changeOnServer(name: string, change: JsonObject): Promise<void> {
    await server.patchCron((await onlyCron(name)).cron_id, change);
    await api.servers.refresh(connection);
  }

  before(async () => {
    api = await extensionApi();
    await removeConnections(api);
    gateway = await startGateway({ target: agentServerUrl() });
    connection = await api.connections.add({ name: "Local", url: gateway.url, production: false }, { headers: {} });
  });

  after(async () => {
    await removeConnections(api);
    await gateway.close();
  });

  afterEach(async () => {
    await vscode.commands.executeCommand("notifications.clearAll");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("is requested when the file becomes visible, and not while somebody types", async () => {
    const name = nameOf("life");
    const editor = await openSpec(name, { ...dailyReport });
    const file = editor.document.uri;
    await lensLike(file, /not submitted/);
    await press(await lensLike(file, /Submit to Local/));
    await lensLike(file, /in sync$/);

    // What else a spec is checked against on its server has its own tests.
    const searches = () => gateway.requests.filter(({ path }) => path === "/runs/crons/search").length;
    const before = searches();
    await replaceText(editor, "0 9 * * 1-5", "30 8 * * 1-5");
    await lensLike(file, /differs in schedule$/);
    await replaceText(editor, "the day", "the night");
    await lensLike(file, /differs in schedule and input$/);
    await replaceText(editor, "the night", "the day");
    await replaceText(editor, "30 8 * * 1-5", "0 9 * * 1-5");
    await lensLike(file, /in sync$/);
    assert.equal(searches(), before);
  });

  it("is submitted and compared as the environment of its server has it", async () => {
    const name = nameOf("environment");
    const environments = { staging: { url: gateway.url, overrides: { [name]: { enabled: false } } } };
    const spec = await writeSpec(`drift-environment/${name}`, { ...dailyReport });
    const file = vscode.Uri.joinPath(spec, "../langgraph-crons.json");
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify({ environments })));
    try {
      await vscode.window.showTextDocument(spec, { preview: false });
      await press(await lensLike(spec, /Submit to Local as staging has it$/));
      await lensLike(spec, /in sync · paused on the server$/);
      assert.equal((await onlyCron(name)).enabled, false);
      await changeOnServer(name, { schedule: "0 10 * * 1-5" });
      await press(await lensLike(spec, /differs in schedule, changed on the server/));
      const diff = await eventually("the diff", () => {
        const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
        return input instanceof vscode.TabInputTextDiff ? input : undefined;
      });
      for (const side of [diff.original, diff.modified]) {
        assert.match((await vscode.workspace.openTextDocument(side)).getText(), /"enabled": false/);
      }
    } finally {
      // One by one: of a folder that is deleted VS Code tells only the folder.
      await vscode.workspace.fs.delete(spec);
      await vscode.workspace.fs.delete(file);
    }
  });

  it("pauses and resumes from the lens, and a submit leaves paused what was paused", async () => {
    const name = nameOf("paused");
    const { document } = await openSubmitted(name);
    await press(await lensLike(document.uri, /Pause$/));
    await lensLike(document.uri, /in sync · paused on the server$/);
    await press(await lensLike(document.uri, /Submit to Local/));
    await lensLike(document.uri, /^Unchanged.*paused/);
    assert.equal((await onlyCron(name)).enabled, false);
    await press(await lensLike(document.uri, /Resume$/));
    await lensLike(document.uri, /in sync$/);
    assert.equal((await onlyCron(name)).enabled, true);
  });

  it("shows what was changed on the server beside the file, and applies it as one edit that keeps comments", async () => {
    const name = nameOf("foreign");
    const text = JSON.stringify({ ...dailyReport }, undefined, 2).replace('"timezone"', '// ours\n  "timezone"');
    const { document } = await openSubmitted(name, text);
    await changeOnServer(name, { schedule: "0 10 * * 1-5", input: { topic: "the day", deep: [1] } });
    await press(await lensLike(document.uri, /differs in schedule and input, changed on the server$/));
    const diff = await eventually("the diff", () => {
      const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return input instanceof vscode.TabInputTextDiff ? input : undefined;
    });
    assert.equal(diff.modified.toString(), document.uri.toString());
    const left = await vscode.workspace.openTextDocument(diff.original);
    const expected = text.replace("0 9 *", "0 10 *").replace('"the day"', '"the day",\n    "deep": [\n      1\n    ]');
    assert.equal(left.getText(), expected);
    assert.equal(left.languageId, "jsonc");

    await press(await lensLike(document.uri, /Update file from server/));
    assert.equal(document.getText(), expected);
    await lensLike(document.uri, /in sync$/);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), text);
    await lensLike(document.uri, /differs in schedule and input, changed on the server$/);
  });

  it("follows the file in the diff, so that only what differs is shown", async () => {
    const name = nameOf("follows");
    const editor = await openSubmitted(name);
    const file = editor.document.uri;
    await replaceText(editor, "0 9 * * 1-5", "0 8 * * 1-5");
    await vscode.commands.executeCommand("langgraphCrons.spec.diff", file, name);
    const left = () =>
      vscode.workspace.textDocuments.find(
        ({ uri }) => uri.scheme === "langgraph-crons-server" && uri.path === file.path,
      );
    await eventually("the server's side", () => (left()?.getText().includes("0 9 * * 1-5") ? true : undefined));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(file, new vscode.Position(1, 0), "  // a comment\n");
    await vscode.workspace.applyEdit(edit);
    await eventually("the comment on the left", () => (left()?.getText().includes("// a comment") ? true : undefined));
  });

  it("asks again when the file comes back into view", async () => {
    const name = nameOf("back");
    const { document } = await openSubmitted(name);
    await openSpec(nameOf("other"), { ...dailyReport });
    const { cron_id } = await onlyCron(name);
    await server.deleteCron(cron_id);
    await vscode.window.showTextDocument(document);
    await lensLike(document.uri, /not submitted/);
  });

  it("reports crons that run twice", async () => {
    const name = nameOf("twice");
    for (const hour of [1, 2]) {
      const metadata = { langgraph_crons_name: name };
      await makeCron(server, null, { schedule: `0 ${hour} * * *`, metadata });
    }
    const { document } = await openSpec(name, { ...dailyReport });
    await lensLike(document.uri, /duplicate ×2/);
    assert.ok(!(await lensTitles(document.uri)).some((title) => /Pause|Run now/.test(title)));
    for (const { cron_id } of await cronsOf(name)) await server.deleteCron(cron_id);
  });

  it("treats placeholders as equal to the server's values, and says so", async () => {
    const name = nameOf("placeholder");
    const metadata = { langgraph_crons_name: name, team: "red" };
    await makeCron(server, null, { ...dailyReport, metadata });
    const { document } = await openSpec(name, { ...dailyReport, metadata: { team: "${env:TEAM}" } });
    const lens = await lensLike(document.uri, /in sync/);
    assert.match(String(lens.tooltip), /metadata has placeholders/);
  });

  it("runs a cron now, as the cron's own run", async () => {
    const name = nameOf("run");
    const { thread_id } = await server.createThread();
    const { document } = await openSubmitted(name, { ...dailyReport, thread_id });
    const { cron_id, next_run_date } = await onlyCron(name);
    await press(await lensLike(document.uri, /Run now$/));
    const runs = await server.runs(thread_id, { limit: 10, offset: 0 });
    assert.deepEqual(
      runs.map((run) => run.cron_id),
      [cron_id],
    );
    assert.equal((await onlyCron(name)).next_run_date, next_run_date);
  });

  it("shows nothing, and asks nothing, if the server can't be reached", async () => {
    const away = await api.connections.add(
      { name: "Away", url: "http://127.0.0.1:9", production: false },
      { headers: {} },
    );
    const { document } = await openSpec(nameOf("away"), { ...dailyReport });
    await lensLike(document.uri, /Submit to Away/);
    await eventually("the end of asking", async () =>
      (await lensTitles(document.uri)).some((title) => /asking|sync|submitted|differs/.test(title)) ? undefined : true,
    );
    await api.connections.remove(away.id);
    await api.connections.choose(connection.id);
  });

  describe("an exported cron", () => {
    const fileOf = (name: string) => {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      return vscode.Uri.joinPath(folder.uri, `${name}.cron.json`);
    };
    const full: JsonObject = {
      schedule: "0 9 1 1 *",
      timezone: "Asia/Tokyo",
      input: { source: "x" },
      config: { tags: ["a"], configurable: { model: "x" } },
      metadata: { team: "a" },
      durability: "exit",
    };

    it("gets the file's name and is in sync with it; a submit creates no second one", async () => {
      const name = nameOf("exported");
      const { thread_id } = await server.createThread();
      const made = await makeCron(server, thread_id, full);
      const asked: string[] = [];
      const agree = async (given: string) => asked.push(given) > 0;
      const written = await writeCron(api, refTo(made), fileOf(name), agree);
      assert.deepEqual(written?.placeholders, []);
      assert.deepEqual(asked, [name]);
      const editor = await vscode.window.showTextDocument(fileOf(name));
      assert.deepEqual(JSON.parse(editor.document.getText()), {
        thread_id,
        assistant_id: "heartbeat",
        ...full,
      });
      await lensLike(editor.document.uri, /in sync$/);
      await press(await lensLike(editor.document.uri, /Submit to Local/));
      await lensLike(editor.document.uri, /^Unchanged/);
      const cron = await onlyCron(name);
      assert.equal(cron.cron_id, made.cron_id);
      assert.equal(cron.next_run_date, made.next_run_date);
      assert.equal((await server.searchCrons({ thread_id, limit: 10, offset: 0 })).length, 1);
      await server.deleteCron(cron.cron_id);
    });

    it("is not written, and does not change, if that is declined or the name is taken", async () => {
      const name = nameOf("declined");
      const made = await makeCron(server, null, full);
      assert.equal(await writeCron(api, refTo(made), fileOf(name), async () => false), undefined);
      const taken = await makeCron(server, null, { ...full, metadata: { langgraph_crons_name: name } });
      await assert.rejects(
        writeCron(api, refTo(made), fileOf(name), async () => true),
        /already/,
      );
      assert.deepEqual(await server.getCron(made.cron_id), made);
      await assert.rejects(async () => vscode.workspace.fs.stat(fileOf(name)));
      for (const cron of [made, taken]) await server.deleteCron(cron.cron_id);
    });

    it("keeps its spec name, in whatever file, without a question", async () => {
      const name = nameOf("named");
      const made = await makeCron(server, null, { ...full, enabled: false, metadata: { langgraph_crons_name: name } });
      const never = () => Promise.reject(new Error("not to be asked"));
      await writeCron(api, refTo(made), fileOf(nameOf("elsewhere")), never);
      const { document } = await vscode.window.showTextDocument(fileOf(nameOf("elsewhere")));
      assert.equal(JSON.parse(document.getText()).name, name);
      await lensLike(document.uri, /in sync/);
      assert.ok((await lensCommands(document.uri)).some(({ command }) => command === "langgraphCrons.cron.resume"));
      await server.deleteCron(made.cron_id);
    });
  });
});
