import type { TextSpan } from "../../finding/finding";
import type { Facts } from "./facts";
import type { Token } from "./tokens";
import type { Unclear } from "./wordsProblem";

/** Adds what the tokens say to the facts, or tells what is unclear in them. */
export type Take = (tokens: readonly Token[], facts: Facts, span: TextSpan) => Unclear | undefined;

/** A phrase, as a pattern over the tags of tokens (`Word`). */
export type PhraseRule = readonly [pattern: RegExp, take: Take];
