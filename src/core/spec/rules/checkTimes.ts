import type { Finding } from "../../finding";
import { nextRuns } from "../../schedule/nextRuns";
import { parseSchedule } from "../../schedule/parseSchedule";
import { findTimeZone, timeZoneNames } from "../../schedule/timeZone";
import type { RawArguments } from "../cronArguments";
import { readDateTime } from "../dateTime";
import { mostSimilar } from "../similar";
import { shown, specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/** The time zone's name, and an end that is a moment still to come, after the first run. */
export function checkTimes(spec: RawArguments, options: CheckOptions): readonly Finding[] {
  return [...checkZone(spec), ...checkEnd(spec, options)];
}

function checkZone({ timezone }: RawArguments): readonly Finding[] {
  if (typeof timezone !== "string" || timezone.trim() === "" || findTimeZone(timezone) !== undefined) return [];
  const path = ["timezone"];
  const suggestion = similarZone(timezone);
  if (suggestion === undefined) {
    return [{ code: "timezone.unknown", severity: "error", path, args: { zone: shown(timezone) } }];
  }
  const fix = { kind: "setValue", text: JSON.stringify(suggestion) } as const;
  return [specFinding("timezone.similar", path, { args: { value: shown(timezone), suggestion }, fix })];
}

/** The zone that somebody most likely meant, who may have written its city alone. */
function similarZone(name: string): string | undefined {
  const zones = timeZoneNames();
  const city = `/${name.toLowerCase().replace(/\s+/g, "_")}`;
  return mostSimilar(name, zones) ?? zones.find((zone) => zone.toLowerCase().endsWith(city));
}

function checkEnd(spec: RawArguments, options: CheckOptions): readonly Finding[] {
  const { end_time: end } = spec;
  const { now } = options;
  if (typeof end !== "string") return [];
  const reading = readDateTime(end);
  if (reading.kind === "invalid") return [];
  if (reading.kind === "local") {
    const fix = { kind: "setValue", text: JSON.stringify(`${end}Z`) } as const;
    return [specFinding("spec.end-without-offset", ["end_time"], { fix })];
  }
  if (reading.epoch <= now) {
    return [specFinding("spec.end-in-the-past", ["end_time"], { fix: { kind: "removeKey", text: "" } })];
  }
  const first = firstRun(spec, options);
  if (first !== undefined && first > reading.epoch) {
    return [specFinding("spec.end-before-first-run", ["end_time"], { args: { first: new Date(first).toISOString() } })];
  }
  return stopsDevelopmentServer(spec, options) ? [specFinding("spec.end-stops-scheduler", ["end_time"])] : [];
}

/** Agent Server 0.16.7 in memory: each look at a cron that is on and has an end ends in a TypeError, due or not. */
function stopsDevelopmentServer({ enabled }: RawArguments, { onLoopback }: CheckOptions): boolean {
  return onLoopback === true && enabled !== false;
}

function firstRun({ schedule, timezone }: RawArguments, { now, dialect }: CheckOptions): number | undefined {
  const zone = timezone ?? "UTC";
  if (typeof schedule !== "string" || typeof zone !== "string" || findTimeZone(zone) === undefined) return undefined;
  const parsed = parseSchedule(schedule, dialect);
  return parsed.ok ? nextRuns(parsed.value, { zone, from: now, count: 1 })[0] : undefined;
}
