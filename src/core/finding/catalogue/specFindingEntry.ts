import type { FindingEntry } from "../findingEntry";

/** The message of a rule about specs, and whether it is about a key or its value. */
export interface SpecFindingEntry extends FindingEntry {
  /** "key": the finding's path names a key, and that key is wrong. Default: the value. */
  readonly at?: "key";
}
