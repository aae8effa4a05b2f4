import { environmentFindings } from "./catalogue/environmentFindings";
import { scheduleFindings } from "./catalogue/scheduleFindings";
import { specFindings } from "./catalogue/specFindings";
import { zoneFindings } from "./catalogue/zoneFindings";
import type { FindingEntry } from "./findingEntry";

/** All findings by dotted code; docs, editor messages and tests are derived from this. */
export const findingCatalogue = {
  ...scheduleFindings,
  ...zoneFindings,
  ...specFindings,
  ...environmentFindings,
} as const satisfies Record<string, FindingEntry>;

export type FindingCode = keyof typeof findingCatalogue;
