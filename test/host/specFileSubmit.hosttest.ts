import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { JsonObject } from "../../src/core/base/json";
import type { ExtensionApi } from "../../src/extension";
import type { Connection } from "../../src/platform/servers/connections/connection";
import { canaryKey } from "../support/canary";
import { openTestServer } from "../support/testServer";
import { agentServerUrl } from "./agentServerUrl";
import { extensionApi, removeConnections } from "./extensionApi";
import {
  dailyReport,
  diagnosticsOf,
  eventually,
  lensCommands,
  lensLike,
  openSpec,
  press,
  replaceText,
} from "./specFiles";

const server = openTestServer(agentServerUrl());

const local = { name: "Local", url: agentServerUrl(), production: false };

/** The crons of a spec, as the server has them. */
function cronsOf(name: string) {
  return server.searchCrons({
    metadata: { langgraph_crons_name: name },
    limit: 10,
    offset: 0,
    withPayload: true,
  });
}

/** Presses Submit and gives what the lens then says of it. */
async function submit(file: vscode.Uri): Promise<string> {
  await press(await lensLike(file, /Submit to Local/));
  return (await lensLike(file, /Created|Updated|Unchanged|Not changed|Left paused/)).title;
}

describe("submitting a spec file", () => {
  let api: ExtensionApi;
  let connection: Connection;
  const testRun = Date.now().toString(36);
  const nameOf = (what: string) => `${what}-${testRun}`;

  before(async () => {
    api = await extensionApi();
    await removeConnections(api);
    connection = await api.connections.add(
      { name: "Local", url: agentServerUrl(), production: false },
      { headers: {}, key: canaryKey },
    );
    await api.connections.choose(connection.id);
  });

  after(() => removeConnections(api));

  afterEach(async () => {
    await vscode.commands.executeCommand("notifications.clearAll");
    await vscode.commands.executeCommand("workbench.action.files.revert");
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
  });

  it("creates one cron, however often it is pressed, and updates it if the spec has changed", async () => {
    const name = nameOf("twice");
    const editor = await openSpec(name, { ...dailyReport });
    const file = editor.document.uri;
    assert.match(await submit(file), /^Created$/);
    assert.match(await submit(file), /^Unchanged/);
    const [cron, ...others] = await cronsOf(name);
    assert.equal(others.length, 0);
    assert.equal(cron?.enabled, true);
    assert.equal(cron?.timezone, "Europe/Berlin");

    await replaceText(editor, "0 9 * * 1-5", "30 8 * * 1-5");
    assert.match(await submit(file), /^Updated: schedule$/);
    const [updated, ...more] = await cronsOf(name);
    assert.equal(more.length, 0);
    assert.equal(updated?.cron_id, cron?.cron_id);
    assert.equal(updated?.schedule, "30 8 * * 1-5");
  });

  it("refuses a second press during the first", async () => {
    const name = nameOf("impatient");
    const { document } = await openSpec(name, { ...dailyReport });
    const lens = await lensLike(document.uri, /Submit to Local/);
    void press(lens);
    void press(lens);
    await lensLike(document.uri, /^Created/);
    assert.equal((await cronsOf(name)).length, 1);
  });

  it("submits the spec of the lens, not the one in the active editor", async () => {
    const specs = [nameOf("left"), nameOf("right")].map((name) => ({ name, ...dailyReport }));
    const { document } = await openSpec(nameOf("pair"), specs);
    const [left = "", right = ""] = specs.map(({ name }) => name);
    const lens = await eventually("the second spec's lens", async () =>
      (await lensCommands(document.uri)).find(
        ({ command, arguments: given }) => command === "langgraphCrons.spec.submit" && given?.[1] === right,
      ),
    );
    await openSpec(nameOf("elsewhere"), { ...dailyReport });
    await press(lens);
    assert.equal((await cronsOf(right)).length, 1);
    assert.equal((await cronsOf(left)).length, 0);
    assert.equal((await cronsOf(nameOf("elsewhere"))).length, 0);
  });

  it("stops at an error and leads to it", async () => {
    const name = nameOf("broken");
    const editor = await openSpec(name, { ...dailyReport, schedule: "0 25 * * *" });
    await openSpec(nameOf("other"), { ...dailyReport });
    void vscode.commands.executeCommand("langgraphCrons.spec.submit", editor.document.uri);
    await eventually("the error", () => {
      const { document, selection } = vscode.window.activeTextEditor ?? {};
      return document === editor.document && document.getText(selection) === "25" ? true : undefined;
    });
    assert.equal((await cronsOf(name)).length, 0);
  });

  it("shows the server's refusal at the key it names, until the document changes", async () => {
    const name = nameOf("refused");
    const spec: JsonObject = { ...dailyReport, webhook: "https://no-such-host.invalid/done" };
    const editor = await openSpec(name, spec);
    void press(await lensLike(editor.document.uri, /Submit to Local/));
    const [diagnostic] = await diagnosticsOf(editor.document.uri, ["server.refused"]);
    assert.ok(diagnostic);
    assert.equal(editor.document.getText(diagnostic.range), '"https://no-such-host.invalid/done"');
    assert.match(diagnostic.message, /refused/);
    assert.equal((await cronsOf(name)).length, 0);
    await replaceText(editor, "the day", "the night");
    await diagnosticsOf(editor.document.uri, []);
  });

  it("names the key if the server has no such assistant", async () => {
    // A server that has not answered yet is not asked in the background.
    await api.servers.refresh(connection);
    // As the tree does when it shows the connection: a server that has not answered yet is asked nothing in the background.
    await api.servers.refresh(connection);
    const editor = await openSpec(nameOf("nobody"), { ...dailyReport, assistant_id: "nobody" });
    void press(await lensLike(editor.document.uri, /Submit to Local/));
    // By the submit, and by what is asked in the background.
    const diagnostics = await diagnosticsOf(editor.document.uri, ["server.refused", "server.unknown-assistant"]);
    for (const { range } of diagnostics) assert.equal(editor.document.getText(range), '"nobody"');
  });

  it("sends the values of placeholders, and shows them nowhere", async () => {
    const name = nameOf("placeholders");
    const canary = `canary-${testRun}-value`;
    await api.context.workspaceState.update("langgraphCrons.spec.confirmedPlaceholders", [
      `env:LANGGRAPH_CRONS_SUITE ${agentServerUrl()}`,
      `secret:CANARY ${agentServerUrl()}`,
    ]);
    await api.context.secrets.store("langgraphCrons.spec.secret.CANARY", canary);
    const written = { suite: "${env:LANGGRAPH_CRONS_SUITE}", seal: "${secret:CANARY}" };
    const { document } = await openSpec(name, { ...dailyReport, metadata: written });
    assert.match(await submit(document.uri), /^Created/);
    const [cron] = await cronsOf(name);
    assert.equal(cron?.metadata.suite, "host");
    assert.equal(cron?.metadata.seal, canary);
    assert.match(await submit(document.uri), /^Unchanged/);
    const shown = JSON.stringify(await lensCommands(document.uri)) + document.getText();
    assert.ok(!shown.includes(canary));
  });

  it("leads to a placeholder that has no value", async () => {
    const name = nameOf("unset");
    await api.context.workspaceState.update("langgraphCrons.spec.confirmedPlaceholders", [
      `env:NO_SUCH_VARIABLE ${agentServerUrl()}`,
    ]);
    const editor = await openSpec(name, { ...dailyReport, metadata: { team: "${env:NO_SUCH_VARIABLE}" } });
    await press(await lensLike(editor.document.uri, /Submit to Local/));
    assert.equal(editor.document.getText(editor.selection), "${env:NO_SUCH_VARIABLE}");
    assert.equal((await cronsOf(name)).length, 0);
  });

  it("marks a production connection, and says so when there is none", async () => {
    const { document } = await openSpec(nameOf("target"), { ...dailyReport });
    await lensLike(document.uri, /^\$\(cloud-upload\)\sSubmit to Local$/);
    await api.connections.update(connection.id, { ...local, production: true }, undefined);
    await lensLike(document.uri, /^\$\(warning\)\sSubmit to Local \(production\)$/);
    await api.connections.update(connection.id, local, undefined);
  });
});
