import type { Finding } from "../../finding";
import { findTimeZone, timeZoneNames } from "../../schedule/timeZone";
import type { RawArguments } from "../cronArguments";
import { readDateTime } from "../dateTime";
import { mostSimilar } from "../similar";
import { shown, specFinding } from "../specFinding";
import type { CheckOptions } from "./rule";

/** The time zone's name, and an end that is a moment still to come. */
export function checkTimes(spec: RawArguments, { now }: CheckOptions): readonly Finding[] {
  return [...checkZone(spec), ...checkEnd(spec, now)];
}

function checkZone({ timezone }: RawArguments): readonly Finding[] {
  if (typeof timezone !== "string" || timezone.trim() === "" || findTimeZone(timezone) !== undefined) return [];
  const suggestion = similarZone(timezone);
  if (suggestion === undefined) {
    return [specFinding("spec.unknown-zone", ["timezone"], { args: { value: shown(timezone) } })];
  }
  const fix = { kind: "setValue", text: JSON.stringify(suggestion) } as const;
  return [
    specFinding("spec.unknown-zone-similar", ["timezone"], { args: { value: shown(timezone), suggestion }, fix }),
  ];
}

/** The zone that somebody most likely meant, who may have written its city alone. */
function similarZone(name: string): string | undefined {
  const zones = timeZoneNames();
  const city = `/${name.toLowerCase().replace(/\s+/g, "_")}`;
  return mostSimilar(name, zones) ?? zones.find((zone) => zone.toLowerCase().endsWith(city));
}

function checkEnd({ end_time: end }: RawArguments, now: number): readonly Finding[] {
  if (typeof end !== "string") return [];
  const reading = readDateTime(end);
  if (reading.kind === "local") {
    const fix = { kind: "setValue", text: JSON.stringify(`${end}Z`) } as const;
    return [specFinding("spec.end-without-offset", ["end_time"], { fix })];
  }
  if (reading.kind === "invalid" || reading.epoch > now) return [];
  return [specFinding("spec.end-in-the-past", ["end_time"], { fix: { kind: "removeKey", text: "" } })];
}
