import type { Token } from "./token";

/** Reads code from left to right. Patterns are sticky. */
export class TokenList {
  readonly tokens: Token[] = [];
  at = 0;

  constructor(readonly code: string) {}

  get isAtEnd(): boolean {
    return this.at >= this.code.length;
  }

  get last(): Token | undefined {
    return this.tokens.at(-1);
  }

  /** What the pattern finds here; undefined if nothing. */
  found(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.code)?.[0];
  }

  /** Goes past what the pattern finds here; false if nothing. */
  skip(pattern: RegExp): boolean {
    const found = this.found(pattern);
    this.at += found?.length ?? 0;
    return found !== undefined;
  }

  add(kind: Token["kind"], end: number): void {
    this.tokens.push({ kind, text: this.code.slice(this.at, end), start: this.at, end });
    this.at = end;
  }

  /** Adds what the pattern finds here; false if nothing. */
  take(kind: Token["kind"], pattern: RegExp): boolean {
    const found = this.found(pattern);
    if (found === undefined) return false;
    this.add(kind, this.at + found.length);
    return true;
  }
}

/** Texts inside texts, such as a template in a template's value, are followed to this depth. */
export const deepestNesting = 30;

/** Numbers of both languages; what follows in letters belongs to it, so that `1n` and `2j` are no `1` and `2`. */
export const numberPattern =
  /(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d[\d_]*)?)[a-zA-Z_]*/y;
