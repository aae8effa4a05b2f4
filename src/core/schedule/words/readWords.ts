import { once } from "../../base/once";
import { candidateOf, mostSimilarOf } from "../../base/similar";
import { joinTimes } from "./clockTokens";
import { combineFacts } from "./combineFacts";
import { exactZones } from "./exactZones";
import { Facts } from "./facts";
import { knownWords } from "./lexicon";
import { takePhrases } from "./phraseRules";
import { type Token, tokensOf, type ZoneNames } from "./tokens";
import { type Unclear, unclear, type WordsProblem } from "./wordsProblem";

/** What words say. */
export interface WordedSchedule {
  /** Five fields, which all servers read alike, except for the last day and nth weekdays (`guideNotes`). */
  readonly schedule: string;
  /** An IANA name; undefined if the words name no zone. */
  readonly timezone: string | undefined;
}

/** A clearer wording, and what it says. */
export interface WordsChoice extends WordedSchedule {
  readonly text: string;
}

export type WordsReading =
  | ({ readonly kind: "schedule" } & WordedSchedule)
  /** Likeliest first, never empty. */
  | { readonly kind: "ask"; readonly problem: WordsProblem; readonly choices: readonly WordsChoice[] }
  | { readonly kind: "refused"; readonly problem: WordsProblem };

/** No sensible wording is longer, and the time to read one stays below a millisecond. */
export const longestWords = 300;

/**
 * Reads words such as “weekdays at 9”, “first monday 14:30 Berlin” or “jeden Werktag um 9”, in English or German, by a
 * table alone. It is the inverse of `describeSchedule` in these languages. What is unclear is asked, never guessed;
 * `docs/schedule-words.md` says what is understood and decided. Never throws.
 *
 * @param zones the zones that can be named; default: names, abbreviations, offsets and the largest cities
 */
export function readWords(text: string, zones: ZoneNames = exactZones): WordsReading {
  return read(text, zones, mostQuestions);
}

/** An answer can be unclear in something else, such as a time and then a zone. */
const mostQuestions = 3;
const mostChoices = 8;

function read(text: string, zones: ZoneNames, questions: number): WordsReading {
  const span = { start: 0, end: text.length };
  if (text.length > longestWords)
    return { kind: "refused", problem: unclear("tooLong", span, { limit: longestWords }).problem };
  const written = tokensOf(text, zones);
  const tokens = joinTimes(written.filter(({ tag }) => tag !== "f"));
  if (tokens.every(({ tag }) => tag === "c")) return { kind: "refused", problem: unclear("empty", span).problem };
  const facts = new Facts(
    text,
    written.some(({ isGerman }) => isGerman),
  );
  const problem = takePhrases(tokens, facts, (token) => notUnderstood(token, facts, zones));
  if (problem !== undefined) return asked(problem, zones, questions);
  const schedule = combineFacts(facts);
  if (!schedule.ok) return asked(schedule.failure, zones, questions);
  return { kind: "schedule", schedule: schedule.value, timezone: facts.zones?.[0]?.zone };
}

const candidates = once(() => knownWords().map(candidateOf));

function notUnderstood({ span, tag, text }: Token, facts: Facts, zones: ZoneNames): Unclear {
  const word = text.toLowerCase();
  const isKnown = tag !== "?" || word.length < shortestTypo;
  const similar = isKnown ? [] : [mostSimilarOf(word, candidates()), zones.similar(text)];
  const texts = similar
    .filter((each) => each !== undefined && each !== word)
    .map((each) => facts.replaced(span, each ?? ""));
  return unclear("notUnderstood", span, { word: text }, texts);
}

const shortestTypo = 4;

/** Reads the clearer texts; those that mean nothing are left out, and those that are unclear add their own. */
function asked({ problem, texts }: Unclear, zones: ZoneNames, questions: number): WordsReading {
  const choices = (questions === 0 ? [] : texts).flatMap((text): readonly WordsChoice[] => {
    const reading = read(text, zones, questions - 1);
    if (reading.kind === "schedule") return [{ text, schedule: reading.schedule, timezone: reading.timezone }];
    return reading.kind === "ask" ? reading.choices : [];
  });
  const isTypo = problem.code === "notUnderstood" && choices.length > 0;
  const shown = isTypo ? { ...problem, code: "didYouMean" as const } : problem;
  return choices.length === 0
    ? { kind: "refused", problem }
    : { kind: "ask", problem: shown, choices: choices.slice(0, mostChoices) };
}
