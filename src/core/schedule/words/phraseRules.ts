import type { TextSpan } from "../../finding/finding";
import { tagsOf } from "./clockTokens";
import { dayRules } from "./dayRules";
import type { Facts } from "./facts";
import { intervalRules } from "./intervalRules";
import type { PhraseRule, Take } from "./phraseRule";
import { timeRules } from "./timeRules";
import type { Token } from "./tokens";
import { type Unclear, unclear } from "./wordsProblem";

const nothing: Take = () => undefined;

const otherRules: readonly PhraseRule[] = [
  [/Z/y, takeZone],
  [/[c&]+/y, nothing],
  [/R/y, ([once], _facts, span) => unclear("oneTime", span, { word: once?.text ?? "" })],
];

/** Words without meaning where they stand, after all others. */
const leftOvers: readonly PhraseRule[] = [
  [/o|E(?=T|A[T#])|A(?=[WNPgbeEO])/y, nothing],
  [
    /#/y,
    ([token], facts, span) => {
      const word = token?.text ?? "";
      const day = facts.isGerman ? `am ${word}.` : `on the ${word}th`;
      return unclear("timeOrDay", span, { word }, [facts.replaced(span, `${word}:00`), facts.replaced(span, day)]);
    },
  ],
];

/** The first that fits counts: longer phrases stand before their parts. */
const rules: readonly PhraseRule[] = [
  ...otherRules,
  ...timeRules.first,
  ...dayRules,
  ...intervalRules,
  ...timeRules.others,
  ...leftOvers,
];

function takeZone([token]: readonly Token[], facts: Facts, span: TextSpan): Unclear | undefined {
  const zones = token?.zones ?? [];
  const word = token?.text ?? "";
  if (facts.zones !== undefined) return unclear("twoZones", span, { word });
  if (zones.length > 1)
    return unclear(
      "zone",
      span,
      { word },
      zones.map(({ zone }) => facts.replaced(span, zone)),
    );
  facts.zones = zones;
  return undefined;
}

/** Takes all phrases, to the first that is unclear. `notUnderstood` is asked about a token that no rule takes. */
export function takePhrases(
  tokens: readonly Token[],
  facts: Facts,
  notUnderstood: (token: Token) => Unclear,
): Unclear | undefined {
  const tags = tagsOf(tokens);
  let at = 0;
  while (at < tokens.length) {
    const first = tokens[at];
    if (first === undefined) break;
    const taken = takeAt(tokens, tags, at, facts);
    if (taken === undefined) return notUnderstood(tokens.slice(at).find(({ tag }) => tag === "?") ?? first);
    if (taken.problem !== undefined) return taken.problem;
    at += taken.count;
  }
  return undefined;
}

function takeAt(tokens: readonly Token[], tags: string, at: number, facts: Facts) {
  for (const [pattern, take] of rules) {
    pattern.lastIndex = at;
    const count = pattern.exec(tags)?.[0].length ?? 0;
    if (count === 0) continue;
    const taken = tokens.slice(at, at + count);
    const span = { start: taken[0]?.span.start ?? 0, end: taken.at(-1)?.span.end ?? 0 };
    return { count, problem: take(taken, facts, span) };
  }
  return undefined;
}
