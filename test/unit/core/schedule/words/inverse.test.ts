import fc from "fast-check";
import { expect, test } from "vitest";
import { monthLength } from "../../../../../src/core/schedule/civilCalendar";
import { describeSchedule } from "../../../../../src/core/schedule/describeSchedule";
import type { Guide } from "../../../../../src/core/schedule/guide/guide";
import { scheduleOf } from "../../../../../src/core/schedule/guide/scheduleOf";
import { readWords } from "../../../../../src/core/schedule/words/readWords";
import { accept } from "../accept";
import { arbitraryGuide } from "../guide/arbitraryGuide";

/** A date such as 31 April never comes: its words are refused. */
function comes(guide: Guide): boolean {
  const leap = 2028;
  return guide.kind !== "yearly" || guide.months.some((month) => (guide.days[0] ?? 0) <= monthLength(leap, month));
}

test.each([
  ["en", false],
  ["en", true],
  ["de", false],
  ["de", true],
])(
  "the words of a schedule that a guide has built read back as that schedule: %s, 12 hours: %s",
  async (locale, hour12) => {
    await fc.assert(
      fc.asyncProperty(arbitraryGuide.filter(comes), async (guide) => {
        const schedule = scheduleOf(guide) ?? "";
        const words = await describeSchedule(accept(schedule), { locale, hour12 });
        expect({ words, ...readWords(words) }).toEqual({ words, kind: "schedule", schedule, timezone: undefined });
      }),
      { numRuns: 1000 },
    );
  },
);
