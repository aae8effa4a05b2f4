import { runToEnd } from "../../base/runToEnd";
import type { JsonTree, JsonTreeOptions } from "./jsonNode";
import { JsonTokens } from "./jsonTokens";
import { JsonTreeReader } from "./jsonTreeReader";

/** `readJsonTree` without pauses. */
export function parseJsonTree(text: string, maxDepth: number): JsonTree {
  return runToEnd(readJsonTree(text, { maxDepth }));
}

/** Tokens between two yields, which take less than a millisecond. */
const tokensAtOnce = 1000;

/**
 * Reads JSON with comments and trailing commas in one pass. Never throws; returns what could be read of a broken text.
 * Callers that must not block can let others run at each `yield`.
 */
export function* readJsonTree(text: string, options: JsonTreeOptions): Generator<void, JsonTree> {
  const reader = new JsonTreeReader(new JsonTokens(text.startsWith("\uFEFF") ? ` ${text.slice(1)}` : text), options);
  for (let steps = 1; reader.step(); steps += 1) if (steps % tokensAtOnce === 0) yield;
  return reader.tree();
}
