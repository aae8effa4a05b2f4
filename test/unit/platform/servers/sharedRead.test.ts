import { expect, test } from "vitest";
import { SharedRead } from "../../../../src/platform/servers/sharedRead";

/** Reads what is there when it begins; the test answers. */
function openReads() {
  const answers: ((failure?: Error) => void)[] = [];
  const reads = new SharedRead(() => {
    const begun = answers.length + 1;
    return new Promise<number>((resolve, reject) => {
      answers.push((failure) => (failure === undefined ? resolve(begun) : reject(failure)));
    });
  });
  return {
    answer: (number: number, failure?: Error) => answers[number - 1]?.(failure),
    begun: () => answers.length,
    reads,
  };
}

test("who joins gets the answer of the read that is under way", async () => {
  const { answer, begun, reads } = openReads();
  const all = [reads.join(), reads.join()];
  expect([begun(), reads.isUnderWay]).toEqual([1, true]);
  answer(1);
  expect(await Promise.all(all)).toEqual([1, 1]);
  expect(reads.isUnderWay).toBe(false);
});

test("who asks again gets one that begins later, and all who do so meanwhile share it", async () => {
  const { answer, begun, reads } = openReads();
  const first = reads.join();
  const later = [reads.again(), reads.again()];
  expect(begun()).toBe(1);
  answer(1);
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(begun()).toBe(2);
  const latest = reads.again();
  answer(2);
  expect(await Promise.all(later)).toEqual([2, 2]);
  await Promise.resolve();
  answer(3);
  expect([await latest, begun()]).toEqual([3, 3]);
});

test("again begins at once where none is under way, and after one that fails", async () => {
  const { answer, reads } = openReads();
  const first = reads.again();
  const next = reads.again();
  answer(1, new Error("no"));
  await expect(first).rejects.toThrow("no");
  await Promise.resolve();
  answer(2);
  expect(await next).toBe(2);
});
