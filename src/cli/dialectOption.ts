import { type ScheduleDialect, standardDialect } from "../core/schedule/scheduleDialect";
import { UsageError } from "./cliIo";
import { cliText } from "./cliTexts";

const dialects: Readonly<Record<string, ScheduleDialect>> = {
  "seconds-last": "secondsLast",
  "seconds-first": "secondsFirst",
};

/** What `--dialect` says; without it the Agent Server's own. Throws `UsageError`. */
export function readDialectOption(name: string | undefined): ScheduleDialect {
  if (name === undefined) return standardDialect;
  const dialect = Object.hasOwn(dialects, name) ? dialects[name] : undefined;
  if (dialect === undefined) throw new UsageError(cliText("badDialect"));
  return dialect;
}
