import { fileFindings } from "./findings/fileFindings";
import { meaningFindings } from "./findings/meaningFindings";
import { serverFindings } from "./findings/serverFindings";
import { shapeFindings } from "./findings/shapeFindings";
import type { SpecFindingEntry } from "./findings/specFindingEntry";

/** Findings about everything in a spec but its schedule: its text, its shape, its values and how they go together. */
export const specFindings = {
  ...fileFindings,
  ...shapeFindings,
  ...meaningFindings,
  ...serverFindings,
} as const satisfies Record<string, SpecFindingEntry>;

export type SpecFindingCode = keyof typeof specFindings;
