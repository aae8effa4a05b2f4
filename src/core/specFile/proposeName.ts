import type { RawArguments } from "../arguments/cronArguments";
import { guideOf } from "../schedule/guide/guideOf";
import { guideRhythm } from "../schedule/guide/guideRhythm";
import { parseSchedule } from "../schedule/parseSchedule";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import { baseName } from "./baseName";

interface Known {
  readonly dialect: ScheduleDialect;
  /** The assistant's name, if the cron names it by its id. */
  readonly assistant?: string | undefined;
  /** The names of crons on the server, as far as they are known. */
  readonly taken: ReadonlySet<string>;
}

/** A name for a new cron that tells what it runs and how often, such as `report-weekdays`; no known cron has it. */
export function proposeName(args: RawArguments, { assistant, dialect, taken }: Known): string {
  const rhythm = rhythmOf(args, dialect);
  return freeName(`${baseName(args, assistant)}${rhythm === "" ? "" : `-${rhythm}`}`, taken);
}

/** The name itself, or with the first number that makes it a new one. */
export function freeName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  let number = 2;
  while (taken.has(`${name}-${number}`)) number += 1;
  return `${name}-${number}`;
}

function rhythmOf({ schedule }: RawArguments, dialect: ScheduleDialect): string {
  const parsed = typeof schedule === "string" ? parseSchedule(schedule, dialect) : undefined;
  const reading = parsed?.ok ? guideOf(parsed.value) : undefined;
  return reading?.kind === "guide" ? guideRhythm(reading.guide) : "";
}
