import fc from "fast-check";
import {
  type ClockTimes,
  type Guide,
  hourSteps,
  minuteSteps,
  type Nth,
} from "../../../../../src/core/schedule/guide/guide";

const some = (min: number, max: number, most = max - min + 1) =>
  fc
    .uniqueArray(fc.integer({ min, max }), { minLength: 1, maxLength: most })
    .map((values) => values.sort((a, b) => a - b));

/** Mostly one time, as people have it; also hours or minutes in a row, or the same distance apart. */
const arbitraryTimes: fc.Arbitrary<ClockTimes> = fc.record({
  hours: fc.oneof(some(0, 23, 1), some(0, 23, 4), some(0, 23), inRow(0, 23), fc.constantFrom([0, 6, 12, 18], [0, 12])),
  minutes: fc.oneof(
    fc.constant([0]),
    some(0, 59, 1),
    some(0, 59, 3),
    inRow(0, 59),
    fc.constantFrom([0, 15, 30, 45], [0, 30]),
  ),
});

function inRow(min: number, max: number): fc.Arbitrary<number[]> {
  return some(min, max, 2).map((bounds) => {
    const [first = min, last = first] = bounds;
    return Array.from({ length: last - first + 1 }, (_, index) => first + index);
  });
}

/** Of minutes or hours of a whole day: the same distance apart from 0 on. */
function isEven(values: readonly number[], size: number): boolean {
  return values.length > 1 && values.every((value, index) => value === (index * size) / values.length);
}

/** What is said more simply by another kind: every day at 0:00 and 12:00 is every 12 hours. */
function isSimplest(guide: Guide): boolean {
  switch (guide.kind) {
    case "daily": {
      const { hours, minutes } = guide.times;
      const isEveryHour = hours.length === 24;
      return !(isEveryHour && isEven(minutes, 60)) && !(minutes.length === 1 && isEven(hours, 24));
    }
    case "weekly":
      return guide.weekdays.length < 7;
    case "monthly":
      return guide.days.length < 31;
    case "yearly":
      return guide.months.length < 12 && guide.days.length < 31;
    default:
      return true;
  }
}

const nths: readonly Nth[] = [1, 2, 3, 4, 5, "last"];
const times = arbitraryTimes;

/** Every guide that is the simplest one of its schedule. */
export const arbitraryGuide: fc.Arbitrary<Guide> = fc
  .oneof<fc.Arbitrary<Guide>[]>(
    fc.record({ kind: fc.constant("minutes"), every: fc.constantFrom(...minuteSteps) }),
    fc.record({
      kind: fc.constant("hours"),
      every: fc.constantFrom(...hourSteps),
      minute: fc.integer({ min: 0, max: 59 }),
    }),
    fc.record({ kind: fc.constant("daily"), times }),
    fc.record({ kind: fc.constant("weekly"), weekdays: some(0, 6), times }),
    fc.record({ kind: fc.constant("monthly"), days: fc.oneof(some(1, 31, 3), some(1, 31), inRow(1, 31)), times }),
    fc.record({ kind: fc.constant("lastDay"), times }),
    fc.record({
      kind: fc.constant("nthWeekday"),
      nth: fc.constantFrom(...nths),
      weekday: fc.integer({ min: 0, max: 6 }),
      times,
    }),
    fc.record({ kind: fc.constant("yearly"), months: some(1, 12), days: some(1, 31, 3), times }),
  )
  .filter(isSimplest);
