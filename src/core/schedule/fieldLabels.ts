import type { FieldName } from "./schedule";

/** The names of the fields in English sentences; a user interface in another language translates them. */
export const fieldLabels: Readonly<Record<FieldName, string>> = {
  minute: "minute",
  hour: "hour",
  dayOfMonth: "day of month",
  month: "month",
  dayOfWeek: "day of week",
  second: "second",
  year: "year",
};
