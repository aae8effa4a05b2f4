import type { FieldName } from "./schedule";

/** The fields as sentences name them. */
export const fieldLabels: Readonly<Record<FieldName, string>> = {
  minute: "minute",
  hour: "hour",
  dayOfMonth: "day of month",
  month: "month",
  dayOfWeek: "day of week",
  second: "second",
  year: "year",
};
