import { fillMessage } from "../core/base/message";
import { fail, ok, type Result } from "../core/base/result";
import { looksLikeWords } from "../core/schedule/words/looksLikeWords";
import { placeZones } from "../core/schedule/words/placeZones";
import { readWords, type WordedSchedule } from "../core/schedule/words/readWords";
import { type WordsProblem, wordsTexts } from "../core/schedule/words/wordsProblem";

/** Why words are no schedule, and what they can mean. */
export interface UnclearWords {
  readonly code: string;
  readonly message: string;
  readonly choices: readonly (WordedSchedule & { readonly words: string })[];
}

/** The schedule of a text in words; undefined if it is none, but a schedule with a mistake. */
export function scheduleInWords(text: string): Result<WordedSchedule, UnclearWords> | undefined {
  if (!looksLikeWords(text)) return undefined;
  const reading = readWords(text, placeZones);
  if (reading.kind === "schedule") return ok(reading);
  const { code, args }: WordsProblem = reading.problem;
  const choices = reading.kind === "ask" ? reading.choices.map(({ text: words, ...rest }) => ({ words, ...rest })) : [];
  return fail({ code: `words.${code}`, message: fillMessage(wordsTexts[code], args), choices });
}
