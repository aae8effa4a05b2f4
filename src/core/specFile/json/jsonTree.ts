import type { JsonValue } from "../../base/json";
import { runToEnd } from "../../base/runToEnd";
import type { ValuePath } from "../../finding/finding";
import { type JsonSyntaxError, JsonTokens, type TextRange } from "./jsonTokens";
import { JsonTreeReader } from "./jsonTreeReader";

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

/** `readJsonTree`, at once. */
export function parseJsonTree(text: string, maxDepth: number): JsonTree {
  return runToEnd(readJsonTree(text, { maxDepth }));
}

/** Tokens between two rests: less than a millisecond's work. */
const tokensAtOnce = 1000;

export interface JsonTreeOptions {
  /** Both bound what a hostile text can make of it. */
  readonly maxDepth: number;
  readonly maxEntries?: number;
  /** What is kept of an item of a list that is the whole text, as soon as it is read. Default: all of it. */
  readonly keepOfItem?: (item: JsonNode) => JsonNode;
}

/**
 * Reads JSON with comments and trailing commas in one pass. Never throws; a broken text gives what could be read.
 * Whoever mustn't be kept waiting lets others run at each `yield`.
 */
export function* readJsonTree(text: string, options: JsonTreeOptions): Generator<void, JsonTree> {
  const reader = new JsonTreeReader(new JsonTokens(text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text), options);
  for (let steps = 1; reader.step(); steps += 1) if (steps % tokensAtOnce === 0) yield;
  return reader.tree();
}
