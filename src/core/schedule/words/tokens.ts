import type { TextSpan } from "../../finding/finding";
import type { ZoneMeaning } from "../timeZoneMeanings";
import { findWord, splitCompound, type Word } from "./lexicon";

/** A time of day as written. */
export interface ClockTime {
  readonly hour: number;
  readonly minute: number;
  /** “5” can be in the morning or in the afternoon; “05”, “5 Uhr”, “5 am” and “9” can't. */
  readonly isSure: boolean;
}

/** A word, number or sign of the text; its tag is explained at `Word`. */
export interface Token extends Word {
  readonly span: TextSpan;
  /** As written. */
  readonly text: string;
  /** Of a `T`. */
  readonly time?: ClockTime;
  /** Of a `Z`: all zones it can mean. */
  readonly zones?: readonly ZoneMeaning[];
}

/** Knows the zones that words can name. */
export interface ZoneNames {
  /** The zones that a text names exactly; none if it is no zone. */
  readonly find: (text: string) => readonly ZoneMeaning[];
  /** A name that is written nearly like the text. */
  readonly similar: (text: string) => string | undefined;
}

type Found = Pick<Token, "tag"> & Partial<Token>;
type Reader = (match: readonly string[], before: Token | undefined) => Found;

const plain =
  (tag: string): Reader =>
  () => ({ tag });

/** In this order, because a date begins like an ordinal, and a time like a number. */
const signs: readonly (readonly [pattern: RegExp, read: Reader])[] = [
  [/(?:utc|gmt)\s?[+\-−]\s?\d{1,2}(?::?\d\d)?(?!\d)/iuy, plain("?")],
  [/(?:A\p{L}+|Brazil|Canada|Chile|Etc|Europe|Indian|Mexico|Pacific|US)(?:\/[\p{L}\d_+-]+)+/iuy, plain("?")],
  [/(?:(?<=\s)[+−]|(?<=[^\d\s]\s+)-)\d\d?:?\d\d(?![\d:])/uy, plain("?")],
  [/(\d{1,2})\.\s?(\d{1,2})\.(?!\d)/uy, ([, day, month]) => ({ tag: "D", values: [Number(day), Number(month)] })],
  [
    /(\d{1,2})[:.h](\d\d)(?::00)?(?![\d:])/iuy,
    ([, hour = "", minute]) => ({ tag: "T", time: clockTime(hour, Number(minute)) }),
  ],
  [/(0\d)([0-5]\d)(?![\d:.])/uy, ([, hour = "", minute]) => ({ tag: "T", time: clockTime(hour, Number(minute)) })],
  [/:(\d\d)(?!\d)/uy, ([, minute]) => ({ tag: ":", values: [Number(minute)] })],
  [/(\d{1,2})(?:st|nd|rd|th|te[nrs]?)(?!\p{L})/iuy, ([, value]) => ({ tag: "O", values: [Number(value)] })],
  [/(\d{1,2})\.(?=\s*[\p{L},&-])/uy, ([, value]) => ({ tag: "O", values: [Number(value)] })],
  [
    /(\d{1,2})\.(?=\s*$)/uy,
    ([, value], before) => ({ tag: before?.isGerman === true ? "O" : "#", values: [Number(value)] }),
  ],
  [/\d+\.\d+(?![.\d])/uy, plain("?")],
  [/\d+/uy, ([value]) => ({ tag: "#", values: [Number(value)] })],
  [/[ap]\.m\.?(?!\p{L})/iuy, plain("p")],
  [/[,;]/uy, plain("c")],
  [/[-–—−]/uy, plain("-")],
  [/@/uy, plain("A")],
  [/[&+/]/uy, plain("&")],
];

const wordPattern = /\p{L}[\p{L}\p{M}'’]*/uy;
const hyphenated = /\p{L}+(?:-\p{L}+)+/uy;
const silent = /[\s.!()"“”„]+/uy;

/** The tokens of a text, in order. */
export function tokensOf(text: string, zones: ZoneNames): readonly Token[] {
  const tokens: Token[] = [];
  const add = (found: Found, start: number, end: number) => {
    tokens.push({ values: [], isGerman: false, ...found, span: { start, end }, text: text.slice(start, end) });
  };
  let at = 0;
  while (at < text.length) {
    at += matchAt(silent, text, at)?.[0].length ?? 0;
    if (at >= text.length) break;
    const start = at;
    const { length, words } = readWord(text, at) ?? readSign(text, at, tokens.at(-1));
    at += length;
    for (const word of words) add(word, start, at);
  }
  return withZones(text, withHalfDays(tokens), zones);
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

interface Read {
  readonly length: number;
  readonly words: readonly Found[];
}

function readSign(text: string, at: number, before: Token | undefined): Read {
  for (const [pattern, read] of signs) {
    const match = matchAt(pattern, text, at);
    if (match !== null) return { length: match[0].length, words: [read(match, before)] };
  }
  const length = String.fromCodePoint(text.codePointAt(at) ?? 0).length;
  return { length, words: [{ tag: "?" }] };
}

/** A word of the lexicon, if possible with the next one (“business day”); undefined where no word begins. */
function readWord(text: string, at: number): Read | undefined {
  const joined = matchAt(hyphenated, text, at)?.[0] ?? "";
  const known = joined === "" ? undefined : findWord(joined.replaceAll("-", ""));
  if (known !== undefined) return { length: joined.length, words: [shown(known)] };
  for (const [sign] of signs.slice(0, 2)) if (matchAt(sign, text, at) !== null) return undefined;
  const word = matchAt(wordPattern, text, at)?.[0];
  if (word === undefined || matchAt(/[ap]\.m\b/iy, text, at) !== null) return undefined;
  const two = /\s+(\p{L}+)/uy;
  const next = matchAt(two, text, at + word.length);
  const both = next === null ? undefined : findWord(`${word} ${next[1]}`);
  if (both !== undefined) return { length: word.length + (next?.[0].length ?? 0), words: [shown(both)] };
  const found = findWord(word);
  const words = found === undefined ? splitCompound(word) : [found];
  return { length: word.length, words: words?.map(shown) ?? [{ tag: "?" }] };
}

function shown(word: Word): Found {
  const [hour = 0] = word.values;
  return word.tag === "T" ? { ...word, time: { hour, minute: 0, isSure: true } } : word;
}

/** Hours from 1 to 6 without a zero before them are as likely in the afternoon. */
export function clockTime(written: string, minute = 0, hour = Number(written)): ClockTime {
  return { hour, minute, isSure: written.startsWith("0") || hour < 1 || hour > 6 };
}

/** “9 am” has a half of the day, “um 9 am Montag” the German “on”; “pm” is no other word. */
function withHalfDays(tokens: readonly Token[]): readonly Token[] {
  const isGerman = tokens.some((token) => token.isGerman && !/^a[mn]$/i.test(token.text));
  return tokens.map((token, index) => {
    const before = tokens[index - 1];
    const next = tokens[index + 1];
    const isTime = before !== undefined && "#T".includes(before.tag);
    if (/^pm$/i.test(token.text)) return { ...token, tag: "p" };
    if (!/^am$/i.test(token.text) || !isTime) return token;
    const isOn = isGerman && token.text !== "AM" && next !== undefined && /[WOLPdDNg#]/.test(next.tag);
    return isOn ? token : { ...token, tag: "p", isGerman: false };
  });
}

const longestZone = 5;

/** Words that are not understood become a zone, if they are one together with those after them. */
function withZones(text: string, tokens: readonly Token[], zones: ZoneNames): readonly Token[] {
  const found: Token[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const first = tokens[index];
    if (first === undefined) break;
    const zone = first.tag === "?" ? zoneAt(text, tokens, index, zones) : undefined;
    found.push(zone?.token ?? first);
    index += (zone?.count ?? 1) - 1;
  }
  return found;
}

function zoneAt(text: string, tokens: readonly Token[], index: number, names: ZoneNames) {
  for (let count = Math.min(longestZone, tokens.length - index); count > 0; count -= 1) {
    const [first, last] = [tokens[index], tokens[index + count - 1]];
    if (first === undefined || last === undefined) continue;
    const span = { start: first.span.start, end: last.span.end };
    const written = text.slice(span.start, span.end);
    const zones = isOtherWord(written) ? [] : names.find(written);
    if (zones.length > 0) return { count, token: { ...first, tag: "Z", zones, span, text: written } };
  }
  return undefined;
}

/** Abbreviations of zones that are other words in small letters. */
function isOtherWord(text: string): boolean {
  return /^(?:act|art|cat|ct|eat|ect|et|get|mt|pet|pt|west|z)$/.test(text);
}
