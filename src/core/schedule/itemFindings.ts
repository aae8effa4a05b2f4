import type { Finding, Fix } from "../finding/finding";
import { fieldLabels } from "./fieldLabels";
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
  if (item.kind === "random") return [findingOf("schedule.random", item.span, args)];
  if (isEqualRange(item)) {
    const value = item.text.split("-")[0] ?? "";
    return [findingOf("schedule.equal-range", item.span, { ...args, value }, replaceBy(value))];
  }
  if (isStepPastRange(item)) {
    const value = item.values[0] ?? 0;
    return [findingOf("schedule.step-past-range", item.span, { ...args, value }, replaceBy(String(value)))];
  }
  return isPortable(field, item) ? [] : [findingOf("schedule.not-portable", item.span, args, portableFix(field, item))];
}

function isEqualRange(item: ScheduleItem): boolean {
  return item.kind === "range" && item.bounds !== undefined && item.bounds[0] === item.bounds[1];
}

/** Also for `10-20/15` and `59/15`: a step is meant to give more than one value. */
function isStepPastRange(item: ScheduleItem): boolean {
  return item.step !== undefined && item.step > 1 && item.values.length === 1;
}

const portableKinds: readonly ScheduleItem["kind"][] = ["star", "question", "value", "start", "range"];

/** Whether croniter, robfig/cron, gorhill/cronexpr and cron-parser all accept it with the same meaning. */
function isPortable(field: ScheduleField, item: ScheduleItem): boolean {
  const wraps = item.bounds !== undefined && item.bounds[0] > item.bounds[1];
  return portableKinds.includes(item.kind) && !wraps && !isSevenForSunday(field, item) && !/-l/i.test(item.text);
}

function isSevenForSunday(field: ScheduleField, item: ScheduleItem): boolean {
  return field.name === "dayOfWeek" && (item.bounds?.includes(7) || (item.kind === "value" && item.text === "7"));
}

/** A range can be replaced by its values, but what only this server knows can't be. */
function portableFix(field: ScheduleField, item: ScheduleItem): Fix | undefined {
  const values = [...item.values].sort((a, b) => a - b).join(",");
  return portableKinds.includes(item.kind) && !field.every ? replaceBy(values) : undefined;
}
