import fc from "fast-check";
import { afterEach, beforeEach, test, vi } from "vitest";
import { LiveWorld } from "../../support/liveWorld";
import { resetStub } from "../../support/vscode";
import { Desk, later } from "./model/desk";

const second = 1_000;
const start = Date.parse("2027-02-01T12:00:03Z");

beforeEach(() => {
  resetStub();
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "setInterval", "clearInterval", "Date"], now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Every ten or twenty seconds: reads and runs pass each other all the time. */
const quick = fc.record({
  takes: fc.integer({ min: 100, max: 12 * second }),
  every: fc.constantFrom(10 * second, 20 * second),
  fate: fc.constantFrom("interrupted" as const, "interrupted" as const, "idle" as const),
  keeps: fc.boolean(),
});
const deed = fc.record({
  after: fc.integer({ min: 1, max: 20 * second }),
  what: fc.constantFrom("refresh" as const, "expand" as const),
  n: fc.nat(3),
});

test("a run that waits for a person is never shown as done, however reads and runs pass each other", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(quick, { minLength: 1, maxLength: 4 }),
      fc.array(deed, { maxLength: 12 }),
      async (crons, deeds) => {
        vi.setSystemTime(start);
        const kinds = crons.map(({ every, keeps, takes }, n) =>
          keeps ? { threadId: null, keeps, every, takes } : { threadId: `t${n}`, every, takes },
        );
        const world = new LiveWorld(kinds, 10 * second);
        for (const [n, { fate }] of crons.entries()) world.fates.set(`c${n + 1}`, fate);
        const desk = new Desk(world);
        try {
          for (const { after, n, what } of [...deeds, { after: 30 * second, n: 0, what: "refresh" as const }]) {
            await later(after);
            const [window] = desk.windows;
            if (what === "refresh") window.refresh();
            else window.expand(n);
            for (const each of desk.windows) each.check();
          }
        } finally {
          desk.close();
        }
      },
    ),
    { numRuns: 60 },
  );
});
