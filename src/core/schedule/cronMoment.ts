import { readDateTime } from "../base/dateTime";

/** A date of a cron as epoch milliseconds; undefined without one, without an offset, or if it is no date. */
export function cronMoment(text: string | null | undefined): number | undefined {
  const reading = readDateTime(text ?? "");
  return reading.kind === "moment" ? reading.epoch : undefined;
}
