import { fileFindings } from "./fileFindings";
import { meaningFindings } from "./meaningFindings";
import { serverFindings } from "./serverFindings";
import { shapeFindings } from "./shapeFindings";
import type { SpecFindingEntry } from "./specFindingEntry";

/** Findings about everything in a spec but its schedule: its text, its shape, its values and how they go together. */
export const specFindings = {
  ...fileFindings,
  ...shapeFindings,
  ...meaningFindings,
  ...serverFindings,
} as const satisfies Record<string, SpecFindingEntry>;

export type SpecFindingCode = keyof typeof specFindings;
