import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { adoptingHistories, applyingHistories, histories, movingHistories, restoringHistories } from "./histories";
import type { History } from "./history";
import { runHistory } from "./runHistory";
import { useHashAtOnce } from "./useHashAtOnce";

/**
 * A test run lives through a few, and through fewer for each change of `npm run mutate`; the stage `simulation` through
 * 20,000 of all kinds, `npm run simulate` through a million.
 */
const count = Number(process.env.HISTORIES ?? 300);
const seed = 20_261_126;

useHashAtOnce();

const folder = new URL("../../../../fixtures/histories/", import.meta.url);
const fixtures = readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(new URL(file, folder), "utf8"))]);

/** Each was found by the simulation: on the protocol of before, or on this one before it was right. */
test.each<[string, History]>(fixtures as [string, History][])("%s leaves what it should", async (_, history) => {
  const { violations, log } = await runHistory(history, true);
  expect(violations, log.join("\n")).toEqual([]);
});

test(`${count} random histories: never two, no pause undone, nothing left, every outcome true`, async () => {
  await fc.assert(
    fc.asyncProperty(histories, async (history) => {
      expect((await runHistory(history)).violations).toEqual([]);
    }),
    { seed, numRuns: count },
  );
}, 300_000);

/** Found by the next test: on a move that was not yet right. */
test(`${count} random histories of moves: never two, never none`, async () => {
  await fc.assert(
    fc.asyncProperty(movingHistories, async (history) => {
      expect((await runHistory(history)).violations).toEqual([]);
    }),
    { seed, numRuns: count },
  );
}, 300_000);

test(`${count} random histories of undone deletions: never two, never on if it was not`, async () => {
  await fc.assert(
    fc.asyncProperty(restoringHistories, async (history) => {
      expect((await runHistory(history)).violations).toEqual([]);
    }),
    { seed, numRuns: count },
  );
}, 300_000);

/** Found by the next test: two specs that took one cron, and a new name that a submit of the old one took back. */
test(`${count} random histories of adoptions: each spec that was said to have a cron has its own`, async () => {
  await fc.assert(
    fc.asyncProperty(adoptingHistories, async (history) => {
      expect((await runHistory(history)).violations).toEqual([]);
    }),
    { seed, numRuns: count },
  );
}, 300_000);

test(`${count} random histories of applies beside submits: never two`, async () => {
  await fc.assert(
    fc.asyncProperty(applyingHistories, async (history) => {
      expect((await runHistory(history)).violations).toEqual([]);
    }),
    { seed, numRuns: count },
  );
}, 300_000);

test("submits that don't heed the lock of all names are found out", async () => {
  const found = new Set<string>();
  for (const history of fc.sample(applyingHistories, { seed, numRuns: 300 }))
    for (const text of (await runHistory(history, false, true)).violations) found.add(text);
  expect([...found]).toContain("at rest, two of one name are on");
}, 300_000);

/** Several submits of one name at the same moment, undisturbed, where threads can't be made. */
const raceWithoutLock = (seed: number): History => {
  const action = { kind: "submit", at: 0, named: true, variant: "base", agrees: true, cancelAfter: null } as const;
  const planned = { action, dieAt: null, stallAt: null, stallMilliseconds: 0 };
  const machines = Array.from({ length: 2 + (seed % 3) }, () => ({ reusesIds: false, actions: [planned], jump: null }));
  return {
    seed,
    before: "nothing",
    machines,
    faults: [],
    refusesThreads: true,
    keepsEndTime: false,
    losesDataAt: null,
  };
};

test("without a lock the second look leaves one of several switched on", async () => {
  let races = 0;
  for (let seed = 0; seed < 100; seed += 1) {
    const { violations, ended, log } = await runHistory(raceWithoutLock(seed), true);
    expect(violations, log.join("\n")).toEqual([]);
    expect(ended.every(({ outcome }) => outcome.kind === "created" || outcome.kind === "unchanged")).toBe(true);
    if (ended.filter(({ outcome }) => outcome.kind === "created").length !== ended.length) races += 1;
    expect(log.filter((line) => line.includes("world [true,"))).toHaveLength(1);
  }
  expect(races).toBeGreaterThan(50);
});
