import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { ExtensionApi } from "../../src/extension";
import { UntrustedWorkspace } from "../../src/platform/host/trust";
import type { Connection } from "../../src/platform/servers/connections/connection";
import { agentServerUrl } from "../host/agentServerUrl";
import { completionsAt, labelOf, openAtCursor } from "../host/completions";
import { extensionApi, removeConnections } from "../host/extensionApi";
import { dailyReport, eventually, lensLike, lensTitles, openSpec } from "../host/specFiles";
import { canaryKey } from "../support/canary";
import { type Gateway, startGateway } from "../support/gateway";

describe("an untrusted workspace sends nothing", () => {
  let api: ExtensionApi;
  let gateway: Gateway;
  let connection: Connection;

  before(async () => {
    api = await extensionApi();
    await removeConnections(api);
    gateway = await startGateway({ target: agentServerUrl() });
    connection = await api.connections.add(
      { name: "Local", url: gateway.url, production: false },
      { headers: {}, key: canaryKey },
    );
  });

  afterEach(() => assert.deepEqual(gateway.requests, []));

  after(async () => {
    await removeConnections(api);
    await gateway.close();
  });

  it("when the tree is opened: it says why it is empty", async () => {
    await vscode.commands.executeCommand("langgraphCrons.explorer.focus");
    assert.deepEqual(await api.treeView.tree.getChildren(), []);
    assert.equal(api.treeView.state, "untrusted");
  });

  it("when a service is asked", async () => {
    assert.deepEqual(await api.servers.refresh(connection), { kind: "unknown" });
    await assert.rejects(api.servers.server(connection), { name: new UntrustedWorkspace().name });
    await assert.rejects(api.actions.delete([{ connectionId: connection.id, cronId: crypto.randomUUID() }]), {
      name: "UntrustedWorkspace",
    });
  });

  it("when a spec is completed, nor does it name variables of the environment", async () => {
    const thread = await openAtCursor("untrusted-thread", '{ "thread_id": | }');
    await eventually("the offline entry", async () => {
      const labels = (await completionsAt(thread.document.uri, thread.position)).map(labelOf);
      return labels.join() === "null" ? labels : undefined;
    });
    const header = await openAtCursor("untrusted-header", '{ "headers": { "a": "${|}" } }');
    const labels = (await completionsAt(header.document.uri, header.position)).map(labelOf);
    assert.deepEqual(labels, ["${env:NAME}", "${secret:NAME}"]);
  });

  it("when a spec file comes into view", async () => {
    const { document } = await openSpec("untrusted-view", { ...dailyReport });
    await lensLike(document.uri, /^Trust the workspace to submit$/);
    await vscode.workspace.save(document.uri);
    assert.equal((await lensTitles(document.uri)).filter((title) => /asking|submitted|sync/.test(title)).length, 0);
  });

  for (const command of [
    "attention.show",
    "connection.add",
    "connection.edit",
    "connection.test",
    "connection.pauseAll",
    "connection.resumePaused",
    "connection.exportAll",
    "explorer.refresh",
    "explorer.search",
    "thread.create",
    "thread.copyId",
    "cron.open",
    "cron.edit",
    "cron.copyId",
    "cron.pause",
    "cron.resume",
    "cron.create",
    "cron.createQuick",
    "cron.delete",
    "cron.resumeAndRun",
    "cron.duplicate",
    "cron.saveTemplate",
    "cron.cancelRuns",
    "cron.deleteThreads",
    "cron.move",
    "cron.changeEnd",
    "cron.undoDelete",
    "upcoming.open",
    "cron.runNow",
    "cost.open",
    "doctor.open",
    "cron.export",
    "cron.copyRequest",
    "spec.submit",
    "spec.diff",
    "spec.updateFromServer",
    "plan.open",
    "plan.openSaved",
  ]) {
    it(`when ${command} is run`, async () => {
      // The message stays until it is answered; that it came at all is what ends the command.
      const ended = vscode.commands.executeCommand(`langgraphCrons.${command}`);
      await new Promise((resolve) => setTimeout(resolve, 300));
      await vscode.commands.executeCommand("notifications.clearAll");
      await ended;
    });
  }
});
