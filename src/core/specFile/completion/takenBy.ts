import type { TextRange } from "../json/jsonTokens";
import type { Proposal } from "./proposal";
import type { SpecPlace } from "./specPlace";

/** A proposal at its place: the text, the range it replaces, and what typed letters are compared with. */
export interface TakenProposal extends Pick<Proposal, "insert" | "filter"> {
  readonly replace: TextRange;
}

const closedText = /^"(?:[^"\\]|\\.)*"$/s;

/**
 * Text whose quotes already exist is written between them. A snippet's stop is also between the quotes: an edit of the
 * quotes would end the snippet, and Tab would insert a tab.
 */
export function takenBy(text: string, { kind, replace }: SpecPlace, { insert, filter }: Proposal): TakenProposal {
  const isText = kind === "value" && insert.startsWith('"');
  const there = text.slice(replace.offset, replace.offset + replace.length);
  if (!isText || !closedText.test(there)) return { insert, filter, replace };
  return {
    insert: insert.slice(1, -1),
    filter: filter.slice(1),
    replace: { offset: replace.offset + 1, length: replace.length - 2 },
  };
}
