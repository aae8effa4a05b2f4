import type { Token } from "./token";
import { deepestNesting, numberPattern, TokenList } from "./tokenList";

const blanks = /[\s\ufeff]+/y;
const comment = /\/\/[^\r\n\u2028\u2029]*|\/\*[\s\S]*?(?:\*\/|$)/y;
const firstLine = /#![^\r\n]*/y;
const name = /[\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*/uy;
const text = /"[^"\\\r\n]*(?:\\(?:\r\n|[\s\S])[^"\\\r\n]*)*"|'[^'\\\r\n]*(?:\\(?:\r\n|[\s\S])[^'\\\r\n]*)*'/y;
const quote = /["']/y;
const regularExpression = /\/(?![*/])(?:[^\\/[\r\n]|\\[^\r\n]|\[(?:[^\]\\\r\n]|\\[^\r\n])*\])+\/[\w$]*/y;
const mark =
  />>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|\?\.(?!\d)|\*\*|\+\+|--|<<|>>|[-+*/%&|^]=|[\s\S]/uy;

/** After these words an expression begins, so that a slash begins a regular expression. */
const beforeExpression = /^(?:return|typeof|case|in|of|delete|void|throw|new|else|do|await|yield|instanceof)$/;

/**
 * The tokens of JavaScript or TypeScript code. Never throws. JSX is not understood: a quote in its text is a token of
 * its own, up to which and after which code is read as usual.
 */
export function scriptTokens(code: string): readonly Token[] {
  const list = new TokenList(code);
  list.skip(firstLine);
  while (!list.isAtEnd) {
    if (list.skip(blanks) || list.skip(comment)) continue;
    if (list.take("name", name) || list.take("string", text)) continue;
    if (list.code[list.at] === "`") {
      const end = templateEnd(code, list.at + 1, 0);
      if (end !== undefined) list.add("string", end);
      else list.add("other", list.at + 1);
    } else if (list.found(quote) !== undefined) list.add("other", list.at + 1);
    else if (list.take("number", numberPattern)) continue;
    else if (!(beginsExpression(list.last) && list.take("other", regularExpression))) list.take("mark", mark);
  }
  return list.tokens;
}

function beginsExpression(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === "name") return beforeExpression.test(before.text);
  return before.kind === "mark" && !/^(?:[)\]}]|\+\+|--)$/.test(before.text);
}

/** The end of a template; `at`: after its first quote. undefined: it has none. */
function templateEnd(code: string, at: number, nesting: number): number | undefined {
  let index = at;
  while (index < code.length) {
    if (code[index] === "\\") index += 2;
    else if (code[index] === "`") return index + 1;
    else if (code.startsWith("${", index)) {
      const end = valueEnd(code, index + 2, nesting);
      if (end === undefined) return undefined;
      index = end;
    } else index += 1;
  }
  return undefined;
}

/** The end of a value in a template; `at`: after its bracket. */
function valueEnd(code: string, at: number, nesting: number): number | undefined {
  if (nesting > deepestNesting) return undefined;
  let index = at;
  let depth = 0;
  while (index < code.length) {
    const end = partEnd(code, index, nesting);
    if (end === undefined) return undefined;
    if (end > index) index = end;
    else {
      const char = code[index];
      if (char === "}" && depth === 0) return index + 1;
      depth += char === "{" ? 1 : char === "}" ? -1 : 0;
      index += 1;
    }
  }
  return undefined;
}

/** The end of a text or comment that begins here; `at` itself if none does. undefined: a template without an end. */
function partEnd(code: string, at: number, nesting: number): number | undefined {
  if (code[at] === "`") return templateEnd(code, at + 1, nesting + 1);
  for (const pattern of [text, comment]) {
    pattern.lastIndex = at;
    const found = pattern.exec(code)?.[0];
    if (found !== undefined) return at + found.length;
  }
  return at;
}
