import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { hashAtOnce } from "./hashAtOnce";
import { type History, histories } from "./history";
import { runHistory } from "./runHistory";

/**
 * A test run lives through a few, and through fewer for each change of `npm run mutate`; the stage `simulation` through
 * 20,000, `npm run simulate` through a million.
 */
const count = Number(process.env.HISTORIES ?? 1_500);
const seed = 20_261_126;

let restore: () => void;
beforeAll(() => {
  restore = hashAtOnce();
});
afterAll(() => restore());

const folder = new URL("../../../fixtures/histories/", import.meta.url);
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
