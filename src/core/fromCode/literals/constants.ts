import { fail, ok, type Result } from "../../base/result";
import type { RefusalReason } from "../refusal";
import type { CodeSource, TokenRange } from "../tokens/codeSource";
import type { Definition } from "./definition";
import { bindsInPython, hasStarImport, isSeenInPython, pythonDefinition } from "./pythonNames";
import { bindsInScript, isSeenInScript, scriptDefinition } from "./scriptNames";

/** What a file says of a name. */
interface NameInFile {
  /** The tokens with the name, other than as a member of something. */
  readonly places: readonly number[];
  readonly definitions: readonly Definition[];
  /** The places where it gets a value, or may get one. */
  readonly bindings: readonly number[];
}

/** The names of a file that stand for what is written out elsewhere in it. Each name is looked at once. */
export class Constants {
  private readonly known = new Map<string, NameInFile>();
  private readonly placesByName = new Map<string, number[]>();
  private readonly hasForeignNames: boolean;

  constructor(private readonly source: CodeSource) {
    this.hasForeignNames = source.language === "python" && hasStarImport(source);
    for (const [at, { kind, text }] of source.tokens.entries()) {
      if (kind !== "name" || source.isMark(at - 1, ".") || source.isMark(at - 1, "?.")) continue;
      const places = this.placesByName.get(text);
      if (places === undefined) this.placesByName.set(text, [at]);
      else places.push(at);
    }
  }

  /**
   * Where the value of a name is written: `SCHEDULE = "0 9 * * *"`, or `const`. Only if the name gets a value nowhere
   * else in the file, in any scope: what is no plain use counts as one that may set it. `use`: the token with the name.
   */
  find(use: number): Result<TokenRange, RefusalReason> {
    const { source } = this;
    if (this.hasForeignNames) return fail("variable");
    const name = source.textAt(use);
    const { bindings, definitions, places } = this.about(name);
    const isSeen = source.language === "python" ? isSeenInPython : isSeenInScript;
    const definition = definitions.find((each) => isSeen(source, each, use));
    if (definition === undefined) return fail("variable");
    if (bindings.some((at) => at !== use && at !== definition.name)) return fail("severalValues");
    // A list or an object can be changed wherever it is named.
    const { from } = definition.value;
    const isOpen = source.tokens[from]?.kind === "mark" && /^[[{(]$/.test(source.textAt(from));
    if (isOpen && (places.length > 2 || this.isNamedInText(name))) return fail("mayChange");
    return ok(definition.value);
  }

  private about(name: string): NameInFile {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    const { source } = this;
    const isPython = source.language === "python";
    const [definitionAt, binds] = isPython ? [pythonDefinition, bindsInPython] : [scriptDefinition, bindsInScript];
    const places = this.placesByName.get(name) ?? [];
    const found = {
      places,
      definitions: places.flatMap((at) => definitionAt(source, at) ?? []),
      bindings: places.filter((at) => binds(source, at)),
    };
    this.known.set(name, found);
    return found;
  }

  /** Formatted texts and templates can have expressions in them. */
  private isNamedInText(name: string): boolean {
    return this.source.tokens.some(({ kind, text }) => kind === "string" && !/^["']/.test(text) && text.includes(name));
  }
}
