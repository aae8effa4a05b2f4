import type { TextSpan } from "../../finding/finding";
import { hourOf, inPart } from "./clockTokens";
import type { Facts, SpannedTime } from "./facts";
import { foldWord } from "./lexicon";
import { listed } from "./listed";
import type { PhraseRule, Take } from "./phraseRule";
import type { Token } from "./tokens";
import { type Unclear, unclear } from "./wordsProblem";

const numbers = (tokens: readonly Token[]) => tokens.filter(({ tag }) => tag === "#");

const takeMinutes: Take = (tokens, facts, span) => {
  const minutes = listed(tokens, 59);
  const wrong = minutes.find((minute) => minute > 59);
  if (wrong !== undefined) return unclear("noSuchTime", span, { word: wrong });
  facts.minutes.push(...minutes);
  return facts.speaksOf("time", span);
};

const fixedMinute =
  (minute: number): Take =>
  (_tokens, facts, span) => {
    facts.minutes.push(minute);
    return facts.speaksOf("time", span);
  };

const takeWindow: Take = (tokens, facts, span) => {
  const [from, to] = tokens.filter(({ tag }) => tag === "#" || tag === "T").map((token) => timeOf(token));
  if (from === undefined || to === undefined)
    return unclear("noSuchTime", span, { word: facts.text.slice(span.start, span.end) });
  facts.windows.push({ from, to });
  return facts.windows.length > 1 ? unclear("twoSchedules", span) : undefined;
};

const takeTimes: Take = (tokens, facts, span) => addTimes(tokens, facts, span);

function addTimes(tokens: readonly Token[], facts: Facts, span: TextSpan, part?: number): Unclear | undefined {
  for (const token of tokens) {
    if (token.tag !== "#" && token.tag !== "T") continue;
    const time = timeOf(token, part);
    if (time === undefined) return unclear("noSuchTime", token.span, { word: token.text });
    facts.times.push(time);
  }
  return facts.speaksOf("time", span);
}

function timeOf(token: Token, part?: number): SpannedTime | undefined {
  const written = hourOf(token);
  const time = part === undefined ? written : inPart(written, part);
  if (time === undefined || time.hour > 23 || time.minute > 59) return undefined;
  return { ...time, span: token.span };
}

/** German “morgen” is the morning after “jeden” or a weekday, else tomorrow. */
function tomorrow(tokens: readonly Token[], facts: Facts): Unclear | undefined {
  const [first] = tokens;
  const isAlone = first?.tag === "P" && facts.weekdays.length === 0 && facts.nth.length === 0;
  return isAlone && foldWord(first.text) === "morgen"
    ? unclear("oneTime", first.span, { word: first.text })
    : undefined;
}

const takePart: Take = (tokens, facts, span) => {
  facts.part = { value: tokens.at(-1)?.values[0] ?? 0, span };
  return tomorrow(tokens, facts);
};

/** “Every evening at 6 and 8”: only these times are in the evening. */
const takeAfterPart: Take = (tokens, facts, span) => {
  const part = tokens.find(({ tag }) => tag === "P")?.values[0];
  return tomorrow(tokens, facts) ?? addTimes(tokens, facts, span, part);
};

const hour = "(?:E?h)";
const more = "(?:[c&]+A?[T#](?![xmhdwMyNo>#TO]))*";

export const timeRules: { readonly first: readonly PhraseRule[]; readonly others: readonly PhraseRule[] } = {
  first: [
    [
      new RegExp(`A?#(?:[c&]+#)*(?:m>${hour}?|>${hour})`, "y"),
      (tokens, facts, span) => takeMinutes(numbers(tokens), facts, span),
    ],
    [
      new RegExp(`A?m#(?:(?:[c&]+|-)#)*(?:>${hour}?)?`, "y"),
      (tokens, facts, span) =>
        takeMinutes(
          tokens.filter(({ tag }) => "#-".includes(tag)),
          facts,
          span,
        ),
    ],
    [new RegExp(`A?Q>${hour}?`, "y"), fixedMinute(15)],
    [new RegExp(`A?H>${hour}?`, "y"), fixedMinute(30)],
    [new RegExp(`A?Q[-<]${hour}`, "y"), fixedMinute(45)],
    [/A?:(?:[c&]+:)*/y, takeMinutes],
    [new RegExp(`E?PA?[T#]${more}`, "y"), takeAfterPart],
  ],
  others: [
    [/A?Hh/y, fixedMinute(30)],
    [/A?h/y, fixedMinute(0)],
    [/B[T#][-&][T#]|A?[T#]-[T#]/y, takeWindow],
    [new RegExp(`(?:A[T#]|T)${more}`, "y"), takeTimes],
    [/E?P/y, takePart],
  ],
};
