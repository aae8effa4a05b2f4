import { expect, test } from "vitest";
import { type AcquireOptions, acquireLease } from "../../../../src/core/lifecycle/acquireLease";
import { guardMilliseconds, LeaseLost } from "../../../../src/core/lifecycle/lease";
import { lockMetadata, rootId, successorId } from "../../../../src/core/lifecycle/leaseChain";
import type { AgentServer } from "../../../../src/core/server/agentServer";
import { problemOf } from "../../../support/failureOf";
import { ModelClient } from "./simulation/modelClient";
import { doubtMilliseconds, timeoutMilliseconds } from "./simulation/modelNetwork";
import { failure } from "./simulation/modelServer";

const lockName = "name report";

function optionsOf({ process: { clock, server } }: ModelClient, change: Partial<AcquireOptions> = {}): AcquireOptions {
  return { server, clock, lockName, owner: "ab", doubtMilliseconds, ...change };
}

function altered({ process: { server } }: ModelClient, change: Partial<AgentServer>): AgentServer {
  return { ...server, ...change };
}

/** Some 300 requests; who asks without a pause would send far more. */
const fewEvents = 5_000;

test("a lock that is there for others and can't be read decides nothing", async () => {
  const client = new ModelClient();
  const server = altered(client, {
    claimThread: async () => {
      await client.process.clock.sleep(50);
      throw failure({ kind: "rejected", status: 409, detail: "exists", parameter: null });
    },
  });
  const lease = await client.until(acquireLease(optionsOf(client, { server })), fewEvents);
  expect(lease.decides).toBe(false);
});

test("a server that fails at each lock is asked three times", async () => {
  const client = new ModelClient();
  let asked = 0;
  const server = altered(client, {
    claimThread: async () => {
      asked += 1;
      throw failure({ kind: "serverError", status: 500, detail: "no" });
    },
  });
  const acquiring = client.until(acquireLease(optionsOf(client, { server })), fewEvents);
  expect(await problemOf(acquiring)).toMatchObject({ kind: "serverError" });
  expect(asked).toBe(3);
});

test("who takes over waits in full, even where the answer to its claim was lost", async () => {
  const client = new ModelClient();
  const { model, process, world } = client;
  const first = { id: rootId(lockName), owner: "dead" };
  model.claim(first.id, lockMetadata(lockName, first.owner));
  let takenAt = 0;
  const server = altered(client, {
    claimThread: async (id, metadata) => {
      if (id !== successorId(first)) return process.server.claimThread(id, metadata);
      world.after(doubtMilliseconds - 500, () => {
        model.claim(id, metadata);
        takenAt = world.now;
      });
      await process.clock.sleep(timeoutMilliseconds);
      throw failure({ kind: "timeout", milliseconds: timeoutMilliseconds });
    },
  });
  let looksAt = 0;
  const isDead = (owner: string) => owner === "dead";
  const acquiring = acquireLease(optionsOf(client, { server, isDead })).then(() => {
    looksAt = world.now;
  });
  await client.until(acquiring);
  expect(looksAt - takenAt).toBeGreaterThanOrEqual(doubtMilliseconds + guardMilliseconds);
});

test("who takes over waits for the requests of a holder whose requests may take longer than its own", async () => {
  const client = new ModelClient();
  const { world } = client;
  const longer = 300_000;
  await client.until(acquireLease(optionsOf(client, { owner: "dead", doubtMilliseconds: longer })));
  for (const isDead of [() => false, () => true]) {
    const startedAt = world.now;
    const lease = await client.until(acquireLease(optionsOf(client, { owner: `${isDead()}`, isDead })));
    expect(lease.decides).toBe(true);
    expect(world.now - startedAt).toBeGreaterThanOrEqual(longer + guardMilliseconds);
  }
});

test("who was taken over leaves the lock to the one who took over", async () => {
  const client = new ModelClient();
  const early = await client.until(acquireLease(optionsOf(client, { owner: "early" })));
  const late = await client.until(acquireLease(optionsOf(client, { owner: "late", isDead: () => true })));
  await expect(client.until(early.fence())).rejects.toThrow(LeaseLost);
  expect(await client.until(early.release())).toBe(true);
  await client.until(late.fence());
  expect(await client.until(late.release())).toBe(true);
  expect(client.model.threads.size).toBe(0);
});
