import type { Token } from "./token";
import { deepestNesting, numberPattern, TokenList } from "./tokenList";

const blanks = /(?:[ \t\f]|\\\r?\n)+/y;
const indentation = /[ \t\f]*/y;
const comment = /#[^\r\n]*/y;
const lineBreak = /\r\n|\r|\n/y;
const name = /[\p{ID_Start}_][\p{ID_Continue}]*/uy;
const stringStart = /(?:[rR][bBfFtT]?|[bBfFtT][rR]?|[uU])?("""|'''|"|')/y;
const mark = /\*\*=|\/\/=|>>=|<<=|\.\.\.|!=|->|:=|==|<=|>=|\*\*|\/\/|<<|>>|[-+*/%@&|^]=|[\s\S]/uy;

/** The tokens of Python code, by the rules of Python 3.14. Never throws: what can't be read is a token of its own. */
export function pythonTokens(code: string): readonly Token[] {
  const list = new TokenList(code);
  let depth = 0;
  let isLineStart = true;
  list.skip(/\ufeff/y);
  while (!list.isAtEnd) {
    if (isLineStart) {
      isLineStart = false;
      addLine(list);
    } else if (list.skip(lineBreak)) isLineStart = depth === 0;
    else if (list.skip(blanks) || list.skip(comment)) continue;
    else if (list.found(stringStart) !== undefined) addString(list);
    else if (list.take("name", name) || list.take("number", numberPattern)) continue;
    else {
      list.take("mark", mark);
      const last = list.last?.text ?? "";
      if ("([{".includes(last)) depth += 1;
      else if (")]}".includes(last)) depth = Math.max(0, depth - 1);
    }
  }
  return list.tokens;
}

/** Lines without code have no meaning. */
function addLine(list: TokenList): void {
  const indent = list.found(indentation) ?? "";
  const next = list.code[list.at + indent.length] ?? "\n";
  if ("\r\n#".includes(next)) list.at += indent.length;
  else list.add("line", list.at + indent.length);
}

function addString(list: TokenList): void {
  const start = list.found(stringStart) ?? "";
  const end = stringEnd(list.code, list.at, start, 0);
  if (end !== undefined) list.add("string", end);
  // A single quote without an end is only that; the rest of its line may be code.
  else list.add("other", start.length > 2 ? list.code.length : list.at + start.length);
}

/** The end of the string that begins at `at` with `start`: a prefix and quotes. undefined: it has none. */
function stringEnd(code: string, at: number, start: string, nesting: number): number | undefined {
  const [, prefix = "", quote = ""] = /^(\w*)(\W+)$/.exec(start) ?? [];
  const isFormatted = /[ft]/i.test(prefix);
  let index = at + start.length;
  while (index < code.length) {
    const char = code[index];
    if (char === "\\") index += isFormatted && code[index + 1] === "{" ? 1 : code.startsWith("\r\n", index + 1) ? 3 : 2;
    else if (code.startsWith(quote, index)) return index + quote.length;
    else if (quote.length === 1 && (char === "\n" || char === "\r")) return undefined;
    else if (isFormatted && code.startsWith("{{", index)) index += 2;
    else if (isFormatted && char === "{") {
      const end = fieldEnd(code, index + 1, quote, nesting);
      if (end === undefined) return undefined;
      index = end;
    } else index += 1;
  }
  return undefined;
}

/** The end of a replacement field; `at`: after its bracket. Since Python 3.12 any string can be in it. */
function fieldEnd(code: string, at: number, quote: string, nesting: number): number | undefined {
  if (nesting > deepestNesting) return undefined;
  let index = at;
  let depth = 0;
  while (index < code.length) {
    const char = code[index] ?? "";
    stringStart.lastIndex = index;
    name.lastIndex = index;
    const start = stringStart.exec(code)?.[0];
    const word = name.exec(code)?.[0];
    if (start !== undefined) {
      const end = stringEnd(code, index, start, nesting + 1);
      if (end === undefined) return undefined;
      index = end;
    } else if (word !== undefined) index += word.length;
    else if (char === "}" && depth === 0) return index + 1;
    else if (char === ":" && depth === 0) return formatEnd(code, index + 1, quote, nesting);
    else {
      if ("([{".includes(char)) depth += 1;
      else if (")]}".includes(char)) depth -= 1;
      index += 1;
    }
  }
  return undefined;
}

/** The end of a replacement field; `at`: after its colon, where any text is a format, and quotes are part of it. */
function formatEnd(code: string, at: number, quote: string, nesting: number): number | undefined {
  let index = at;
  while (index < code.length) {
    if (code[index] === "}") return index + 1;
    if (code.startsWith(quote, index)) return undefined;
    if (code[index] === "{") {
      const end = fieldEnd(code, index + 1, quote, nesting + 1);
      if (end === undefined) return undefined;
      index = end;
    } else index += 1;
  }
  return undefined;
}
