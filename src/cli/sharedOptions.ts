import { type ScheduleDialect, standardDialect } from "../core/schedule/scheduleDialect";
import { UsageError } from "./cliIo";
import { cliText } from "./cliTexts";
import type { Given } from "./commandTable";

type CheckValues = Given<"check">["values"];

/** A schedule that runs more often gets a warning; same default as the editor's setting. */
export const minimumMinutes = 5;

/** The dialect of `--dialect`; default: that of the Agent Server. */
export function dialectOf({ dialect }: Pick<CheckValues, "dialect">): ScheduleDialect {
  if (dialect === undefined) return standardDialect;
  return dialect === "seconds-first" ? "secondsFirst" : "secondsLast";
}

export type OutputFormat = NonNullable<Given<"submit">["values"]["format"]>;

/** The format of `--format` or `--json`. Throws `UsageError` if they contradict each other. */
export function formatOf<Format extends string>({
  format,
  json,
}: {
  readonly format?: Format | undefined;
  readonly json?: true | undefined;
}): Format | "human" | "json" {
  if (json !== true) return format ?? "human";
  if (format !== undefined && format !== "json") throw new UsageError(cliText("twoFormats"));
  return "json";
}
