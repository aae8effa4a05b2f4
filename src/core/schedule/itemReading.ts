import type { ScheduleField, ScheduleItem } from "./schedule";

/**
 * How other schedulers read a part of a field: `portable` means that croniter, robfig/cron, gorhill/cronexpr and
 * cron-parser all accept it with the same meaning; `notPortable`, that some don't. The others have a meaning here that
 * nobody intends.
 */
export type ItemReading = "portable" | "notPortable" | "random" | "equalRange" | "stepPastRange";

export function itemReading(field: ScheduleField, item: ScheduleItem): ItemReading {
  if (item.kind === "random") return "random";
  if (isEqualRange(item)) return "equalRange";
  if (isStepPastRange(item)) return "stepPastRange";
  return isPortable(field, item) ? "portable" : "notPortable";
}

function isEqualRange(item: ScheduleItem): boolean {
  return item.kind === "range" && item.bounds !== undefined && item.bounds[0] === item.bounds[1];
}

/** Also for `10-20/15` and `59/15`: a step is meant to give more than one value. */
function isStepPastRange(item: ScheduleItem): boolean {
  return item.step !== undefined && item.step > 1 && item.values.length === 1;
}

const portableKinds: readonly ScheduleItem["kind"][] = ["star", "question", "value", "start", "range"];

/** Whether an item is numbers and nothing else, so that it could be written as a list of them. */
export function isOfNumbers(item: ScheduleItem): boolean {
  return portableKinds.includes(item.kind);
}

function isPortable(field: ScheduleField, item: ScheduleItem): boolean {
  const wraps = item.bounds !== undefined && item.bounds[0] > item.bounds[1];
  return isOfNumbers(item) && !wraps && !isSevenForSunday(field, item) && !/-l/i.test(item.text);
}

function isSevenForSunday(field: ScheduleField, item: ScheduleItem): boolean {
  return field.name === "dayOfWeek" && (item.bounds?.includes(7) || (item.kind === "value" && item.text === "7"));
}
