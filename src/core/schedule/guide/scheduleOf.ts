import { fieldText } from "./fieldText";
import { type ClockTimes, type Guide, hourSteps, minuteSteps } from "./guide";

/**
 * The five fields of a guide, in characters that all servers read alike: numbers, `*`, steps that divide their field,
 * lists and ascending ranges. Only the last day (`L`) and nth weekdays (`1#2`, `L5`) have no such spelling
 * (`guideNotes`).
 *
 * @returns undefined while something is not chosen yet, such as the weekdays
 */
export function scheduleOf(guide: Guide): string | undefined {
  switch (guide.kind) {
    case "minutes":
      return minuteSteps.includes(guide.every) ? `${stepText(guide.every)} * * * *` : undefined;
    case "hours":
      return hourSteps.includes(guide.every) ? `${guide.minute} ${stepText(guide.every)} * * *` : undefined;
    case "daily":
      return at(guide.times, "*", "*", "*");
    case "weekly":
      return at(guide.times, "*", "*", listed("dayOfWeek", guide.weekdays));
    case "monthly":
      return at(guide.times, listed("dayOfMonth", guide.days), "*", "*");
    case "lastDay":
      return at(guide.times, "L", "*", "*");
    case "nthWeekday":
      return at(guide.times, "*", "*", nthText(guide));
    case "yearly":
      return at(guide.times, listed("dayOfMonth", guide.days), listed("month", guide.months), "*");
  }
}

/** `1#2` is the second Monday, `L5` the last Friday. */
export function nthText({ nth, weekday }: Pick<Extract<Guide, { readonly kind: "nthWeekday" }>, "nth" | "weekday">) {
  return nth === "last" ? `L${weekday}` : `${weekday}#${nth}`;
}

function stepText(step: number): string {
  return step === 1 ? "*" : `*/${step}`;
}

function listed(name: "minute" | "hour" | "dayOfMonth" | "month" | "dayOfWeek", values: readonly number[]) {
  return values.length === 0 ? undefined : fieldText(name, values);
}

function at({ minutes, hours }: ClockTimes, ...days: readonly (string | undefined)[]): string | undefined {
  const fields = [listed("minute", minutes), listed("hour", hours), ...days];
  return fields.includes(undefined) ? undefined : fields.join(" ");
}
