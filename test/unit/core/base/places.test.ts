import { expect, test } from "vitest";
import { Milestone } from "../../../../src/core/base/milestone";
import { Places } from "../../../../src/core/base/places";

test("so many are inside at once, the others follow in their order, also after one that failed", async () => {
  const places = new Places(2);
  const ends = [0, 1, 2, 3].map(() => new Milestone());
  const begun: number[] = [];
  const acts = ends.map((end, at) =>
    places.within(async () => {
      begun.push(at);
      await end.reached;
      if (at === 1) throw new Error("ours");
      return at;
    }),
  );
  const settled = Promise.allSettled(acts);
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1]);
  ends[1]?.reach();
  await new Promise(setImmediate);
  expect(begun).toEqual([0, 1, 2]);
  for (const end of ends) end.reach();
  const ended = (await settled).map((end) => (end.status === "fulfilled" ? end.value : "failed"));
  expect([ended, begun]).toEqual([
    [0, "failed", 2, 3],
    [0, 1, 2, 3],
  ]);
  await places.take();
  await places.take();
});
