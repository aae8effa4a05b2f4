import type { FindingCode } from "./findingCatalogue";
import type { Severity } from "./findingEntry";

/** A place in a spec: keys and indexes from the spec's object, such as `["interrupt_before", 0]`. */
export type ValuePath = readonly (string | number)[];

/** A part of a string value, in UTF-16 units from its first character; `end` is exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * One finding about a schedule or a spec. Its text comes from `findingCatalogue` by `code`, filled with `args`, so that
 * the editor, the form, the lens and the command line agree in the user's language.
 */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly path: ValuePath;
  /** Set if it is only about a part of the string at `path`, such as one item of a schedule. */
  readonly span?: TextSpan;
  readonly args: Readonly<Record<string, string | number>>;
  /** The correction, if a single replacement is enough. */
  readonly fix?: Fix;
  /** Alternative fixes if the meaning is unclear, likeliest first. */
  readonly choices?: readonly Fix[];
}

/**
 * One replacement. `replaceText`: the finding's range (a span, a key or a whole text), without quotes. `setValue`: the
 * value at its path. `setKeys`: the values of its own key and of others beside it, which may not exist yet.
 * `replaceProperty`: key and value. `removeKey`: both, with their comma. `moveUp`: moves both into the object around
 * theirs, which has no such key.
 */
export interface Fix {
  readonly kind: "replaceText" | "setValue" | "setKeys" | "replaceProperty" | "removeKey" | "moveUp";
  /** `replaceText`: plain text; `setValue`: JSON; `replaceProperty`: `"key": value`; `setKeys`: several; else "". */
  readonly text: string;
}
