import { fail, ok, type Result } from "../../base/result";
import type { RefusalReason } from "../refusal";
import type { CodeSource, TokenRange } from "../tokens/codeSource";
import { bindsInPython, hasStarImport, pythonDefinition } from "./pythonNames";
import { bindsInScript, scriptDefinition } from "./scriptNames";

/**
 * Where the value of a name is written: `SCHEDULE = "0 9 * * *"`, or `const`. Only if the name gets a value nowhere else
 * in the file, in any scope: what is no plain use counts as one that may set it. `use`: the token with the name.
 */
export function constantOf(source: CodeSource, use: number): Result<TokenRange, RefusalReason> {
  const name = source.textAt(use);
  const isPython = source.language === "python";
  if (isPython && hasStarImport(source)) return fail("variable");
  const [definitionAt, binds] = isPython ? [pythonDefinition, bindsInPython] : [scriptDefinition, bindsInScript];
  const places = placesOf(source, name);
  const definitions = places.flatMap((at) => definitionAt(source, at, use) ?? []);
  const [definition] = definitions;
  if (definition === undefined) return fail("variable");
  const others = places.filter((at) => at !== definition.name);
  if (others.some((at) => at !== use && binds(source, at))) return fail("severalValues");
  // A list or an object can be changed wherever it is named.
  const isOpen =
    source.tokens[definition.value.from]?.kind === "mark" && /^[[{(]$/.test(source.textAt(definition.value.from));
  if (isOpen && (others.length > 1 || isNamedInText(source, name))) return fail("mayChange");
  return ok(definition.value);
}

/** The tokens with the name, other than as a member of something. */
function placesOf(source: CodeSource, name: string): readonly number[] {
  return source.tokens.flatMap((_, at) =>
    source.isName(at, name) && !source.isMark(at - 1, ".") && !source.isMark(at - 1, "?.") ? [at] : [],
  );
}

/** Formatted texts and templates can have expressions in them. */
function isNamedInText({ tokens }: CodeSource, name: string): boolean {
  return tokens.some(({ kind, text }) => kind === "string" && !/^["']/.test(text) && text.includes(name));
}
