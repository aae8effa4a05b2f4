import type { SpecFindingCode } from "../finding/catalogue/specFindings";
import type { SyntaxErrorName } from "./json/jsonTokens";

/** The finding for each way in which a text is no JSON. */
export const syntaxCodes: Readonly<Record<SyntaxErrorName, SpecFindingCode>> = {
  InvalidSymbol: "spec.syntax-symbol",
  PropertyNameExpected: "spec.syntax-key",
  ValueExpected: "spec.syntax-value",
  ColonExpected: "spec.syntax-colon",
  CommaExpected: "spec.syntax-comma",
  CloseBraceExpected: "spec.syntax-brace",
  CloseBracketExpected: "spec.syntax-bracket",
  EndOfFileExpected: "spec.syntax-end",
  UnexpectedEndOfComment: "spec.syntax-comment",
  UnexpectedEndOfString: "spec.syntax-text",
  UnexpectedEndOfNumber: "spec.syntax-number",
  InvalidUnicode: "spec.syntax-text",
  InvalidEscapeCharacter: "spec.syntax-text",
  InvalidCharacter: "spec.syntax-text",
};
