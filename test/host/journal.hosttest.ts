import assert from "node:assert/strict";
import * as vscode from "vscode";
import { metadataKeys } from "../../src/core/server/stored/ownMetadata";
import type { ExtensionApi } from "../../src/extension";
import { createFileJournal } from "../../src/node/fileJournal";
import { canaryKey } from "../support/canary";
import { openTestServer } from "../support/testServer";
import { agentServerUrl } from "./agentServerUrl";
import { extensionApi, removeConnections } from "./extensionApi";
import { makeCron } from "./makeCron";
import { eventually } from "./specFiles";

const server = openTestServer(agentServerUrl());
const entry = {
  submission: "7f0d2c5e-41d5-4a53-9df4-0a4f3c1d2b11",
  server: "some connection",
  begunAt: 1_700_000_000_000,
  enabled: true,
  schedule: "0 9 * * *",
  timezone: null,
  name: null,
} as const;

describe("the journal of submissions", () => {
  let api: ExtensionApi;
  let folder: vscode.Uri;

  before(async () => {
    api = await extensionApi();
    folder = vscode.Uri.joinPath(api.context.globalStorageUri, "journal-test");
  });

  after(async () => {
    await vscode.workspace.fs.delete(folder, { recursive: true });
    await removeConnections(api);
  });

  it("is empty before it is first written", async () => {
    assert.deepEqual(await createFileJournal(folder.fsPath).entries(), []);
  });

  it("keeps entries for the next reader, oldest first, and removes them permanently", async () => {
    const later = { ...entry, submission: "0a4f3c1d-41d5-4a53-9df4-7f0d2c5e2b11", begunAt: entry.begunAt + 1 };
    const journal = createFileJournal(folder.fsPath);
    await journal.write(later);
    await journal.write(entry);
    await journal.write({ ...entry, name: "changed" });
    assert.deepEqual(await createFileJournal(folder.fsPath).entries(), [{ ...entry, name: "changed" }, later]);
    await journal.remove(entry.submission);
    await journal.remove(entry.submission);
    assert.deepEqual(await createFileJournal(folder.fsPath).entries(), [later]);
  });

  it("skips files that contain no entry", async () => {
    const text = new TextEncoder().encode('{"submission":"7f0d');
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, "broken.json"), text);
    await vscode.workspace.fs.writeFile(vscode.Uri.joinPath(folder, "half.draft"), text);
    assert.equal((await createFileJournal(folder.fsPath).entries()).length, 1);
  });

  it("lets the next refresh finish what a crash left: one cron, switched on, no copy", async () => {
    await removeConnections(api);
    const connection = await api.connections.add(
      { name: "Local", url: agentServerUrl(), production: false },
      { headers: {}, key: canaryKey },
    );
    const submission = crypto.randomUUID();
    const { schedule } = entry;
    const made = { schedule, enabled: false, metadata: { [metadataKeys.submission]: submission } };
    const kept = await makeCron(server, null, made);
    await makeCron(server, null, made);
    const journal = createFileJournal(vscode.Uri.joinPath(api.context.globalStorageUri, "submissions").fsPath);
    await journal.write({
      ...entry,
      submission,
      server: `${connection.id} ${connection.url}`,
      begunAt: Date.now() - 60_000,
    });

    // It goes on beside the refresh and after it.
    await api.servers.refresh(connection);
    await eventually("an empty journal", async () => ((await journal.entries()).length === 0 ? true : undefined));

    const left = api.servers
      .crons(connection)
      .filter(({ metadata }) => metadata[metadataKeys.submission] === submission);
    assert.deepEqual(
      left.map(({ cron_id, enabled }) => ({ cron_id, enabled })),
      [{ cron_id: kept.cron_id, enabled: true }],
    );
  });
});
