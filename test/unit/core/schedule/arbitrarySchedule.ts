import fc from "fast-check";
import { parseSchedule } from "../../../../src/core/schedule/parseSchedule";
import type { Schedule } from "../../../../src/core/schedule/schedule";
import { standardDialect } from "../../../../src/core/schedule/scheduleDialect";
import { createRandom } from "../../../parity/random";
import { drawSchedule } from "../../../parity/scheduleGrammar";

/** Schedules from the whole language whose runs can be known. */
export const arbitrarySchedule: fc.Arbitrary<Schedule> = fc
  .integer({ min: 0 })
  .map((seed) => parseSchedule(drawSchedule(createRandom(seed)), standardDialect))
  .filter((schedule) => schedule.ok)
  .map(({ value }) => value)
  .filter(({ unpredictable }) => !unpredictable);

/** Any text, near to the language or not. */
export const arbitraryText: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: 0 }).map((seed) => drawSchedule(createRandom(seed))),
  fc.string({ maxLength: 1100, unit: "binary" }),
  fc.stringMatching(/^[0-9*/,\-LWR#?a-z@ \t]{0,40}$/),
);
