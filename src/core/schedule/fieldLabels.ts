import type { FieldName } from "./schedule";

/** The fields as sentences name them, in English; a face that speaks other languages looks them up. */
export const fieldLabels: Readonly<Record<FieldName, string>> = {
  minute: "minute",
  hour: "hour",
  dayOfMonth: "day of month",
  month: "month",
  dayOfWeek: "day of week",
  second: "second",
  year: "year",
};
