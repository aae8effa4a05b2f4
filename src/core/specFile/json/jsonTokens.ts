import { createScanner } from "jsonc-parser";

/** A range of a text, in UTF-16 units. */
export interface TextRange {
  readonly offset: number;
  readonly length: number;
}

export type SyntaxErrorName =
  | "InvalidSymbol"
  | "PropertyNameExpected"
  | "ValueExpected"
  | "ColonExpected"
  | "CommaExpected"
  | "CloseBraceExpected"
  | "CloseBracketExpected"
  | "EndOfFileExpected"
  | "UnexpectedEndOfComment"
  | "UnexpectedEndOfString"
  | "UnexpectedEndOfNumber"
  | "InvalidUnicode"
  | "InvalidEscapeCharacter"
  | "InvalidCharacter";

export interface JsonSyntaxError extends TextRange {
  readonly name: SyntaxErrorName;
}

/** The token numbers of `jsonc-parser`: its `const enum` can't be used by a file that is compiled alone. */
export const tokens = {
  openBrace: 1,
  closeBrace: 2,
  openBracket: 3,
  closeBracket: 4,
  comma: 5,
  colon: 6,
  null: 7,
  true: 8,
  false: 9,
  text: 10,
  number: 11,
  lineComment: 12,
  blockComment: 13,
  unknown: 16,
  end: 17,
} as const;

/** Indexed by the scanner's error number. */
const scanErrors: readonly (SyntaxErrorName | undefined)[] = [
  undefined,
  "UnexpectedEndOfComment",
  "UnexpectedEndOfString",
  "UnexpectedEndOfNumber",
  "InvalidUnicode",
  "InvalidEscapeCharacter",
  "InvalidCharacter",
];

/** The tokens of a JSON text with comments, one at a time, and its first error. */
export class JsonTokens {
  private readonly scanner;
  private found: JsonSyntaxError | undefined;

  constructor(private readonly text: string) {
    this.scanner = createScanner(text);
  }

  /** The first error; later ones are mostly its consequences. */
  get error(): JsonSyntaxError | undefined {
    return this.found;
  }

  get kind(): number {
    return this.scanner.getToken();
  }

  /** A string without quotes and escapes; any other token as written. */
  get value(): string {
    return this.scanner.getTokenValue();
  }

  get offset(): number {
    return this.scanner.getTokenOffset();
  }

  get length(): number {
    return this.scanner.getTokenLength();
  }

  /** Moves to the next token, which may be a comment or not valid JSON. */
  next(): void {
    const { scanner } = this;
    scanner.setPosition(this.pastBlanks(scanner.getPosition()));
    const kind: number = scanner.scan();
    const error = scanErrors[scanner.getTokenError()];
    if (error !== undefined) this.fail(error);
    if (kind === tokens.unknown) this.fail("InvalidSymbol");
  }

  /** Records an error at the current token. */
  fail(name: SyntaxErrorName): void {
    this.found ??= { name, ...this.inText(this.offset, this.length) };
  }

  /** Clips a range, because the scanner goes past the end of a text that ends in a comment or string. */
  inText(offset: number, length: number): TextRange {
    const start = Math.min(offset, this.text.length);
    return { offset: start, length: Math.max(0, Math.min(length, this.text.length - start)) };
  }

  /** Skips blanks, because the scanner copies them letter by letter, which takes as long as everything else. */
  private pastBlanks(from: number): number {
    let at = from;
    for (let code = this.text.charCodeAt(at); code === 32 || code === 10 || code === 13 || code === 9; ) {
      at += 1;
      code = this.text.charCodeAt(at);
    }
    return at;
  }
}
