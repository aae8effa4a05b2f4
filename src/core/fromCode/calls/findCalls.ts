import type { CodeSource } from "../tokens/codeSource";

/** A call that creates a cron, or declares a schedule of Managed Deep Agents. */
export interface FoundCall {
  readonly kind: "cron" | "schedule";
  /** The function's name: `create_for_thread`. */
  readonly name: string;
  /** The token where the expression begins: `client` in `client.crons.create`. */
  readonly from: number;
  /** The token with its opening bracket. */
  readonly open: number;
}

const methods: readonly string[] = ["create", "create_for_thread", "createForThread"];
const declarations: readonly string[] = ["define_schedule", "defineSchedule"];

/** The package whose `define_schedule` is meant; other products have a function of that name, too. */
const managedPackage = /managed[_-]deepagents/;

/** Where a file may have such calls, found without reading it: in comments and texts, too. */
export const callPattern = /\.\s*crons\s*\??\.\s*create|\bdefine(?:_s|S)chedule\s*\(/;

/** All such calls of a file, in order. */
export function findCalls(source: CodeSource): readonly FoundCall[] {
  const isManaged = managedPackage.test(source.code);
  return source.tokens.flatMap(({ text }, at): readonly FoundCall[] => {
    if (!source.isName(at) || !source.isMark(at + 1, "(")) return [];
    if (methods.includes(text) && isMember(source, at) && source.isName(at - 2, "crons") && isMember(source, at - 2)) {
      return [{ kind: "cron", name: text, from: expressionStart(source, at), open: at + 1 }];
    }
    const isDeclared = isManaged && declarations.includes(text) && !/^(?:def|function)$/.test(source.textAt(at - 1));
    return isDeclared ? [{ kind: "schedule", name: text, from: expressionStart(source, at), open: at + 1 }] : [];
  });
}

/** The call of a function with this name; undefined if there is none. */
export function findFunctionCall(source: CodeSource, names: readonly string[]): FoundCall | undefined {
  const at = source.tokens.findIndex(
    ({ text }, index) => source.isName(index) && names.includes(text) && source.isMark(index + 1, "("),
  );
  return at < 0 ? undefined : { kind: "schedule", name: source.textAt(at), from: at, open: at + 1 };
}

function isMember(source: CodeSource, at: number): boolean {
  return source.isMark(at - 1, ".") || source.isMark(at - 1, "?.");
}

/** Where an expression of members, keys and calls begins that ends with the token at `at`. */
function expressionStart(source: CodeSource, at: number): number {
  let start = at;
  while (isMember(source, start)) {
    start -= 2;
    if (source.isMark(start, "!")) start -= 1;
    // `get_client(…)`, `clients[0]`, or brackets alone.
    while (/^[)\]]$/.test(source.textAt(start))) {
      start = source.partner(start) ?? start - 1;
      if (!isCalled(source, start - 1)) return start;
      start -= 1;
    }
    if (source.isMark(start - 1, "#")) start -= 1;
  }
  return Math.max(0, start);
}

function isCalled(source: CodeSource, at: number): boolean {
  if (/^[)\]]$/.test(source.textAt(at))) return true;
  return source.isName(at) && !/^(?:await|return|in|not|and|or|yield|typeof|new)$/.test(source.textAt(at));
}
