import type { FindingEntry } from "../findingCatalogue";

/** Findings about a schedule's text and its time zone. */
export const scheduleFindings = {
  "schedule.not-accepted": {
    severity: "error",
    message: "The Agent Server does not accept this schedule: {reason}",
    help: "schedule-language.md#fields",
  },
} as const satisfies Record<string, FindingEntry>;
