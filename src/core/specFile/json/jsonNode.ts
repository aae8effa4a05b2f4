import type { JsonValue } from "../../base/json";
import type { ValuePath } from "../../finding/finding";
import type { JsonSyntaxError, TextRange } from "./jsonTokens";

export interface JsonMember {
  /** The key's range without its quotes; of several equal keys the last one, whose value counts. */
  readonly key: TextRange;
  readonly node: JsonNode;
}

/** A value and its range. Objects in `value` inherit nothing: see `bareObject`. */
export interface JsonNode extends TextRange {
  readonly value: JsonValue;
  readonly members?: ReadonlyMap<string, JsonMember>;
  readonly items?: readonly JsonNode[];
}

export interface JsonTree {
  /** Absent if the text has no value; after a syntax error, what could still be read. */
  readonly root?: JsonNode;
  readonly error?: JsonSyntaxError;
  /** Set if the nesting is deeper than `maxDepth`; then nothing else is read. */
  readonly tooDeep?: TextRange;
  /** Set if an object or list has more than `maxEntries`; then nothing else is read. */
  readonly tooMany?: TextRange;
  /** Keys that an object has more than once, each listed once. */
  readonly duplicates: readonly { readonly path: ValuePath; readonly key: string }[];
}

export interface JsonTreeOptions {
  /** Both limit the size of the tree of a hostile text. */
  readonly maxDepth: number;
  readonly maxEntries?: number;
  /** Returns what to keep of an item of a top-level list, as soon as it is read. Default: all of it. */
  readonly keepOfItem?: (item: JsonNode) => JsonNode;
}
