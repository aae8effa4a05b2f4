import { readDateTime } from "../base/dateTime";
import type { JsonValue } from "../base/json";
import type { CronArguments, ParameterName } from "./cronArguments";

/** An argument as the Python SDK writes it in a request's body; undefined if it isn't set. */
export function bodyValue(args: CronArguments, name: ParameterName): JsonValue | undefined {
  if (name !== "end_time" || args.end_time === undefined) return args[name];
  const reading = readDateTime(args.end_time);
  return reading.kind === "invalid" ? args.end_time : reading.isoFormat;
}
