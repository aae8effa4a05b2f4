import type { FindingEntry } from "../findingEntry";

/** What a rule about specs says when it fires, and whether it means a key or its value. */
export interface SpecFindingEntry extends FindingEntry {
  /** "key": the finding's path names a key, and the key is what is wrong with it. Default: the value. */
  readonly at?: "key";
}
