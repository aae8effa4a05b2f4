import { type ScheduleDialect, standardDialect } from "../core/schedule/scheduleDialect";
import { UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import type { Given } from "./commandTable";

type CheckValues = Given<"check">["values"];

/** Schedules that run more often are warned of: what the editor's setting for it is by default. */
export const minimumMinutes = 5;

/** What `--dialect` says; without it the Agent Server's own. */
export function dialectOf({ dialect }: Pick<CheckValues, "dialect">): ScheduleDialect {
  if (dialect === undefined) return standardDialect;
  return dialect === "seconds-first" ? "secondsFirst" : "secondsLast";
}

export type OutputFormat = NonNullable<CheckValues["format"]>;

/** What `--format` and `--json`, its short form, say together. Throws `UsageError`. */
export function formatOf({ format, json }: Pick<CheckValues, "format" | "json">): OutputFormat {
  if (json !== true) return format ?? "human";
  if (format !== undefined && format !== "json") throw new UsageError(cliText("twoFormats"));
  return "json";
}
