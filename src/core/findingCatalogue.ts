import type { FindingEntry } from "./findingEntry";
import { scheduleFindings } from "./schedule/scheduleFindings";
import { zoneFindings } from "./schedule/zoneFindings";
import { specFindings } from "./spec/specFindings";

/** Every finding there is, by its dotted code. Docs, editor messages and tests are derived from this. */
export const findingCatalogue = { ...scheduleFindings, ...zoneFindings, ...specFindings } as const satisfies Record<
  string,
  FindingEntry
>;

export type FindingCode = keyof typeof findingCatalogue;
