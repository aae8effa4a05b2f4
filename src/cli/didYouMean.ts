import { mostSimilar } from "../core/base/similar";
import { cliText } from "./cliTexts";

/** For the end of an error: names the known word that was probably meant, if there is one. */
export function didYouMean(word: string, known: readonly string[]): string {
  const meant = mostSimilar(word, known);
  return meant === undefined ? "" : ` ${cliText("didYouMean", { meant })}`;
}
