import fc from "fast-check";
import { expect, test } from "vitest";
import { ServerClock } from "../../../../src/core/server/serverClock";

const second = 1_000;

/** What a server sends whose clock is so far ahead: whole seconds, computed up to a second ago. */
function answer(sent: number, ahead: number, takes: number, age: number) {
  const date = Math.floor((sent + takes / 2 + ahead - age) / second) * second;
  return { begun: sent, ended: sent + takes, date };
}

test("without a date nothing is known", () => {
  expect(new ServerClock().ahead).toBeUndefined();
});

test("a difference is never said to be larger than it is, and told to a few seconds", () => {
  const part = fc.record({
    takes: fc.integer({ min: 0, max: 2_000 }),
    age: fc.integer({ min: 0, max: 999 }),
    gap: fc.integer({ min: 0, max: 60_000 }),
  });
  const ahead = fc.integer({ min: -1_000_000, max: 1_000_000 });
  fc.assert(
    fc.property(ahead, fc.array(part, { minLength: 1, maxLength: 8 }), (real, parts) => {
      const clock = new ServerClock();
      let sent = 1_800_000_000_000;
      for (const { age, gap, takes } of parts) {
        clock.note(answer(sent, real, takes, age));
        sent += gap + takes;
      }
      const told = clock.ahead ?? Number.NaN;
      expect(told * real).toBeGreaterThanOrEqual(0);
      expect(Math.abs(told)).toBeLessThanOrEqual(Math.abs(real));
      expect(Math.abs(told)).toBeGreaterThanOrEqual(Math.abs(real) - 6 * second);
    }),
  );
});

test("once a clock is set, only what comes after that counts", () => {
  const clock = new ServerClock();
  clock.note(answer(0, 3_600 * second, 100, 0));
  expect(clock.ahead).toBeGreaterThan(3_500 * second);
  clock.note(answer(10 * second, 0, 100, 0));
  expect(clock.ahead).toBe(0);
});
