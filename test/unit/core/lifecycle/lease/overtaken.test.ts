import { expect, test } from "vitest";
import { finishOpenSubmissions } from "../../../../../src/core/lifecycle/finish/finishOpenSubmissions";
import { successorId } from "../../../../../src/core/lifecycle/lease/leaseChain";
import type { AgentServer } from "../../../../../src/core/server/agentServer";
import { problemOf } from "../../../../support/failureOf";
import { ModelClient } from "../simulation/modelClient";
import { doubtMilliseconds } from "../simulation/modelNetwork";
import { useHashAtOnce } from "../simulation/useHashAtOnce";

useHashAtOnce();

/** Others take over each time before the cron is switched on, and are gone again. */
function overtaking({ process: { server }, model }: ModelClient): AgentServer {
  let locks = new Map<string, string>();
  return {
    ...server,
    claimThread: async (id, metadata) => {
      const thread = await server.claimThread(id, metadata);
      const owner = String(metadata.langgraph_crons_lock_owner);
      locks = new Map([[successorId({ id, owner }), id]]);
      return thread;
    },
    getThread: async (id, options) => {
      const first = locks.get(id);
      if (first === undefined || model.rows.size === 0) return server.getThread(id, options);
      const mine = await server.getThread(first, options);
      model.threads.delete(first);
      return { ...mine, thread_id: id, metadata: {} };
    },
  };
}

test("a submit that was overtaken each time has no cron switched on later", async () => {
  const client = new ModelClient();
  const { clock, journal, machine } = client.process;
  expect(await problemOf(client.submit({}, { server: overtaking(client) }))).toMatchObject({ status: 409 });
  expect([...machine.journal.values()]).toMatchObject([{ abandoned: true }]);
  const { server } = client.process;
  const finishing = finishOpenSubmissions({ server, serverKey: "server", journal, clock, doubtMilliseconds });
  await client.until(finishing);
  expect([...client.model.rows.values()]).toEqual([]);
});
