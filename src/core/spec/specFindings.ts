import type { FindingEntry } from "../findingCatalogue";

/** Findings about the rest of a spec: its shape, its values and how they go together. */
export const specFindings = {
  "spec.unknown-key": {
    severity: "error",
    message: "“{key}” is not a key of a cron spec.",
    help: "spec-file.md#keys",
  },
} as const satisfies Record<string, FindingEntry>;
