import type { TextSpan } from "../../finding/finding";
import type { Nth } from "../guide/guide";
import type { Facts } from "./facts";
import { listed } from "./listed";
import type { PhraseRule, Take } from "./phraseRule";
import type { Token } from "./tokens";
import { type Unclear, unclear } from "./wordsProblem";

const wordsAt = (facts: Facts, span: TextSpan) => facts.text.slice(span.start, span.end);

function addDays(days: readonly number[], facts: Facts, span: TextSpan): Unclear | undefined {
  if (days.some((day) => day < 1 || day > 31)) return unclear("noSuchDay", span, { word: wordsAt(facts, span) });
  facts.days.push(...days);
  return facts.speaksOf("day", span);
}

const takeDays: Take = (tokens, facts, span) => {
  const [second] = tokens.filter(({ tag }) => tag === "O");
  const isEvery = tokens[0]?.tag === "E" && tokens.length === 2;
  if (isEvery && second?.text.toLowerCase() === "second") return unclear("seconds", span);
  return addDays(listed(tokens, 31, tokens[0]?.tag === "B"), facts, span);
};

const takeLastDay: Take = (_tokens, facts, span) => {
  facts.lastDay = true;
  return facts.speaksOf("day", span);
};

const takeEdge: Take = (tokens, facts, span) => {
  const edge = tokens.find(({ tag }) => tag !== "E");
  const day = edge?.tag === "b" ? 1 : (edge?.values[0] ?? -1);
  return day < 0 ? takeLastDay([], facts, span) : addDays([day], facts, span);
};

/** “24 December”, “1st and 15th of January”, “March 3”, “24.12.”. */
const takeDate: Take = (tokens, facts, span) => {
  const at = tokens.findIndex(({ tag }) => tag === "N");
  const [first] = tokens;
  const isNameFirst = tokens.slice(0, at).every(({ tag }) => tag === "E");
  const [days, months] =
    first?.tag === "D"
      ? [first.values.slice(0, 1), first.values.slice(1)]
      : isNameFirst
        ? [listed(tokens.slice(at + 1), 31), listed(tokens.slice(at, at + 1), 12)]
        : [listed(tokens.slice(0, at), 31), listed(tokens.slice(at), 12)];
  if (months.some((month) => month < 1 || month > 12))
    return unclear("noSuchDay", span, { word: wordsAt(facts, span) });
  return addDays(days, facts, span) ?? addMonths(months, facts, span);
};

const takeMonths: Take = (tokens, facts, span) => addMonths(listed(tokens, 12), facts, span);

function addMonths(months: readonly number[], facts: Facts, span: TextSpan): Unclear | undefined {
  facts.months.push(...months);
  return facts.speaksOf("month", span);
}

/** “First Monday”, also “first and third Monday”. */
const takeNth: Take = (tokens, facts, span) => {
  const day = tokens.find(({ tag }) => tag === "W");
  const places = tokens.filter(({ tag }) => tag === "O" || tag === "L");
  const [weekday] = day?.values ?? [];
  if (day === undefined || weekday === undefined || day.values.length > 1)
    return unclear("specialDay", span, { word: wordsAt(facts, span) });
  if (places.some(({ text }) => text.toLowerCase() === "other"))
    return unclear("everyNthWeek", span, { word: wordsAt(facts, span) });
  const isOfMonth = tokens.some(({ tag }) => tag === "M");
  const isEvery = tokens[0]?.tag === "E" && places.some(({ tag, values }) => tag === "O" && (values[0] ?? 0) > 1);
  if (isEvery && !isOfMonth) {
    const clear = facts.replaced(span, `${wordsAt(facts, span)} ${facts.isGerman ? "im Monat" : "of the month"}`);
    return unclear("nthOrEvery", span, {}, [clear]);
  }
  for (const { tag, values } of places) {
    const nth = tag === "L" ? "last" : nths.find((each) => each === values[0]);
    if (nth === undefined) return unclear("noSuchDay", span, { word: wordsAt(facts, span) });
    facts.nth.push({ nth, weekday });
  }
  return facts.speaksOf("day", span);
};

const nths: readonly Nth[] = [1, 2, 3, 4, 5];

const takeWeekdays: Take = (tokens, facts, span) => {
  facts.weekdays.push(...weekdaysOf(tokens));
  return facts.speaksOf("day", span);
};

const takeExcept: Take = (tokens, facts) => {
  facts.notWeekdays.push(...weekdaysOf(tokens));
  return undefined;
};

/** “Friday to Monday” goes on over the end of the week. */
function weekdaysOf(tokens: readonly Token[]): readonly number[] {
  const days: number[] = [];
  let until = false;
  for (const { tag, values } of tokens) {
    if (tag === "-" || (tokens[0]?.tag === "B" && tag === "&")) until = true;
    if (tag !== "W") continue;
    const last = days.at(-1);
    const [first] = values;
    if (until && last !== undefined && first !== undefined) {
      for (let day = last; day !== first; ) {
        day = (day + 1) % 7;
        days.push(day);
      }
    } else days.push(...values);
    until = false;
  }
  return days;
}

const ofMonth = "(?:o?E?M)?";
const list = "[#O](?:(?:[c&]+|-)[#O])*";

export const dayRules: readonly PhraseRule[] = [
  [new RegExp(`B?d${list}${ofMonth}`, "y"), takeDays],
  [/E?Ldo?E?M|E?Ld(?!o?E?[wy]|o[KQ])|E?LoE?M/y, takeLastDay],
  [/E?g|[eb]o?E?M/y, takeEdge],
  [new RegExp(`E?[OL](?:[c&]+[OL])*W${ofMonth}`, "y"), takeNth],
  [/E?OdoE?M|Od(?!o?E?[wy]|o[KQ])/y, takeDays],
  [new RegExp(`D|[EB]?${list}o?N(?![#O])`, "y"), takeDate],
  [/E?N[#O](?:(?:[c&]+|-)[#O])*(?![xmhdwMyp>u])(?:oE?M)?/y, takeDate],
  [/E?[oB]?N(?:(?:[c&]+|-)N)*/y, takeMonths],
  [/E?O(?:(?:[c&]+|-)O)*oE?M|#(?:(?:[c&]+|-)#)*oE?M|E?O(?:(?:[c&]+|-)O)*(?!o?E?[wy]|o[KQ]|[mhdMKWQ])/y, takeDays],
  [/E#W/y, (_tokens, facts, span) => unclear("everyNthWeek", span, { word: wordsAt(facts, span) })],
  [/XE?W(?:(?:[c&]+|-)W)*/y, takeExcept],
  [/B?E?W(?:(?:[c&]+|-)E?W)*/y, takeWeekdays],
];
