import { type CodeSource, isAssertion } from "../tokens/codeSource";
import type { Definition } from "./definition";

const declarations = /^(?:let|var|const|function|class|enum|type|interface|namespace|import|as|abstract)$/;

/** The `const` that declares a name at `at`. */
export function scriptDefinition(source: CodeSource, at: number): Definition | undefined {
  if (!source.isName(at - 1, "const")) return undefined;
  const to = statementEnd(source, at);
  const equals = source.isMark(at + 1, ":")
    ? source.find({ from: at + 2, to }, (each) => source.isMark(each, "="))
    : at + 1;
  return equals === undefined || !source.isMark(equals, "=")
    ? undefined
    : { name: at, value: { from: equals + 1, to } };
}

/** Whether a declaration holds where the name is used: in the module, or in a block around the use. */
export function isSeenInScript(source: CodeSource, { name }: Definition, use: number): boolean {
  const block = source.parent(name);
  return block < 0 || source.ancestors(use).includes(block);
}

/** Whether a name may be declared at this place. */
export function bindsInScript(source: CodeSource, at: number): boolean {
  const [before, after] = [source.textAt(at - 1), source.textAt(at + 1)];
  if (source.isName(at - 1) && declarations.test(before)) return true;
  if (/^(?:=|=>)$/.test(after) || before === "...") return true;
  const open = source.parent(at);
  const isInBraces = source.isMark(open, "{");
  // A key of an object, or of a type.
  if (isInBraces && (after === ":" || (after === "?" && source.isMark(at + 2, ":")))) return false;
  if (after === ":" || (after === "?" && source.isMark(at + 2, ":"))) return true;
  return [open, ...source.ancestors(open)].some((each) => each >= 0 && isPattern(source, each));
}

/** Whether a bracket declares what is named in it: parameters, or a pattern that takes a value apart. */
function isPattern(source: CodeSource, open: number): boolean {
  const after = source.textAt((source.partner(open) ?? open) + 1);
  const before = source.textAt(open - 1);
  if (/^(?:import|catch)$/.test(before)) return true;
  if (!source.isMark(open, "(")) return /^(?:=|of)$/.test(after);
  return /^(?:=>|\{|:)$/.test(after) && !/^(?:if|for|while|switch|with)$/.test(before);
}

/** Where a declaration ends: at a semicolon, a comma, or where a line begins with a word. */
function statementEnd(source: CodeSource, at: number): number {
  const block = source.parent(at);
  let end = source.after(at);
  while (end < source.tokens.length && source.parent(end) === block && !/^[;,]$/.test(source.textAt(end))) {
    if (source.partner(end) !== undefined && (source.partner(end) ?? 0) < end) return end;
    if (beginsStatement(source, end)) return end;
    end = source.after(end);
  }
  return end;
}

function beginsStatement(source: CodeSource, at: number): boolean {
  const [before, token] = [source.tokens[at - 1], source.tokens[at]];
  if (before === undefined || token?.kind !== "name" || isAssertion(source, at)) return false;
  const endsValue = before.kind !== "mark" || /^[)\]}]$/.test(before.text);
  return endsValue && /[\r\n]/.test(source.code.slice(before.end, token.start));
}
