import type { Guide } from "./guide";

const weekdayNames = ["sundays", "mondays", "tuesdays", "wednesdays", "thursdays", "fridays", "saturdays"] as const;

/** Weekdays from Sunday, 0, that have a name together. */
const groups: Readonly<Record<string, string>> = { "1,2,3,4,5": "weekdays", "0,6": "weekends" };

/**
 * How often a schedule runs, as a part of a cron's name: `daily`, `weekdays`, `every-15-minutes`. It leaves out the time
 * of day, so that the name stays true if that changes.
 */
export function guideRhythm(guide: Guide): string {
  switch (guide.kind) {
    case "minutes":
      return guide.every === 1 ? "every-minute" : `every-${guide.every}-minutes`;
    case "hours":
      return guide.every === 1 ? "hourly" : `every-${guide.every}-hours`;
    case "daily":
      return "daily";
    case "weekly": {
      const [weekday = 0, ...others] = guide.weekdays;
      return others.length === 0 ? (weekdayNames[weekday] ?? "weekly") : (groups[guide.weekdays.join()] ?? "weekly");
    }
    case "monthly":
    case "lastDay":
    case "nthWeekday":
      return "monthly";
    case "yearly":
      return guide.months.length === 1 ? "yearly" : "";
  }
}
