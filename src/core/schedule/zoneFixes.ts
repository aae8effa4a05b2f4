import type { Finding, Fix } from "../finding/finding";
import { comesToEnd } from "./lastRun";
import { parseSchedule } from "./parseSchedule";
import type { ScheduleDialect } from "./scheduleDialect";
import { findTimeZone } from "./timeZone";

/** What a schedule is checked with. */
export interface ScheduleSetting {
  readonly dialect: ScheduleDialect;
  /** As the cron has it; null or empty where it has none, which is UTC. */
  readonly timezone: string | null;
}

/**
 * What takes a zone out of a schedule's text, of which `fields` is the rest: into `timezone` where the cron has none. Where
 * it has another, either may be meant. A zone that no server knows is not dropped where the cron would run in UTC then.
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
