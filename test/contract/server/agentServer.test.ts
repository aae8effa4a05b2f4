import { expect, test } from "vitest";
import { checkConnection } from "../../../src/core/server/checkConnection";
import type { Cron } from "../../../src/core/server/cron";
import { createRequest } from "../../../src/core/server/requests/createRequest";
import { agentServerUrl } from "../../support/agentServerUrl";
import { inParallel, openTestServer } from "../../support/testServer";

const server = openTestServer(agentServerUrl());
const page = { limit: 100, offset: 0 };

test("a connection reports version, crons and the number of threads", async () => {
  const { thread_id } = await server.createThread();
  const check = await checkConnection(server);
  expect(check).toMatchObject({ kind: "ready", info: { hasCrons: true } });
  expect(check.kind === "ready" && check.threads).toBeGreaterThan(0);
  expect(check.kind === "ready" && check.info.version).toMatch(/^\d+\.\d+\.\d+/);
  expect(await server.searchThreads({ ...page, ids: [thread_id] })).toMatchObject([{ thread_id, status: "idle" }]);
  expect(await server.searchThreads({ ...page, metadata: { nobody: "has this" } })).toEqual([]);
});

test("assistants, their nodes and schemas, by id and by the graph's name", async () => {
  const assistants = await server.searchAssistants(page);
  const [assistant] = assistants;
  expect(assistants.length).toBeGreaterThan(0);
  for (const id of [assistant?.assistant_id ?? "", assistant?.graph_id ?? ""]) {
    const nodes = (await server.graphNodes(id)).map((node) => node.id);
    expect(nodes.length).toBeGreaterThan(0);
    expect(nodes).not.toContain("__start__");
    expect(nodes).not.toContain("__end__");
    expect(Object.keys(await server.schemas(id))).toEqual(["input_schema", "config_schema", "context_schema"]);
  }
});

test("a cron's life: created, read, listed, changed, deleted", async () => {
  const { thread_id } = await server.createThread();
  const metadata = { langgraph_crons_name: `life-${thread_id}`, "weird key ☃": "</script>" };
  const made = await server.createCron(
    createRequest(
      {
        thread_id,
        assistant_id: "heartbeat",
        schedule: "0 9 * * 1",
        timezone: "Europe/Berlin",
        enabled: false,
        metadata,
        input: { messages: [] },
      },
      { name: null },
    ),
  );
  expect(made).toMatchObject({ thread_id, schedule: "0 9 * * 1", timezone: "Europe/Berlin", enabled: false });
  expect({ ...made.metadata }).toEqual(metadata);
  expect(await server.getCron(made.cron_id)).toEqual(made);
  const filter = { metadata: { langgraph_crons_name: `life-${thread_id}` } };
  expect(await server.searchCrons({ ...page, ...filter, withPayload: true })).toEqual([made]);
  const [listed] = await server.searchCrons({ ...page, thread_id });
  const { payload: _payload, ...withoutPayload } = made;
  expect(listed).toEqual(withoutPayload);
  expect(await server.patchCron(made.cron_id, { enabled: true, schedule: "0 10 * * 1" })).toMatchObject({
    enabled: true,
    schedule: "0 10 * * 1",
  });
  expect(await server.runs(thread_id, page)).toEqual([]);
  expect(await server.deleteCron(made.cron_id)).toBe(true);
  expect(await server.searchCrons({ ...page, thread_id })).toEqual([]);
});

test("all crons are read, page by page, each once and the oldest first", async () => {
  const total = 1_030;
  const request = createRequest(
    { thread_id: null, assistant_id: "heartbeat", schedule: "0 0 1 1 *", enabled: false, metadata: { batch: "pages" } },
    { name: null },
  );
  await inParallel(Array.from({ length: total }), 8, async () => void (await server.createCron(request)));
  const all = await server.allCrons();
  const ours = all.filter((cron: Cron) => cron.metadata.batch === "pages");
  expect(ours.length).toBe(total);
  expect(new Set(all.map((cron) => cron.cron_id)).size).toBe(all.length);
  const ages = all.map((cron) => Date.parse(cron.created_at));
  expect(ages).toEqual(ages.toSorted((one, other) => one - other));
  await inParallel(ours, 8, async (cron) => void (await server.deleteCron(cron.cron_id)));
});
