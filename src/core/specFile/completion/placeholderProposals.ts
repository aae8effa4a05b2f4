import { placeholderParameters } from "../../arguments/placeholders";
import type { TextRange } from "../json/jsonTokens";
import { completionTexts } from "./completionTexts";
import type { Proposal } from "./proposal";
import { escapeSnippet } from "./snippetText";
import type { SpecPlace } from "./specPlace";

/** Names that a placeholder can have. */
export interface PlaceholderNameLists {
  readonly env: readonly string[];
  readonly secret: readonly string[];
}

/** Whether placeholders are resolved in a text at this path. */
export function takesPlaceholders({ kind, path }: SpecPlace): boolean {
  const [key] = path;
  return (
    kind === "value" && placeholderParameters.some((name) => name === key) && (path.length > 1 || key === "webhook")
  );
}

/** The range that a chosen placeholder replaces: a placeholder begun at `offset`, or else nothing. */
export function placeholderRange(text: string, { replace }: SpecPlace, offset: number): TextRange {
  if (text[replace.offset] !== '"') return replace;
  const before = text.slice(replace.offset + 1, offset);
  const begun = /\$(?:\{[^}]*)?$/.exec(before)?.[0].length ?? 0;
  const after =
    begun > 1 ? /^\w*(?::\w*)?\}?/.exec(text.slice(offset, replace.offset + replace.length))?.[0].length : 0;
  return { offset: offset - begun, length: begun + (after ?? 0) };
}

/** All known placeholders, and one of each kind to be named. Quoted if there is no text yet. */
export function placeholderProposals(names: PlaceholderNameLists, isInText: boolean): readonly Proposal[] {
  const quote = isInText ? "" : '"';
  const proposal = (kind: keyof PlaceholderNameLists, name: string, insert: string): Proposal => {
    const label = `\${${kind}:${name}}`;
    return { kind: "placeholder", label, insert: quote + insert + quote, filter: quote + label + quote };
  };
  return (["env", "secret"] as const).flatMap((kind) => [
    ...names[kind].map((name) => proposal(kind, name, escapeSnippet(`\${${kind}:${name}}`))),
    { ...proposal(kind, "NAME", `\\\${${kind}:\${1:NAME}\\}`), help: newHelp[kind] },
  ]);
}

const newHelp: Readonly<Record<keyof PlaceholderNameLists, string>> = {
  env: completionTexts.env,
  secret: completionTexts.secret,
};
