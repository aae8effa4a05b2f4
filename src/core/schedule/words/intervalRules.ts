import { units } from "./lexicon";
import type { PhraseRule, Take } from "./phraseRule";
import { unclear } from "./wordsProblem";

/** “Every 5 minutes”, “every other day”, “every quarter of an hour”, “hourly”. */
const takeInterval: Take = (tokens, facts, span) => {
  const unit = tokens.find(({ tag }) => units.includes(tag));
  const count = tokens.find(({ tag }) => tag === "#" || tag === "O");
  const part = tokens.find(({ tag }) => tag === "H" || tag === "Q");
  if (unit === undefined || unit.tag === "s") return unclear("seconds", span);
  const half = part === undefined ? undefined : halves[`${part.tag}${unit.tag}`];
  if (part !== undefined && half === undefined) return unclear("notUnderstood", part.span, { word: part.text });
  const size = half ?? {
    count: (count?.values[0] ?? 1) * (unit.values[0] ?? 1),
    unit: unit.tag === "K" ? "M" : unit.tag,
  };
  facts.intervals.push({ ...size, span, countSpan: /^\d+$/.test(count?.text ?? "") ? count?.span : undefined });
  return undefined;
};

const halves: Readonly<Record<string, { readonly count: number; readonly unit: string }>> = {
  Hh: { count: 30, unit: "m" },
  Qh: { count: 15, unit: "m" },
  Hd: { count: 12, unit: "h" },
  Hy: { count: 6, unit: "M" },
  Qy: { count: 3, unit: "M" },
};

const takeQuarter: Take = (_tokens, facts, span) => {
  facts.intervals.push({ count: 3, unit: "M", span, countSpan: undefined });
  return undefined;
};

const takeAdverb: Take = (tokens, facts, span) => {
  const [unit = 0, count = 1] = tokens.at(-1)?.values ?? [];
  facts.intervals.push({ count, unit: units.charAt(unit), span, countSpan: undefined });
  return undefined;
};

/** “Twice a day”: at hours that only the user knows, or evenly. */
const takeCount: Take = (tokens, facts, span) => {
  const count = tokens[0]?.values[0] ?? 1;
  const last = tokens.at(-1);
  const unit = last?.tag === "S" ? units.charAt(last.values[0] ?? 0) : (last?.tag ?? "");
  const size = unit === "h" ? 60 : 24;
  const isEven = (unit === "h" || unit === "d") && count > 0 && size % count === 0;
  const even = unit === "h" ? ["minutes", "Minuten"] : ["hours", "Stunden"];
  const ways = [
    ...(count === 2 ? (usualTwice[unit] ?? []) : []),
    ...(isEven ? [[`every ${size / count} ${even[0]}`, `alle ${size / count} ${even[1]}`]] : []),
  ];
  const texts = ways.map(([english = "", german = ""]) => facts.replaced(span, facts.isGerman ? german : english));
  const unsaid = unclear("whenExactly", span, {}, texts);
  if (unit !== "d") return unsaid;
  facts.timesADay = { count, unsaid };
  return undefined;
};

const usualTwice: Readonly<Record<string, readonly (readonly [english: string, german: string])[]>> = {
  d: [["at 9:00 and 17:00", "um 9:00 und 17:00"]],
  M: [["on day 1 and 15 of the month", "an Tag 1 und 15 des Monats"]],
};

/** “In 5 minutes” is once; “5 minutes” is too short to know. */
const takeBare: Take = (_tokens, facts, span) => {
  const word = facts.text.slice(span.start, span.end);
  if (/\bin\s+$/i.test(facts.text.slice(0, span.start))) return unclear("oneTime", span, { word });
  return unclear("didYouMean", span, { word }, [facts.replaced(span, `${facts.isGerman ? "alle" : "every"} ${word}`)]);
};

export const intervalRules: readonly PhraseRule[] = [
  [/(?:C|#x)[Eo]*[hdwMyS]/y, takeCount],
  [/E+dow/y, (tokens, facts, span) => takeInterval(tokens.slice(0, -2), facts, span)],
  [/E+(?:[#O]|o|[HQ]o?)?[smhdwMKy]/y, takeInterval],
  [/E+Q/y, takeQuarter],
  [/E*S/y, takeAdverb],
  [/#[smhdwMKy]/y, takeBare],
];
