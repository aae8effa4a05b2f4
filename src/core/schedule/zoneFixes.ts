import type { Finding, Fix } from "../finding/finding";
import { comesToEnd } from "./lastRun";
import { parseSchedule } from "./parseSchedule";
import type { ScheduleDialect } from "./scheduleDialect";
import { findTimeZone } from "./timeZone";

/** The settings with which a schedule is checked. */
export interface ScheduleSetting {
  readonly dialect: ScheduleDialect;
  /** The cron's zone; null or empty if it has none, which means UTC. */
  readonly timezone: string | null;
}

/**
 * The fixes that remove a zone from a schedule's text, leaving `fields`, and set `timezone` if the cron has none. If it
 * has another zone, either may be meant. An unknown zone is not dropped if the cron would then run in UTC.
 */
export function zoneFixes(
  fields: string,
  zone: string,
  { dialect, timezone }: ScheduleSetting,
): Pick<Finding, "fix" | "choices"> {
  const parsed = parseSchedule(fields, dialect);
  if (parsed.ok && comesToEnd(parsed.value)) return {};
  const moved = setKeys({ schedule: fields, timezone: zone });
  const dropped = setKeys({ schedule: fields });
  const hasZone = timezone !== null && timezone !== "";
  if (findTimeZone(zone) === undefined) return hasZone ? { fix: dropped } : {};
  if (!hasZone) return { fix: moved };
  return timezone === zone ? { fix: dropped } : { choices: [moved, dropped] };
}

function setKeys(values: Readonly<Record<string, string>>): Fix {
  const properties = Object.entries(values).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  return { kind: "setKeys", text: properties.join(", ") };
}
