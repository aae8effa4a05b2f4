import assert from "node:assert/strict";
import * as vscode from "vscode";
import { agentServerUrl } from "../host/agentServerUrl";
import { extensionApi, removeConnections } from "../host/extensionApi";
import { dailyReport, diagnosticsOf, lensLike, openSpec, press } from "../host/specFiles";
import { canaryKey } from "../support/canary";
import { openTestServer } from "../support/testServer";

describe("a spec file in an untrusted workspace", () => {
  after(async () => {
    await vscode.commands.executeCommand("notifications.clearAll");
    await removeConnections(await extensionApi());
  });

  it("is validated and previewed", async () => {
    const { document } = await openSpec("untrusted-broken", { ...dailyReport, schedule: "0 25 * * *" });
    await diagnosticsOf(document.uri, ["schedule.out-of-range"]);
    const valid = await openSpec("untrusted", { ...dailyReport });
    await lensLike(valid.document.uri, /^At 9:00 AM, Monday through Friday · next /);
  });

  it("is not submitted, neither from the lens nor by the command", async () => {
    const api = await extensionApi();
    const { id } = await api.connections.add(
      { name: "Local", url: agentServerUrl(), production: false },
      { headers: {}, key: canaryKey },
    );
    await api.connections.choose(id);
    const { document } = await openSpec("untrusted-submit", { ...dailyReport });
    const { command } = await lensLike(document.uri, /^Trust the workspace to submit$/);
    assert.equal(command, "workbench.trust.manage");
    // The command ends when its message is dismissed.
    const submitted = press({ title: "", command: "langgraphCrons.spec.submit", arguments: [document.uri] });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await vscode.commands.executeCommand("notifications.clearAll");
    await submitted;
    const server = openTestServer(agentServerUrl());
    const metadata = { langgraph_crons_name: "untrusted-submit" };
    assert.deepEqual(await server.searchCrons({ metadata, limit: 10, offset: 0 }), []);
  });
});
