import type { FindingEntry } from "../findingEntry";

/** Findings about a time zone that no server knows. */
export const zoneFindings = {
  "timezone.similar": {
    severity: "error",
    message: "“{value}” is not an IANA time zone. Did you mean “{suggestion}”?",
    help: "schedule-language.md#time-zones",
  },
  "timezone.offset": {
    severity: "error",
    message:
      "“{value}” is an offset, not an IANA time zone. “{suggestion}” is always {offset} from UTC: in these names the sign is reversed.",
    help: "schedule-language.md#time-zones",
  },
  "timezone.ambiguous": {
    severity: "error",
    message: "“{value}” is not an IANA time zone, and can mean several: {meanings}.",
    help: "schedule-language.md#time-zones",
  },
  "timezone.unknown": {
    severity: "error",
    message: "“{zone}” is not a name of the IANA time zone database, such as “Europe/Berlin”.",
    help: "schedule-language.md#time-zones",
  },
} as const satisfies Record<string, FindingEntry>;
