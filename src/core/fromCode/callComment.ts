import type { CodeCall } from "./codeCalls";
import type { CodeLanguage } from "./tokens/token";

export interface CallComment {
  readonly offset: number;
  readonly text: string;
}

/** A comment on a line of its own above a call; undefined if none can stand there. `words`: on one line. */
export function callComment(
  code: string,
  language: CodeLanguage,
  { range }: Pick<CodeCall, "range">,
  words: string,
): CallComment | undefined {
  const offset = code.lastIndexOf("\n", range.offset - 1) + 1;
  const [indent = ""] = /^[ \t]*/.exec(code.slice(offset, range.offset)) ?? [];
  // A line of Python that goes on after a backslash can't be interrupted.
  if (language === "python" && /\\\r?\n$/.test(code.slice(0, offset))) return undefined;
  const end = code.slice(offset).includes("\r\n") || code.slice(0, offset).endsWith("\r\n") ? "\r\n" : "\n";
  return { offset, text: `${indent}${language === "python" ? "#" : "//"} ${words}${end}` };
}
