import type { JsonValue } from "../../base/json";
import type { ValuePath } from "../../finding/finding";
import type { JsonSyntaxError, TextRange } from "./jsonTokens";

export interface JsonMember {
  /** The key's text, without its quotes. Of several equal keys the last one, whose value counts. */
  readonly key: TextRange;
  readonly node: JsonNode;
}

/** A value and where it stands. Objects in `value` inherit nothing: see `bareObject`. */
export interface JsonNode extends TextRange {
  readonly value: JsonValue;
  readonly members?: ReadonlyMap<string, JsonMember>;
  readonly items?: readonly JsonNode[];
}

export interface JsonTree {
  /** Absent where the text holds no value. Where there is a syntax error, what could be read in spite of it. */
  readonly root?: JsonNode;
  readonly error?: JsonSyntaxError;
  /** Set where nesting goes deeper than asked for; nothing else is read then. */
  readonly tooDeep?: TextRange;
  /** Set where an object or a list has more entries than asked for; nothing else is read then. */
  readonly tooMany?: TextRange;
  /** Keys that an object has more than once, each once. */
  readonly duplicates: readonly { readonly path: ValuePath; readonly key: string }[];
}

export interface JsonTreeOptions {
  /** Both bound what a hostile text can make of it. */
  readonly maxDepth: number;
  readonly maxEntries?: number;
  /** What is kept of an item of a list that is the whole text, as soon as it is read. Default: all of it. */
  readonly keepOfItem?: (item: JsonNode) => JsonNode;
}
