import { pythonTokens } from "./pythonTokens";
import { scriptTokens } from "./scriptTokens";
import type { CodeLanguage, Token } from "./token";

/** Tokens from `from` up to, but without, `to`. */
export interface TokenRange {
  readonly from: number;
  readonly to: number;
}

/** Characters of a file with code; in a longer one no calls are looked for. */
export const longestCode = 1_000_000;

const closers: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** The tokens of a file, with their brackets. */
export class CodeSource {
  readonly tokens: readonly Token[];
  /** The closing bracket of each opening one that has one, and the other way round. */
  private readonly partners = new Map<number, number>();
  private readonly parents: number[] = [];

  constructor(
    readonly code: string,
    readonly language: CodeLanguage,
  ) {
    this.tokens = language === "python" ? pythonTokens(code) : scriptTokens(code);
    const open: number[] = [];
    for (const [index, { kind, text }] of this.tokens.entries()) {
      const top = open.at(-1);
      if (kind === "mark" && top !== undefined && closers[this.textAt(top)] === text) {
        open.pop();
        this.partners.set(top, index).set(index, top);
      }
      this.parents.push(open.at(-1) ?? -1);
      if (kind === "mark" && text in closers) open.push(index);
    }
  }

  /** Empty outside the file. */
  textAt(index: number): string {
    return this.tokens[index]?.text ?? "";
  }

  isMark(index: number, text: string): boolean {
    return this.tokens[index]?.kind === "mark" && this.textAt(index) === text;
  }

  isName(index: number, text?: string): boolean {
    return this.tokens[index]?.kind === "name" && (text === undefined || this.textAt(index) === text);
  }

  /** The other bracket of a pair; undefined if there is none. */
  partner(index: number): number | undefined {
    return this.partners.get(index);
  }

  /** The opening bracket around a token, or -1. A bracket is not inside itself. */
  parent(index: number): number {
    return this.parents[index] ?? -1;
  }

  /** All opening brackets around a token, from the inside out. */
  ancestors(index: number): readonly number[] {
    const found: number[] = [];
    for (let at = this.parent(index); at >= 0; at = this.parent(at)) found.push(at);
    return found;
  }

  /** The next token that is not inside brackets which begin here. */
  after(index: number): number {
    const partner = this.partner(index);
    return partner !== undefined && partner > index ? partner + 1 : index + 1;
  }

  /** The marks and names of a range that are in no bracket of it, by their text. */
  find(range: TokenRange, isWanted: (index: number) => boolean): number | undefined {
    for (let at = range.from; at < range.to; at = this.after(at)) if (isWanted(at)) return at;
    return undefined;
  }

  /** What stands between an opening bracket and its partner, split at commas; a comma at the end adds nothing. */
  items(open: number): readonly TokenRange[] {
    const end = this.partner(open) ?? open + 1;
    const items: TokenRange[] = [];
    let from = open + 1;
    for (let at = from; at < end; at = this.afterType(at, end)) {
      if (!this.isMark(at, ",")) continue;
      items.push({ from, to: at });
      from = at + 1;
    }
    return from < end ? [...items, { from, to: end }] : items;
  }

  /** Like `after`, but goes past the whole type of an assertion in TypeScript, which can have commas. */
  private afterType(index: number, end: number): number {
    if (this.language === "python" || !isAssertion(this, index)) return this.after(index);
    let angles = 0;
    for (let at = index + 1; at < end; at = this.after(at)) {
      const text = this.textAt(at);
      if (angles <= 0 && text === ",") return at;
      if (text === "<") angles += 1;
      else if (/^>+$/.test(text)) angles -= text.length;
    }
    return end;
  }
}

/** Whether `as` or `satisfies` stands here between a value and a type. */
export function isAssertion(source: CodeSource, index: number): boolean {
  const before = source.tokens[index - 1];
  return (
    (source.isName(index, "as") || source.isName(index, "satisfies")) &&
    before !== undefined &&
    (before.kind !== "mark" || /^[)\]}!]$/.test(before.text))
  );
}
