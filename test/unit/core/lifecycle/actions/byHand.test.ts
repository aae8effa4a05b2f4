import { expect, test } from "vitest";
import { nameCron } from "../../../../../src/core/lifecycle/actions/nameCron";
import { resumeCron } from "../../../../../src/core/lifecycle/actions/setEnabled";
import { acquireLease } from "../../../../../src/core/lifecycle/lease/acquireLease";
import { LockOwner } from "../../../../../src/core/lifecycle/lease/lockOwner";
import type { Cron } from "../../../../../src/core/server/cron";
import { createRequest } from "../../../../../src/core/server/requests/createRequest";
import { graphAssistantId } from "../../../../../src/core/server/stored/graphAssistantId";
import { metadataKeys } from "../../../../../src/core/server/stored/ownMetadata";
import { problemOf } from "../../../../support/failureOf";
import { ModelClient } from "../simulation/modelClient";
import { doubtMilliseconds } from "../simulation/modelNetwork";
import { useHashAtOnce } from "../simulation/useHashAtOnce";

useHashAtOnce();

const minute = 60_000;
const options = (client: ModelClient) => ({ clock: client.process.clock, doubtMilliseconds });

async function made(client: ModelClient, enabled: boolean, metadata: Cron["metadata"]): Promise<Cron> {
  const given = { thread_id: null, assistant_id: graphAssistantId("agent"), schedule: "*/5 * * * *", enabled };
  const request = createRequest(given, { name: null });
  const body = { ...request.body, metadata };
  return client.until(client.process.server.createCron({ ...request, body }));
}

const leftover = { [metadataKeys.name]: "report", [metadataKeys.submission]: "s", [metadataKeys.hash]: "made:0" };

/** Resumes a leftover while somebody holds the lock of its name for half a minute, does something, and lets go. */
async function resumeAfter(client: ModelClient, act: (cron: Cron) => Promise<unknown>): Promise<Cron> {
  const { clock, server } = client.process;
  const cron = await made(client, false, leftover);
  const other = { server, clock, lockName: "name report", owner: new LockOwner("other"), doubtMilliseconds };
  const lease = await client.until(acquireLease(other));
  const holder = async () => {
    await clock.sleep(minute / 2);
    await act(cron);
    await lease.release();
  };
  const [resumed] = await Promise.all([client.until(resumeCron(server, cron.cron_id, options(client))), holder()]);
  return resumed;
}

test("a leftover is resumed unchanged once nobody else is working on it", async () => {
  const client = new ModelClient();
  const resuming = resumeAfter(client, ({ cron_id }) =>
    client.process.server.patchCron(cron_id, { schedule: "0 * * * *" }),
  );
  expect(await resuming).toMatchObject({ enabled: true, schedule: "0 * * * *" });
  expect(client.model.threads.size).toBe(0);
});

test("a leftover that a submit has deleted meanwhile is gone", async () => {
  const client = new ModelClient();
  const resuming = resumeAfter(client, ({ cron_id }) => client.process.server.deleteCron(cron_id));
  expect(await problemOf(resuming)).toMatchObject({ kind: "notFound" });
  expect(client.model.threads.size).toBe(0);
});

test("a name is given only once no submit of that name is running: never two of one name", async () => {
  const client = new ModelClient();
  const script = await made(client, true, {});
  const { server } = client.process;
  // Its look comes first, its write last.
  const slow = {
    ...server,
    patchCron: async (...args: Parameters<typeof server.patchCron>) => {
      await client.process.clock.sleep(3_000);
      return server.patchCron(...args);
    },
  };
  const naming = nameCron(slow, script, "report", options(client));
  const submitting = client.submit({ input: { m: 1 } });
  const [named, outcome] = await Promise.all([client.until(naming), submitting]);
  const on = [...client.model.rows.values()].filter(
    ({ enabled, metadata }) => enabled && metadata[metadataKeys.name] === "report",
  );
  expect(on.length).toBe(1);
  expect([named.kind, outcome.kind]).toEqual(["named", "updated"]);
});
