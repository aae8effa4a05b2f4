import { expect, inject, test } from "vitest";
import { doctorCauses } from "../support/doctorCauses";
import { openTestServer } from "../support/testServer";

test("a webhook that is never called is stored, and found", async () => {
  const url = inject("aegraUrl");
  const server = openTestServer(url);
  const { thread_id } = await server.createThread();
  const metadata = { langgraph_crons_name: `webhook-${thread_id}` };
  const webhook = "https://example.com/hook";
  const cron = { assistant_id: "look", schedule: "0 9 1 1 *", input: { topic: "x" }, webhook, metadata };
  // Its answer is the first run, not the cron.
  const created = await fetch(`${url}/threads/${thread_id}/runs/crons`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(cron),
  });
  expect(created.status).toBe(200);
  const made = (await server.allCrons()).find((each) => each.thread_id === thread_id);
  const found = await doctorCauses(url, made?.cron_id ?? "", false);
  await server.deleteCron(made?.cron_id ?? "");
  expect(found.map(({ code, cronId }) => [code, cronId])).toEqual([["webhookBlocked", made?.cron_id]]);
});
