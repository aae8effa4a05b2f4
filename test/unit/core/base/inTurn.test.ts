import { expect, test } from "vitest";
import { inTurn } from "../../../../src/core/base/inTurn";

test("a task runs one time after the other, and calls during a run share the next one", async () => {
  const ends: (() => void)[] = [];
  const run = inTurn(() => new Promise<void>((resolve) => ends.push(resolve)));
  const first = run();
  await Promise.resolve();
  const later = [run(), run()];
  await Promise.resolve();
  expect(ends).toHaveLength(1);
  ends[0]?.();
  await first;
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  await Promise.all(later);
  expect(ends).toHaveLength(2);
});

test("a run that failed does not keep the next one from running", async () => {
  let count = 0;
  const run = inTurn(async () => {
    count += 1;
    if (count === 1) throw new Error("once");
  });
  await expect(run()).rejects.toThrow("once");
  await run();
  expect(count).toBe(2);
});
