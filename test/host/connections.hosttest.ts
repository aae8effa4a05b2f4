import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension";
import { canaryKey } from "../support/canary";
import { type Gateway, startGateway } from "../support/gateway";
import { agentServerUrl } from "./agentServerUrl";
import { extensionApi, removeConnections } from "./extensionApi";

const key = canaryKey;
const header = "canary-header-77a3e0";
const secrets = { key, headers: { Authorization: header } };
const draft = { name: "One", url: "https://one.example/base", production: false };

describe("connections", () => {
  let api: ExtensionApi;
  let gateway: Gateway;

  before(async () => {
    api = await extensionApi();
    gateway = await startGateway({ target: agentServerUrl(), key });
  });

  beforeEach(() => removeConnections(api));

  after(async () => {
    await removeConnections(api);
    await gateway.close();
  });

  it("keeps key and header values in secret storage only", async () => {
    const added = await api.connections.add(draft, secrets);
    assert.deepEqual(await api.connections.secrets(added), secrets);
    const { globalState, workspaceState } = api.context;
    const states = [globalState, workspaceState].flatMap((state) => state.keys().map((name) => state.get(name)));
    assert.match(JSON.stringify(states), /one\.example/);
    assert.doesNotMatch(JSON.stringify(states), /canary/);
    assert.deepEqual(added.headerNames, ["Authorization"]);
  });

  it("keeps the secrets while the address stays at its origin", async () => {
    const added = await api.connections.add(draft, secrets);
    await api.connections.update(added.id, { ...added, name: "Two", url: "https://one.example/other" }, undefined);
    const changed = api.connections.get(added.id);
    assert.ok(changed);
    assert.equal(changed.name, "Two");
    assert.deepEqual(await api.connections.secrets(changed), secrets);
  });

  for (const url of ["https://two.example/base", "http://one.example/base", "https://one.example:8443/base"]) {
    it(`drops the secrets when the origin becomes ${url}`, async () => {
      const added = await api.connections.add(draft, secrets);
      await api.connections.update(added.id, { ...added, url }, undefined);
      const moved = api.connections.get(added.id);
      assert.ok(moved);
      assert.deepEqual(await api.connections.secrets(moved), { headers: {} });
      assert.deepEqual(await api.connections.secrets(added), { headers: {} });
      assert.deepEqual(moved.headerNames, []);
    });
  }

  it("deletes the secrets with the connection, and chooses another", async () => {
    const first = await api.connections.add(draft, secrets);
    const second = await api.connections.add({ ...draft, name: "Second" }, { headers: {} });
    assert.equal(api.connections.chosen()?.id, second.id);
    await api.connections.remove(second.id);
    assert.equal(api.connections.chosen()?.id, first.id);
    await api.connections.remove(first.id);
    assert.deepEqual(await api.connections.secrets(first), { headers: {} });
    assert.equal(api.connections.chosen(), undefined);
  });

  it("leaves out entries of a stored list that it can't read", async () => {
    const added = await api.connections.add(draft, secrets);
    await api.context.globalState.update("connections", [
      null,
      "text",
      { id: "a", name: "no address" },
      { id: "b", name: "bad address", url: "javascript:alert(1)" },
      { ...added, headerNames: "none", production: "perhaps" },
      added,
    ]);
    assert.deepEqual(api.connections.all(), [{ ...added, headerNames: [], production: true }]);
    await api.context.globalState.update("connections", { not: "a list" });
    assert.deepEqual(api.connections.all(), []);
  });

  it("sends the key to its own server and tells a refused key from an unreachable server", async () => {
    const good = await api.connections.add({ ...draft, url: gateway.url }, secrets);
    assert.equal((await api.servers.refresh(good)).kind, "ready");
    assert.ok(
      gateway.requests.every(({ headers }) => headers["x-api-key"] === key && headers.authorization === header),
    );

    await api.connections.update(good.id, good, { key: "wrong-key", headers: {} });
    const [changed] = api.connections.all();
    assert.ok(changed);
    const state = await api.servers.refresh(changed);
    assert.equal(state.kind === "problem" && state.problem.kind, "unauthorized");

    const gone = await api.connections.add({ ...draft, url: "http://127.0.0.1:9" }, secrets);
    const unreachable = await api.servers.refresh(gone);
    assert.equal(unreachable.kind === "problem" && unreachable.problem.kind, "unreachable");
  });

  it("ignores hostile settings of a workspace", async () => {
    const connection = await api.connections.add({ ...draft, url: gateway.url }, secrets);
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder.uri, ".vscode", "settings.json");
    const hostile = Object.fromEntries(
      ["url", "server", "connections", "chosenConnection", "apiKey", "headers", "proxy"].map((name) => [
        `langgraphCrons.${name}`,
        "http://127.0.0.1:9",
      ]),
    );
    const own = { "langgraphCrons.requestTimeoutSeconds": 1, "langgraphCrons.minimumMinutes": 0 };
    // The one that a workspace may set tells when the file has been read.
    const settings = { ...hostile, ...own, "langgraphCrons.codeLens": false };
    const applied = new Promise<void>((resolve) => {
      const listener = vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration("langgraphCrons.codeLens")) {
          listener.dispose();
          resolve();
        }
      });
    });
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(settings)));
    try {
      await applied;
      gateway.requests.length = 0;
      assert.equal((await api.servers.refresh(connection)).kind, "ready");
      assert.ok(gateway.requests.length > 0);
      assert.ok(gateway.requests.every(({ headers }) => headers["x-api-key"] === key));
      assert.deepEqual(api.connections.all(), [connection]);
      const effective = vscode.workspace.getConfiguration("langgraphCrons");
      assert.equal(effective.get("requestTimeoutSeconds"), 20);
      assert.equal(effective.get("minimumMinutes"), 5);
    } finally {
      await vscode.workspace.fs.delete(file);
    }
  });

  it("chooses from a quick pick with the keyboard", async () => {
    const first = await api.connections.add(draft, secrets);
    await api.connections.add({ ...draft, name: "Second" }, { headers: {} });
    const chosen = vscode.commands.executeCommand("langgraphCrons.connection.choose");
    const changed = new Promise<void>((resolve) => {
      const listener = api.connections.onDidChange(() => {
        listener.dispose();
        resolve();
      });
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await vscode.commands.executeCommand("workbench.action.acceptSelectedQuickOpenItem");
    await Promise.all([chosen, changed]);
    assert.equal(api.connections.chosen()?.id, first.id);
  });
});
