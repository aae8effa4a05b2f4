import type { CodeSource } from "../tokens/codeSource";
import type { Definition } from "./definition";

/** Names whose next name is set by them, or can be. */
const binders = /^(?:def|class|import|as|global|nonlocal|del|for|type|case|lambda)$/;
const bindingLines = /^(?:import|from|global|nonlocal|del|case)$/;
const assignment = /^(?:[-+*/%@&|^]|\*\*|\/\/|<<|>>)?=$/;

/** The assignment of a name that begins a line at `at`. */
export function pythonDefinition(source: CodeSource, at: number): Definition | undefined {
  const line = lineOf(source, at);
  if (line !== at - 1) return undefined;
  const to = statementEnd(source, at);
  const isPlain = source.isMark(at + 1, "=");
  const equals = isPlain
    ? at + 1
    : source.isMark(at + 1, ":")
      ? source.find({ from: at + 2, to }, (each) => source.isMark(each, "="))
      : undefined;
  return equals === undefined ? undefined : { name: at, value: { from: equals + 1, to } };
}

/** Whether a name may get a value at this place. */
export function bindsInPython(source: CodeSource, at: number): boolean {
  const [before, after] = [source.textAt(at - 1), source.textAt(at + 1)];
  if (source.isName(at - 1) && binders.test(before)) return true;
  const line = lineOf(source, at);
  if (bindingLines.test(source.textAt(line + 1))) return true;
  const around = source.ancestors(at);
  // Between `for` and `in`, `as` and a colon, `lambda` and its colon.
  if ([at, ...around].some((each) => isAfterBinder(source, each, line))) return true;
  const open = source.parent(at);
  // A keyword of a call is no variable; a parameter of a function is one.
  if (source.isMark(at + 1, "=") && open >= 0 && !isParameters(source, open)) return false;
  if (after === ":=" || isTarget(source, at, line)) return true;
  return around.some((each) => isParameters(source, each)) && before !== "=";
}

/** `from module import *` can set any name. */
export function hasStarImport(source: CodeSource): boolean {
  return source.tokens.some((_, at) => source.isName(at, "import") && source.isMark(at + 1, "*"));
}

/** The token where a logical line begins. */
function lineOf(source: CodeSource, at: number): number {
  let line = at;
  while (line > 0 && source.tokens[line]?.kind !== "line") line -= 1;
  return line;
}

/** Where the statement ends that a token belongs to. */
function statementEnd(source: CodeSource, at: number): number {
  let end = at;
  while (end < source.tokens.length && source.tokens[end]?.kind !== "line" && !source.isMark(end, ";")) {
    end = source.after(end);
  }
  return end;
}

/** Whether an assignment holds where the name is used: at the module's level, or before it in the same block. */
export function isSeenInPython(source: CodeSource, { name }: Definition, use: number): boolean {
  const line = name - 1;
  const own = width(source.textAt(line));
  if (own === 0) return true;
  for (let at = line; at < use; at += 1) {
    if (source.tokens[at]?.kind === "line" && width(source.textAt(at)) < own) return false;
  }
  return use > line;
}

function width(indentation: string): number {
  return indentation.replaceAll("\t", "        ").length;
}

/** Whether a name is left of an assignment, or declared without one. */
function isTarget(source: CodeSource, at: number, line: number): boolean {
  if (at === line + 1 && source.isMark(at + 1, ":")) return true;
  const from = source.after(source.ancestors(at).at(-1) ?? at);
  const isAssignment = (each: number) => source.parent(each) < 0 && assignment.test(source.textAt(each));
  return source.find({ from, to: statementEnd(source, from) }, isAssignment) !== undefined;
}

/** Whether a bracket has the parameters of a function. */
function isParameters(source: CodeSource, open: number): boolean {
  const types = source.isMark(open - 1, "]") ? source.partner(open - 1) : undefined;
  return source.isMark(open, "(") && source.isName((types ?? open) - 2, "def");
}

function isAfterBinder(source: CodeSource, at: number, line: number): boolean {
  const open = source.parent(at);
  for (let each = at - 1; each > Math.max(open, line); each -= 1) {
    if (source.parent(each) !== open) continue;
    const text = source.textAt(each);
    if (text === "in" || text === ":") return false;
    if (/^(?:for|as|lambda)$/.test(text)) return true;
  }
  return false;
}
