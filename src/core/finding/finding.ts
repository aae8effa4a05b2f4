import type { FindingCode } from "./findingCatalogue";
import type { Severity } from "./findingEntry";

/** Where in a spec: keys and indexes from the spec's own object, `["interrupt_before", 0]`. */
export type ValuePath = readonly (string | number)[];

/** A part of a string value, in UTF-16 units from its first character; `end` is exclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
}

/**
 * One thing to say about a schedule or a spec. The words come from `findingCatalogue` by `code`, filled with `args`,
 * so that the editor, the form, the lens and the command line say the same in the user's language.
 */
export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly path: ValuePath;
  /** Set where only a part of the string at `path` is meant, as one item of a schedule. */
  readonly span?: TextSpan;
  readonly args: Readonly<Record<string, string | number>>;
  /** What would correct it, where one replacement does. */
  readonly fix?: Fix;
  /** Where several things may be meant: the fixes to choose from, the likeliest first. */
  readonly choices?: readonly Fix[];
}

/**
 * One replacement. `replaceText`: what the finding's range shows, a span, a key or a whole text, without quotes.
 * `setValue`: the value at its path. `setKeys`: the values of these keys, its own and others beside it, which may not be
 * there yet. `replaceProperty`: key and value. `removeKey`: both, with their comma. `moveUp`: both,
 * into the object around theirs, which has no such key.
 */
export interface Fix {
  readonly kind: "replaceText" | "setValue" | "setKeys" | "replaceProperty" | "removeKey" | "moveUp";
  /** Plain text for `replaceText`, JSON text for `setValue`, `"key": value` for `replaceProperty`, several of these for `setKeys`, else empty. */
  readonly text: string;
}
