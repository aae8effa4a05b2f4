import { expect, test } from "vitest";
import { jointLease } from "../../../../../src/core/lifecycle/lease/jointLease";
import { guardMilliseconds, type Lease, LeaseLost, noLease } from "../../../../../src/core/lifecycle/lease/lease";

function leases(change: Partial<Lease> = {}) {
  const calls: string[] = [];
  const leaseOf = (title: string, more: Partial<Lease>): Lease => ({
    decides: true,
    fence: async () => void calls.push(`fence ${title}`),
    touch: async () => void calls.push(`touch ${title}`),
    release: async () => calls.push(`release ${title}`) > 0,
    ...more,
  });
  return { calls, all: [leaseOf("one", {}), leaseOf("other", change)] };
}

const clock = { now: () => 0, sleep: async () => undefined };

test("all are asked and touched, and released from the last to the first", async () => {
  const { all, calls } = leases();
  const joint = jointLease(clock, all);
  await joint.fence();
  await joint.touch();
  expect([joint.decides, await joint.release()]).toEqual([true, true]);
  const order = ["fence one", "fence other", "touch one", "touch other", "release other", "release one"];
  expect(calls).toEqual(order);
});

test("it is lost with any of them, and decides only where all do", async () => {
  const fence = async () => Promise.reject(new LeaseLost());
  await expect(jointLease(clock, leases({ fence }).all).fence()).rejects.toThrow(LeaseLost);
  expect(jointLease(clock, [...leases().all, noLease]).decides).toBe(false);
});

test("a lock that may still exist is told, and the others are released all the same", async () => {
  const { all, calls } = leases({ release: async () => false });
  expect([await jointLease(clock, all).release(), calls]).toEqual([false, ["release one"]]);
});

test("answers count together: if the first one is too old by the time of the last, all are asked again", async () => {
  let now = 0;
  const passes = [guardMilliseconds + 1, guardMilliseconds];
  const { all, calls } = leases({
    fence: async () => {
      calls.push("fence other");
      now += passes.shift() ?? 0;
    },
  });
  await jointLease({ ...clock, now: () => now }, all).fence();
  expect(calls).toEqual(["fence one", "fence other", "fence one", "fence other"]);
});
