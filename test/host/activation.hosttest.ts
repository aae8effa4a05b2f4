import assert from "node:assert/strict";
import { basename, dirname } from "node:path";
import { agentServerUrl } from "./agentServerUrl";
import { extensionApi, removeConnections } from "./extensionApi";

/** What of the extension is in memory, by the names of its files. */
function loadedFiles(): readonly string[] {
  return Object.keys(require.cache)
    .filter((file) => basename(dirname(file)) === "lazy" || basename(file) === "extension.js")
    .map((file) => basename(file, ".js"));
}

/** Its name puts this suite before all others, so that nothing was used yet. */
describe("activation", () => {
  it("loads no library: neither HTTP nor schedules nor words", async () => {
    await extensionApi();
    const loaded = loadedFiles();
    assert.ok(loaded.includes("extension"));
    assert.deepEqual(
      loaded.filter((file) => ["ofetch", "cron-parser", "cronstrue", "luxon"].includes(file)),
      [],
    );
  });

  it("leaves it to the first request to load the HTTP library", async () => {
    const api = await extensionApi();
    const connection = await api.connections.add(
      { name: "Local", url: agentServerUrl(), production: false },
      { headers: {} },
    );
    await api.crons.refresh(connection);
    assert.ok(loadedFiles().includes("ofetch"));
    await removeConnections(api);
  });
});
