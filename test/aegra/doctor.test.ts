import { expect, inject, test } from "vitest";
import type { JsonObject } from "../../src/core/base/json";
import type { CronTrial } from "../support/cronTrials";
import { doctorCauses } from "../support/doctorCauses";
import { testCost } from "../support/testCost";
import { openTestServer } from "../support/testServer";

const url = inject("aegraUrl");
const server = openTestServer(url);

/** Starts its first run at once. */
async function create(cron: JsonObject): Promise<CronTrial> {
  const { thread_id } = await server.createThread();
  // Its answer is that run, not the cron.
  const created = await fetch(`${url}/threads/${thread_id}/runs/crons`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(cron),
  });
  expect(created.status).toBe(200);
  const made = (await server.allCrons()).find((each) => each.thread_id === thread_id);
  if (made === undefined) throw new Error("The cron is not there.");
  return { cron: made, threadId: thread_id, findings: [] };
}

test("a webhook that is never called is stored, and found", async () => {
  const webhook = "https://example.com/hook";
  const { cron } = await create({ assistant_id: "look", schedule: "0 9 1 1 *", input: { topic: "x" }, webhook });
  const found = await doctorCauses(url, cron.cron_id, false);
  await server.deleteCron(cron.cron_id);
  expect(found.map(({ code, cronId }) => [code, cronId])).toEqual([["webhookBlocked", cron.cron_id]]);
});

// Its first run takes the place of the next time: the server's own next run is a day later.
testCost(() => url, create, { schedule: "0 9 * * *", runs: 29, ended: 1 });
