import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension";
import type { Connection } from "../../src/platform/servers/connections/connection";
import { canaryKey } from "../support/canary";
import { type Gateway, startGateway } from "../support/gateway";
import { openTestServer } from "../support/testServer";
import { agentServerUrl } from "./agentServerUrl";
import { choose, completionsAt, descriptionOf, labelOf, openAtCursor } from "./completions";
import { copiedBy } from "./copiedBy";
import { extensionApi, removeConnections } from "./extensionApi";
import { dailyReport, diagnosticsOf, eventually, openSpec, replaceText } from "./specFiles";

const server = openTestServer(agentServerUrl());

describe("a spec file beside its server", () => {
  let api: ExtensionApi;
  let gateway: Gateway;
  let connection: Connection;

  before(async () => {
    api = await extensionApi();
    gateway = await startGateway({ target: agentServerUrl() });
  });

  beforeEach(async () => {
    await removeConnections(api);
    const choices = { name: "Local", url: gateway.url, production: false };
    connection = await api.connections.add(choices, { headers: {}, key: canaryKey });
  });

  afterEach(() => vscode.commands.executeCommand("workbench.action.closeAllEditors"));

  after(async () => {
    await removeConnections(api);
    await gateway.close();
  });

  const requests = (path: RegExp) => gateway.requests.filter((request) => path.test(request.path)).length;

  /** Where the tree is open it reads a new connection, and what the server has said is asked anew after that. */
  async function quietServer(): Promise<void> {
    let asked = -1;
    await eventually("a second without a request", async () => {
      if (asked === gateway.requests.length) return true;
      asked = gateway.requests.length;
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return undefined;
    });
  }

  async function completionLike(name: string, marked: string, label: RegExp) {
    const opened = await openAtCursor(name, marked);
    let labels: readonly string[] = [];
    const items = await eventually(`${label}`, async () => {
      const found = await completionsAt(opened.document.uri, opened.position);
      labels = found.map(labelOf);
      return labels.some((each) => label.test(each)) ? found : undefined;
    });
    return { ...opened, items, labels };
  }

  it("copies the request of a spec as it is in the editor, and shows one that could not be sent", async () => {
    const { document } = await openSpec("copied", { ...dailyReport, headers: { "x-team": "${env:TEAM}" } });
    const text = await copiedBy(vscode.commands.executeCommand("langgraphCrons.spec.copyRequest", document.uri));
    assert.ok(text.startsWith("### copied: "), text);
    assert.ok(text.includes(`POST ${gateway.url}/runs/crons\n`), text);
    assert.ok(text.includes("x-team: {{$processEnv TEAM}}") && !text.includes(canaryKey), text);
    const editor = await openSpec("not-copied", { ...dailyReport, schedule: "61 * * * *" });
    void vscode.commands.executeCommand("langgraphCrons.spec.copyRequest", editor.document.uri);
    await eventually("the place of the error", () =>
      editor.document.getText(editor.selection).includes("61") ? true : undefined,
    );
    assert.equal(await vscode.env.clipboard.readText(), text);
    await vscode.commands.executeCommand("notifications.clearAll");
  });

  describe("completes", () => {
    it("assistants, asking once", async () => {
      const { document, editor, items, position } = await completionLike(
        "assistants",
        '{ "assistant_id": "|" }',
        /^report$/,
      );
      await quietServer();
      await completionsAt(document.uri, position);
      const before = requests(/^\/assistants\/search/);
      for (let again = 0; again < 3; again++) await completionsAt(document.uri, position);
      assert.equal(requests(/^\/assistants\/search/), before);
      await choose(editor, items, "report");
      assert.equal(JSON.parse(document.getText()).assistant_id, "report");
    });

    it("threads by their titles, behind null", async () => {
      const { thread_id } = await server.createThread();
      await fetch(`${agentServerUrl()}/threads/${thread_id}`, {
        method: "PATCH",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ metadata: { title: "Morning $(bug) news" } }),
      });
      const { document, editor, items, labels } = await completionLike("threads", '{ "thread_id": | }', /^Morning/);
      assert.equal(labels[0], "null");
      const title = labels.find((label) => label.startsWith("Morning")) ?? "";
      assert.equal(title, "Morning $ (bug) news");
      const item = items.find((each) => labelOf(each) === title);
      assert.ok(item && descriptionOf(item)?.includes(thread_id));
      await choose(editor, items, title);
      assert.equal(JSON.parse(document.getText()).thread_id, thread_id);
    });

    it("the nodes of the assistant's graph", async () => {
      const { labels } = await completionLike(
        "nodes",
        '{ "assistant_id": "report", "interrupt_before": ["plan", "|"] }',
        /^review$/,
      );
      assert.deepEqual(labels, ["review", "write"]);
    });

    it("what the assistant's schemas ask for, before what is always there", async () => {
      const { document, editor, items, labels } = await completionLike(
        "skeleton",
        '{ "assistant_id": "report", "input": | }',
        /^\{ … \}$/,
      );
      assert.equal(labels[0], "{ … }");
      assert.equal(labels.length, 2);
      await choose(editor, items, "{ … }");
      assert.deepEqual(JSON.parse(document.getText()).input, { messages: [{ role: "user", content: "" }] });
      const keys = await completionLike("schema-keys", '{ "assistant_id": "report", "context": { | } }', /^audience$/);
      assert.deepEqual(keys.labels, ["audience"]);
    });

    it("offline entries at once, though the server never answers", async () => {
      const silent = await startGateway({ target: "http://127.0.0.1:9" });
      try {
        await api.connections.add({ name: "Silent", url: silent.url, production: false }, { headers: {} });
        const { labels } = await completionLike("silent", '{ "thread_id": | }', /^null$/);
        assert.deepEqual(labels, ["null"]);
      } finally {
        await silent.close();
      }
    });
  });

  describe("is checked", () => {
    const wrong = {
      ...dailyReport,
      assistant_id: "raport",
      thread_id: "00000000-0000-4000-8000-000000000000",
    };

    it("for what the server doesn't have, once the server has answered, with fixes", async () => {
      const { document } = await openSpec("checked", wrong);
      await diagnosticsOf(document.uri, []);
      await api.servers.refresh(connection);
      const found = await diagnosticsOf(document.uri, ["server.unknown-assistant-similar", "server.unknown-thread"]);
      await applyFix(document, found[0]);
      await diagnosticsOf(document.uri, ["server.unknown-thread"]);
      assert.equal(JSON.parse(document.getText()).assistant_id, "report");
    });

    it("for nodes and input, with few requests however much is typed", async () => {
      await api.servers.refresh(connection);
      const editor = await openSpec("nodes-checked", {
        ...dailyReport,
        interrupt_before: ["reveiw"],
        on_run_completed: "keep",
        input: { topic: 7 },
      });
      await diagnosticsOf(editor.document.uri, ["server.unknown-node-similar", "server.wrong-type"]);
      const before = gateway.requests.length;
      await replaceText(editor, '"topic": 7', '"topic": "x"');
      const [node] = await diagnosticsOf(editor.document.uri, ["server.unknown-node-similar"]);
      await applyFix(editor.document, node);
      await diagnosticsOf(editor.document.uri, []);
      assert.equal(gateway.requests.length, before);
    });

    it("only for the chosen server, and not where that is switched off", async () => {
      await api.servers.refresh(connection);
      const { document } = await openSpec("unchecked", { ...wrong, thread_id: null });
      await diagnosticsOf(document.uri, ["server.unknown-assistant-similar"]);
      const settings = vscode.workspace.getConfiguration("langgraphCrons");
      await settings.update("checkOnServer", false, vscode.ConfigurationTarget.Global);
      try {
        await diagnosticsOf(document.uri, []);
      } finally {
        await settings.update("checkOnServer", undefined, vscode.ConfigurationTarget.Global);
      }
      await diagnosticsOf(document.uri, ["server.unknown-assistant-similar"]);
      await api.connections.remove(connection.id);
      await diagnosticsOf(document.uri, []);
    });
  });
});

async function applyFix(document: vscode.TextDocument, diagnostic: vscode.Diagnostic | undefined): Promise<void> {
  assert.ok(diagnostic);
  const [action] = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    diagnostic.range,
    vscode.CodeActionKind.QuickFix.value,
  );
  assert.ok(action?.edit, "no fix");
  assert.ok(await vscode.workspace.applyEdit(action.edit));
}
