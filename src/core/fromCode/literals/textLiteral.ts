import { fail, ok, type Result } from "../../base/result";
import type { RefusalReason } from "../refusal";

/** What a string says, or why that can't be told. */
export type TextResult = Result<string, RefusalReason>;

/** Half of a surrogate pair. */
const half = /\p{Cs}/u;

/** The text without the breaks' differences: both languages read every line break in a text as `\n`. */
function withPlainBreaks(text: string): string {
  return text.replace(/\r\n?/g, "\n");
}

/** What a string of Python says; `token`: with prefix and quotes. */
export function pythonText(token: string): TextResult {
  const [, prefix = "", quote = ""] = /^(\w*)("""|'''|"|')/.exec(token) ?? [];
  const kinds = prefix.toLowerCase();
  const body = withPlainBreaks(token.slice(prefix.length + quote.length, -quote.length));
  if (kinds.includes("b")) return fail("bytes");
  if (kinds.includes("t")) return fail("template");
  const isFormatted = kinds.includes("f");
  // Doubled brackets are text; all others begin or end a value.
  if (isFormatted && /[{}]/.test(body.replace(/\{\{|\}\}/g, ""))) return fail("interpolation");
  const written = isFormatted ? body.replace(/\{\{|\}\}/g, (both) => both.charAt(0)) : body;
  return joined(kinds.includes("r") ? ok(written) : unescaped(written, pythonEscape, readPythonEscape));
}

/** What a string or template of JavaScript says; `token`: with its quotes. */
export function scriptText(token: string): TextResult {
  const body = withPlainBreaks(token.slice(1, -1));
  if (token.startsWith("`") && /(?:^|[^\\])(?:\\\\)*\$\{/.test(body)) return fail("interpolation");
  return joined(unescaped(body, scriptEscape, readScriptEscape));
}

const pythonEscape = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[0-7]{1,3}|[\s\S])/g;
const scriptEscape = /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|u\{[\da-fA-F]{1,8}\}|\d{1,3}|[\s\S])/g;

const simple: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};

/** Replaces each escape; `read` gets what follows the backslash. */
function unescaped(body: string, pattern: RegExp, read: (escaped: string) => TextResult): TextResult {
  let failed: RefusalReason | undefined;
  const text = body.replace(pattern, (found) => {
    const known = simple[found.slice(1)];
    const value = known === undefined ? read(found.slice(1)) : ok(known);
    if (!value.ok) failed ??= value.failure;
    return value.ok ? value.value : "";
  });
  return failed === undefined ? ok(text) : fail(failed);
}

function readPythonEscape(escaped: string): TextResult {
  if (escaped === "a") return ok("\u0007");
  if (/^[0-7]/.test(escaped)) return character(escaped, 8);
  // Python doesn't join two halves of a character, and its SDK can't send them.
  if (/^[xuU]./.test(escaped)) return joined(character(escaped.slice(1), 16));
  // Names of characters, and escapes that have no end. All others stay as they are written.
  return /^[NxuU]/.test(escaped) ? fail("escape") : ok(`\\${escaped}`);
}

function readScriptEscape(escaped: string): TextResult {
  if (escaped === "0") return ok("\0");
  if (/^[xu]./.test(escaped)) return character(escaped.replace(/[xu{}]/g, ""), 16);
  // Octal ones, which modules don't have, and escapes that have no end. Any other character stands for itself.
  if (/^[\dxu]/.test(escaped)) return fail("escape");
  return ok(/[\u2028\u2029]/.test(escaped) ? "" : escaped);
}

function character(digits: string, radix: number): TextResult {
  const code = Number.parseInt(digits, radix);
  return code > 0x10ffff ? fail("escape") : ok(String.fromCodePoint(code));
}

function joined(text: TextResult): TextResult {
  return text.ok && half.test(text.value) ? fail("halfCharacter") : text;
}
