import assert from "node:assert/strict";
import * as vscode from "vscode";
import type { Cron } from "../../src/core/server/cron";
import type { ExtensionApi } from "../../src/extension";
import type { TreeNode } from "../../src/platform/app/treeNode";
import type { Connection } from "../../src/platform/servers/connections/connection";
import { canaryKey } from "../support/canary";
import { failureOf } from "../support/failureOf";
import { openTestServer } from "../support/testServer";
import { agentServerUrl } from "./agentServerUrl";
import { copiedBy } from "./copiedBy";
import { extensionApi, removeConnections } from "./extensionApi";
import { makeCron } from "./makeCron";
import { eventually } from "./specFiles";

const server = openTestServer(agentServerUrl());

describe("cron actions", () => {
  let api: ExtensionApi;
  let connection: Connection;
  let threadId: string;

  const nodeOf = (cron: Cron): TreeNode => ({ kind: "cron", connection, cron });
  const known = (cron: Cron) => api.servers.crons(connection).find(({ cron_id }) => cron_id === cron.cron_id);

  before(async () => {
    api = await extensionApi();
    await removeConnections(api);
    threadId = (await server.createThread()).thread_id;
    connection = await api.connections.add(
      { name: "Local", url: agentServerUrl(), production: false },
      { headers: {}, key: canaryKey },
    );
    await api.servers.refresh(connection);
  });

  after(() => removeConnections(api));

  it("pauses all selected crons, and shows it without asking for the list again", async () => {
    const crons = [
      await makeCron(server, threadId, { schedule: "0 9 * * *" }),
      await makeCron(server, null, { schedule: "0 10 * * *" }),
    ];
    await api.servers.refresh(connection);
    const [first] = crons;
    assert.ok(first);
    await vscode.commands.executeCommand("langgraphCrons.cron.pause", nodeOf(first), crons.map(nodeOf));
    for (const cron of crons) {
      assert.equal((await server.getCron(cron.cron_id)).enabled, false);
      assert.equal(known(cron)?.enabled, false);
    }
  });

  it("resumes with a next run from now on, not with the one that was missed", async () => {
    const cron = await makeCron(server, threadId, { schedule: "* * * * * */2", enabled: false });
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    await vscode.commands.executeCommand("langgraphCrons.cron.resume", nodeOf(cron));
    const resumed = known(cron);
    assert.equal(resumed?.enabled ?? true, true);
    const now = await server.getCron(cron.cron_id);
    assert.equal(now.enabled, true);
    assert.ok(Date.parse(String(now.next_run_date)) > Date.parse(String(cron.next_run_date)));
    await server.deleteCron(cron.cron_id);
  });

  it("resumes and starts one run in place of the one that was missed", async () => {
    const cron = await makeCron(server, threadId, { schedule: "0 9 * * *", enabled: false });
    await api.servers.refresh(connection);
    await vscode.commands.executeCommand("langgraphCrons.cron.resumeAndRun", nodeOf(cron));
    assert.equal(known(cron)?.enabled, true);
    const runs = await server.runs(threadId, { limit: 10, offset: 0 });
    assert.equal(runs.filter(({ cron_id }) => cron_id === cron.cron_id).length, 1);
    await server.deleteCron(cron.cron_id);
  });

  it("pauses all crons of a connection in one step", async () => {
    const crons = [
      await makeCron(server, threadId, { schedule: "0 9 * * *" }),
      await makeCron(server, null, { schedule: "0 10 * * *" }),
    ];
    await vscode.commands.executeCommand("langgraphCrons.connection.pauseAll", { kind: "connection", connection });
    for (const cron of crons) {
      assert.equal((await server.getCron(cron.cron_id)).enabled, false);
      assert.equal(known(cron)?.enabled, false);
      await server.deleteCron(cron.cron_id);
    }
  });

  it("opens a form with a copy", async () => {
    const cron = await makeCron(server, threadId, { schedule: "0 9 * * *" });
    await api.servers.refresh(connection);
    const tabs = () => vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
    const before = tabs();
    await vscode.commands.executeCommand("langgraphCrons.cron.duplicate", nodeOf(cron));
    await eventually("the form's tab", async () => (tabs() > before ? true : undefined));
    await vscode.commands.executeCommand("workbench.action.closeActiveEditor");
    await server.deleteCron(cron.cron_id);
  });

  it("opens the doctor for a row and by a lens, and the coming runs of a thread, an assistant and a selection", async () => {
    const [cron, other] = [
      await makeCron(server, threadId, { schedule: "0 9 1 1 *", metadata: { langgraph_crons_name: "asked-about" } }),
      await makeCron(server, threadId, { schedule: "0 9 2 1 *" }),
    ];
    await api.servers.refresh(connection);
    const labelsOf = (page: string) =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.endsWith(`Crons.${page}`))
        .map(({ label }) => label);
    const tabs = (page: string, expected: readonly string[]) =>
      eventually(`the tabs ${expected}`, () => (String(labelsOf(page)) === String(expected) ? true : undefined));

    await vscode.commands.executeCommand("langgraphCrons.doctor.open", nodeOf(cron));
    await tabs("doctor", ["Why: asked-about"]);
    const ref = { connectionId: connection.id, cronId: cron.cron_id };
    await vscode.commands.executeCommand("langgraphCrons.doctor.open", ref);
    await vscode.commands.executeCommand("langgraphCrons.doctor.open", { kind: "connection", connection });
    await tabs("doctor", ["Why: asked-about", "Why: Local"]);

    const [thread] = await server.searchThreads({ ids: [threadId], limit: 1, offset: 0 });
    const [assistant] = await server.searchAssistants({ limit: 1, offset: 0 });
    const selection = [cron, other].map(nodeOf);
    for (const rows of [
      [{ kind: "thread", connection, thread }],
      [{ kind: "assistant", connection, assistant }],
      selection,
      selection,
    ]) {
      await vscode.commands.executeCommand("langgraphCrons.upcoming.open", rows[0], rows);
    }
    await tabs("upcoming", ["Upcoming", "Upcoming", "Upcoming"]);
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    for (const { cron_id } of [cron, other]) await server.deleteCron(cron_id);
  });

  it("moves a cron to another thread, and makes a deleted one again, and the list shows it", async () => {
    const cron = await makeCron(server, threadId, { schedule: "0 9 1 1 *", metadata: { team: "red" } });
    await api.servers.refresh(connection);
    const other = (await server.createThread()).thread_id;
    const confirm = async () => "no" as const;
    const ref = { connectionId: connection.id, cronId: cron.cron_id };
    const [moved] = await api.actions.move([ref], { thread_id: other }, { confirm });
    assert.ok(moved?.kind === "tried" && moved.outcome.kind === "moved", JSON.stringify(moved));
    const now = moved.outcome.cron;
    assert.equal(known(cron), undefined);
    assert.equal(known(now)?.thread_id, other);
    const [deleted] = await api.actions.delete([{ ...ref, cronId: now.cron_id }]);
    assert.ok(deleted?.kind === "deleted" && deleted.cron !== undefined, JSON.stringify(deleted));
    const gone = { connectionId: connection.id, cron: deleted.cron, wasThere: () => false };
    const [restored] = await api.actions.restore([gone], { confirm });
    assert.ok(restored?.kind === "restored" && restored.outcome.kind === "created", JSON.stringify(restored));
    const back = restored.outcome.cron;
    assert.deepEqual([back.thread_id, back.metadata.team, back.enabled], [other, "red", true]);
    assert.equal(known(back)?.enabled, true);
    await server.deleteCron(back.cron_id);
  });

  it("deletes crons on the server and in the list, and counts one that no longer exists as deleted", async () => {
    const cron = await makeCron(server, threadId, { schedule: "0 11 * * *" });
    const gone = await makeCron(server, threadId, { schedule: "0 12 * * *" });
    await api.servers.refresh(connection);
    await server.deleteCron(gone.cron_id);
    await api.actions.delete([cron, gone].map(({ cron_id }) => ({ connectionId: connection.id, cronId: cron_id })));
    assert.equal((await failureOf(server.getCron(cron.cron_id))).problem.kind, "notFound");
    assert.equal(known(cron), undefined);
    assert.equal(known(gone), undefined);
  });

  it("copies ids", async () => {
    const cron = await makeCron(server, threadId, { schedule: "0 13 * * *" });
    await vscode.commands.executeCommand("langgraphCrons.cron.copyId", nodeOf(cron));
    assert.equal(await vscode.env.clipboard.readText(), cron.cron_id);
    const [thread] = await server.searchThreads({ ids: [threadId], limit: 1, offset: 0 });
    await vscode.commands.executeCommand("langgraphCrons.thread.copyId", { kind: "thread", connection, thread });
    assert.equal(await vscode.env.clipboard.readText(), threadId);
  });

  it("copies the request that creates a cron, with a variable for the key", async () => {
    const cron = await makeCron(server, threadId, { schedule: "0 14 * * *" });
    const text = await copiedBy(vscode.commands.executeCommand("langgraphCrons.cron.copyRequest", nodeOf(cron)));
    assert.ok(text.includes(`POST ${agentServerUrl()}/threads/${threadId}/runs/crons\n`), text);
    assert.ok(text.includes("x-api-key: {{$processEnv LANGGRAPH_API_KEY}}"), text);
    assert.ok(text.includes('"schedule": "0 14 * * *"') && !text.includes(canaryKey), text);
    await server.deleteCron(cron.cron_id);
  });

  it("creates a thread", async () => {
    const before = await server.countThreads();
    await vscode.commands.executeCommand("langgraphCrons.thread.create", { kind: "connection", connection });
    assert.equal(await server.countThreads(), Number(before) + 1);
  });
});
