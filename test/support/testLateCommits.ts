import { expect, test } from "vitest";
import { metadataKeys } from "../../src/core/server/stored/ownMetadata";
import { lateName } from "./lateCommits";
import { openTestServer } from "./testServer";

/** Shows that commits really are late; otherwise the tests that depend on it would prove nothing. */
export function testLateCommits(urlOf: () => string): void {
  test("a row that is committed late has a timestamp long before it becomes visible", async () => {
    const server = openTestServer(urlOf());
    const delays = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const metadata = { [metadataKeys.name]: `${lateName}${index}` };
        const body = { assistant_id: "look", schedule: "0 0 1 1 *", input: {}, enabled: false, metadata };
        const cron = await server.createCron({ method: "POST", path: "/runs/crons", query: [], headers: {}, body });
        const created = Date.now() - Date.parse(cron.created_at);
        const begun = Date.now();
        await server.patchCron(cron.cron_id, { metadata });
        const changed = Date.now() - begun;
        await server.deleteCron(cron.cron_id);
        return { created, changed };
      }),
    );
    expect(Math.max(...delays.map(({ created }) => created))).toBeGreaterThan(300);
    expect(Math.max(...delays.map(({ changed }) => changed))).toBeGreaterThan(300);
  });
}
