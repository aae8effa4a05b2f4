import type { Finding, Fix } from "../finding/finding";
import { fieldLabels } from "./fieldLabels";
import { isOfNumbers, itemReading } from "./itemReading";
import { comesToEnd } from "./lastRun";
import { type Schedule, type ScheduleField, type ScheduleItem, writtenFields } from "./schedule";
import { findingOf, replaceBy } from "./scheduleFinding";

/** Findings about single parts of an accepted schedule. */
export function itemFindings(schedule: Schedule): readonly Finding[] {
  if (schedule.alias !== undefined) return aliasFindings(schedule);
  const findings = writtenFields(schedule).flatMap((field) => field.items.flatMap((item) => oneItem(field, item)));
  const extra = schedule.second;
  // A year that ends the runs is a separate error.
  if (extra === undefined || comesToEnd(schedule)) return findings;
  const span = { start: extra.span.start, end: (schedule.year ?? extra).span.end };
  return [...findings, findingOf("schedule.not-portable-fields", span)];
}

/** Every scheduler knows the other aliases. */
function aliasFindings({ alias, text }: Schedule): readonly Finding[] {
  if (alias !== "@midnight") return [];
  return [findingOf("schedule.not-portable", { start: 0, end: text.length }, { item: text }, replaceBy("@daily"))];
}

function oneItem(field: ScheduleField, item: ScheduleItem): readonly Finding[] {
  const args = { item: item.text, field: fieldLabels[field.name] };
  switch (itemReading(field, item)) {
    case "portable":
      return [];
    case "random":
      return [findingOf("schedule.random", item.span, args)];
    case "equalRange": {
      const value = item.text.split("-")[0] ?? "";
      return [findingOf("schedule.equal-range", item.span, { ...args, value }, replaceBy(value))];
    }
    case "stepPastRange": {
      const value = item.values[0] ?? 0;
      return [findingOf("schedule.step-past-range", item.span, { ...args, value }, replaceBy(String(value)))];
    }
    case "notPortable":
      return [findingOf("schedule.not-portable", item.span, args, portableFix(field, item))];
  }
}

/** A range can be replaced by its values, but what only this server knows can't be. */
function portableFix(field: ScheduleField, item: ScheduleItem): Fix | undefined {
  const values = [...item.values].sort((a, b) => a - b).join(",");
  return isOfNumbers(item) && !field.every ? replaceBy(values) : undefined;
}
