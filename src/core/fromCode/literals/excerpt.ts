import { shortText } from "../../base/shortText";
import type { TextRange } from "../../specFile/json/jsonTokens";
import { NotLiteral, type RefusalReason, refusalTexts } from "../refusal";
import type { CodeSource, TokenRange } from "../tokens/codeSource";

const longest = 60;

/** Code on one line. Texts are left out, because they can be secrets; a short key in brackets is kept. */
export function excerpt(source: CodeSource, { from, to }: TokenRange): string {
  let written = "";
  let end = source.tokens[from]?.start ?? 0;
  for (let at = from; at < to && written.length <= longest; at += 1) {
    const token = source.tokens[at];
    if (token === undefined) break;
    const isKey =
      source.isMark(at - 1, "[") && source.isMark(at + 1, "]") && /^["'][A-Za-z_]{1,30}["']$/.test(token.text);
    const isText = token.kind === "string" || token.kind === "other";
    written += (token.start > end ? " " : "") + (isText && !isKey ? "“…”" : token.text);
    end = token.end;
  }
  return shortText(written, longest);
}

/** The place of tokens in the code. */
export function rangeOf(source: CodeSource, { from, to }: TokenRange): TextRange {
  const offset = source.tokens[from]?.start ?? source.code.length;
  return { offset, length: Math.max(0, (source.tokens[to - 1]?.end ?? offset) - offset) };
}

/** Throws `NotLiteral` for these tokens. */
export function refuse(
  source: CodeSource,
  range: TokenRange,
  reason: RefusalReason,
  args: Readonly<Record<string, string | number>> = {},
): never {
  const message = { text: refusalTexts[reason], args: { code: `\`${excerpt(source, range)}\``, ...args } };
  throw new NotLiteral({ reason, message, range: rangeOf(source, range) });
}
