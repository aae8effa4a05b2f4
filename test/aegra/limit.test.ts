import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { startAegra } from "../support/aegra";
import { failureOf } from "../support/failureOf";
import { markedCrons } from "../support/markedCrons";
import { memoryJournal } from "../support/memoryJournal";

/** A second Aegra on the same database, where a person may have one cron. */
let limited: Awaited<ReturnType<typeof startAegra>>;

beforeAll(async () => {
  limited = await startAegra({
    name: "limited",
    postgresUri: inject("aegraDatabase"),
    env: { CRON_MAX_PER_USER: "1" },
  });
});
afterAll(() => limited.stop());

test("one cron too many is refused at once in the server's words, and leaves nothing behind", async () => {
  const { submit, marked, ours, deleteOurs } = markedCrons(limited.url, "look");
  // There may be others on the database: one of ours is enough to have reached the limit.
  const unlimited = markedCrons(inject("aegraUrl"), "look");
  await unlimited.submit({ arguments: unlimited.marked({ input: {}, enabled: false }) });
  const journal = memoryJournal();
  const begun = performance.now();
  const { problem } = await failureOf(submit({ arguments: marked({ input: {} }), journal }));
  expect(problem).toEqual({
    kind: "rejected",
    status: 429,
    detail: "Cron limit reached: a single user may own at most 1 crons.",
    parameter: null,
  });
  expect(performance.now() - begun).toBeLessThan(10_000);
  expect([await ours(), await journal.entries()]).toEqual([[], []]);
  await Promise.all([deleteOurs(), unlimited.deleteOurs()]);
});
