import { type ClockTime, clockTime, type Token } from "./tokens";

type Join = (tokens: readonly Token[]) => ClockTime | undefined;

/** A bare number as an hour. */
export function hourOf(token: Token | undefined): ClockTime | undefined {
  if (token?.time !== undefined) return token.time;
  return token?.tag === "#" ? clockTime(token.text, 0, token.values[0]) : undefined;
}

const sure = (time: ClockTime | undefined): ClockTime | undefined => time && { ...time, isSure: true };

function withMinute(time: ClockTime | undefined, minute = 0): ClockTime | undefined {
  return time && { ...time, minute };
}

function moved(time: ClockTime | undefined, minutes: number): ClockTime | undefined {
  if (time === undefined) return undefined;
  const all = (time.hour * 60 + time.minute + minutes + 1440) % 1440;
  return { hour: Math.floor(all / 60), minute: all % 60, isSure: time.isSure };
}

/** Ways to write one time in several words, as patterns over tags. undefined leaves them as they are. */
const ways: readonly (readonly [pattern: RegExp, join: Join])[] = [
  [/[#T]p/g, ([time, half]) => halfDay(hourOf(time), half?.text ?? "")],
  // “9 Uhr 30”, “9 Uhr”, “9 o'clock”.
  [/#u#(?![mhdwMyx>])/g, ([hour, , minute]) => sure(withMinute(hourOf(hour), minute?.values[0]))],
  [/[#T]u/g, ([time, word]) => (word?.values[0] === 1 ? sure(hourOf(time)) : hourOf(time))],
  [/H>[#T]/g, ([, , time]) => moved(hourOf(time), 30)],
  // Only German: “halb zehn” is 9:30. The English “half nine” is 9:30 to some and 8:30 to others.
  [/H[#T]/g, ([half, time]) => (half?.values[0] === 1 ? moved(hourOf(time), -30) : undefined)],
  [/Q>[#T]/g, ([, , time]) => moved(hourOf(time), 15)],
  [/Q[<-][#T]/g, ([, , time]) => moved(hourOf(time), -15)],
  [/#m?>[#T]/g, (all) => moved(hourOf(all.at(-1)), all[0]?.values[0] ?? 0)],
  [/#m?<[#T]/g, (all) => moved(hourOf(all.at(-1)), -(all[0]?.values[0] ?? 0))],
  [/[#T]P/g, ([time, part]) => inPart(hourOf(time), part?.values[0])],
];

function halfDay(time: ClockTime | undefined, half: string): ClockTime | undefined {
  if (time === undefined || time.hour < 1 || time.hour > 12) return undefined;
  return { hour: (time.hour % 12) + (/^p/i.test(half) ? 12 : 0), minute: time.minute, isSure: true };
}

/** `part`: 0 morning, 1 afternoon, 2 evening, 3 night. A time that is sure keeps its hour. */
export function inPart(time: ClockTime | undefined, part: number | undefined): ClockTime | undefined {
  if (time === undefined) return undefined;
  const { hour } = time;
  const isLate = part === 3 ? hour >= 6 && hour < 12 : part !== 0 && hour < 12;
  const isMidnight = hour === 12 && part === 3;
  return { ...sure(time), hour: isMidnight ? 0 : isLate ? hour + 12 : hour } as ClockTime;
}

/** Joins the tokens of each time to one `T`. */
export function joinTimes(tokens: readonly Token[]): readonly Token[] {
  return ways.reduce((left, [pattern, join]) => joinAll(left, pattern, join), tokens);
}

function joinAll(tokens: readonly Token[], pattern: RegExp, join: Join): readonly Token[] {
  const joined: Token[] = [];
  let done = 0;
  for (const match of tagsOf(tokens).matchAll(pattern)) {
    const parts = tokens.slice(match.index, match.index + match[0].length);
    const [first, last] = [parts[0], parts.at(-1)];
    const time = join(parts);
    if (time === undefined || first === undefined || last === undefined) continue;
    joined.push(...tokens.slice(done, match.index));
    const span = { start: first.span.start, end: last.span.end };
    joined.push({ ...first, tag: "T", time, span, text: parts.map(({ text }) => text).join(" ") });
    done = match.index + parts.length;
  }
  return [...joined, ...tokens.slice(done)];
}

export function tagsOf(tokens: readonly Token[]): string {
  return tokens.map(({ tag }) => tag).join("");
}
