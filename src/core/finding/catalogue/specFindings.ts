import { fileFindings } from "./fileFindings";
import { meaningFindings } from "./meaningFindings";
import { serverFindings } from "./serverFindings";
import { shapeFindings } from "./shapeFindings";
import type { SpecFindingEntry } from "./specFindingEntry";

/** Findings about everything in a spec except its schedule: text, types, values and their combinations. */
export const specFindings = {
  ...fileFindings,
  ...shapeFindings,
  ...meaningFindings,
  ...serverFindings,
} as const satisfies Record<string, SpecFindingEntry>;

export type SpecFindingCode = keyof typeof specFindings;
