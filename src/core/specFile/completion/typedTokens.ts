import type { TextRange } from "../json/jsonTokens";

/** A token of a text being typed, where words may lack quotes and strings may be unclosed. */
export interface TypedToken extends TextRange {
  readonly kind: "openObject" | "openList" | "close" | "colon" | "comma" | "text" | "word" | "comment";
  /** Without quotes. */
  readonly text: string;
  /** Whether text typed at its end belongs to it. */
  readonly isOpen: boolean;
}

const punctuation: Readonly<Record<string, TypedToken["kind"]>> = {
  "{": "openObject",
  "[": "openList",
  "}": "close",
  "]": "close",
  ":": "colon",
  ",": "comma",
};

/** Matches any token, so that every letter of a text is in one of them. */
const pattern =
  /(\/\/[^\r\n]*)|(\/\*[^*]*(?:\*(?!\/)[^*]*)*(?:\*\/)?)|("[^"\\\r\n]*(?:\\.?[^"\\\r\n]*)*"?)|([{}[\]:,])|\/|[^\s\uFEFF{}[\]:,"/]+/y;
const blanks = /[\s\uFEFF]*/y;

/**
 * Yields the tokens of JSON with comments from an offset on. Unlike a parser's, they show where the user is typing:
 * comments are included, and nothing is an error.
 */
export function* typedTokens(text: string, from: number): Generator<TypedToken, void, undefined> {
  for (let offset = skip(text, from); ; ) {
    pattern.lastIndex = offset;
    const [whole, line, block, quoted, mark] = pattern.exec(text) ?? [];
    if (whole === undefined) return;
    const place = { offset, length: whole.length };
    if (mark !== undefined) yield { ...place, kind: punctuation[mark] ?? "comma", text: mark, isOpen: false };
    else if (line !== undefined) yield { ...place, kind: "comment", text: line, isOpen: true };
    else if (block !== undefined) yield { ...place, kind: "comment", text: block, isOpen: !block.endsWith("*/") };
    else if (quoted !== undefined) yield textToken(place, quoted);
    else yield { ...place, kind: "word", text: whole, isOpen: true };
    offset = skip(text, offset + whole.length);
  }
}

function textToken(place: TextRange, quoted: string): TypedToken {
  const isOpen = !/^"(?:.*[^\\])?(?:\\\\)*"$/s.test(quoted) || quoted.length < 2;
  const text = quoted.slice(1, isOpen ? undefined : -1);
  return { ...place, kind: "text", text, isOpen };
}

function skip(text: string, offset: number): number {
  blanks.lastIndex = offset;
  return offset + (blanks.exec(text)?.[0].length ?? 0);
}
