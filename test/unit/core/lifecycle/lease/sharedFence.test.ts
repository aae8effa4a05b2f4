import { expect, test } from "vitest";
import { guardMilliseconds, type Lease, LeaseLost, noLease } from "../../../../../src/core/lifecycle/lease/lease";
import { SharedFence, SharedLease } from "../../../../../src/core/lifecycle/lease/sharedFence";
import { ModelClient } from "../simulation/modelClient";

function sharedFence(look: (client: ModelClient) => Promise<void> = ({ world }) => world.sleep(20)) {
  const client = new ModelClient();
  const { clock } = client.process;
  const begun: number[] = [];
  const lease: Lease = {
    ...noLease,
    fence: () => {
      begun.push(client.world.now);
      return look(client);
    },
  };
  return { begun, client, fence: new SharedFence(lease, clock), world: client.world };
}

test("one look serves all that asked before it began, and a later one those that asked since", async () => {
  const { begun, client, fence } = sharedFence();
  const early = Promise.all(Array.from({ length: 50 }, () => fence.after(fence.latest)));
  await client.until(early);
  expect(begun).toHaveLength(1);
  const since = fence.latest;
  await client.until(Promise.all([fence.after(since), fence.after(since), fence.after(0)]));
  expect(begun).toHaveLength(2);
});

test("who asks while a look is under way is not served by it", async () => {
  const { begun, client, fence, world } = sharedFence();
  const first = fence.after(0);
  const ends: number[] = [];
  while (begun.length === 0) await undefined;
  world.after(10, () => void fence.after(fence.latest).then(() => ends.push(begun.length)));
  await client.until(first);
  await client.until(Promise.resolve());
  expect(ends).toEqual([2]);
});

test("looks are gathered, and an answer is valid as long as any about a lease", async () => {
  const { begun, client, fence, world } = sharedFence();
  await client.until(fence.after(0));
  await client.until(fence.after(fence.latest));
  expect((begun[1] ?? 0) - (begun[0] ?? 0)).toBeGreaterThanOrEqual(200);
  await client.until(world.sleep(guardMilliseconds - 100));
  await client.until(fence.after(0));
  expect(begun).toHaveLength(2);
  await client.until(world.sleep(200));
  await client.until(fence.after(0));
  expect(begun).toHaveLength(3);
});

test("a look that took longer than its answer is valid is repeated", async () => {
  let count = 0;
  const { begun, client, fence } = sharedFence(({ world }) => world.sleep(count++ === 0 ? guardMilliseconds + 1 : 20));
  await client.until(fence.after(0));
  expect(begun).toHaveLength(2);
});

test("a clock that jumps neither makes an old answer valid nor a wait long", async () => {
  const { begun, client, fence } = sharedFence();
  await client.until(fence.after(0));
  client.process.machine.jump(-3_600_000);
  await client.until(fence.after(0));
  expect(begun).toHaveLength(2);
  expect((begun[1] ?? 0) - (begun[0] ?? 0)).toBeLessThan(1_000);
});

test("a lost lease is told to all that wait for the look, and again to who asks later", async () => {
  const { client, fence } = sharedFence(async ({ world }) => {
    await world.sleep(20);
    throw new LeaseLost();
  });
  const asking = Promise.allSettled([fence.after(0), fence.after(0)]);
  expect((await client.until(asking)).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await expect(client.until(fence.after(0))).rejects.toThrow(LeaseLost);
});

test("a part of it asks anew only once something has been seen, and its release ends only this part", async () => {
  const { begun, client, fence } = sharedFence();
  const told: string[] = [];
  const part = new SharedLease({
    fence,
    touch: async () => void told.push("touched"),
    leave: () => told.push("left"),
  });
  await client.until(part.fence());
  await client.until(part.fence());
  expect(begun).toHaveLength(1);
  part.renew();
  await client.until(part.fence());
  expect(begun).toHaveLength(2);
  await part.touch();
  expect([part.decides, await part.release(), told]).toEqual([true, true, ["touched", "left"]]);
});
