import { once } from "../base/once";
import { candidateOf, mostSimilarOf } from "../base/similar";
import { plainPlace } from "./plainPlace";
import { findTimeZone, timeZoneNames } from "./timeZone";
import { abbreviatedZones, zonesOfCities } from "./timeZoneWords";

/** A time zone that may be meant by a text that is not a zone. */
export interface ZoneMeaning {
  /** A name that the server knows. */
  readonly zone: string;
  /** The distance from UTC in the text, such as "+05:30"; undefined if it has none. */
  readonly offset: string | undefined;
}

/**
 * The zones meant by a text that is no zone's name, likeliest first: an abbreviation, an offset, a city, a misspelt
 * name. Finding none is better than a wrong one, which would move a cron by hours: a short code is never matched to a
 * similar one, and no sign or number is ignored.
 */
export function zoneMeanings(text: string): readonly ZoneMeaning[] {
  const exact = exactZoneMeanings(text);
  const similar = exact.length > 0 ? undefined : misspeltZone(text.trim());
  return similar === undefined ? exact : [{ zone: similar, offset: undefined }];
}

/** Those that the text says without an error in it. */
export function exactZoneMeanings(text: string): readonly ZoneMeaning[] {
  const word = text.trim();
  const abbreviated = own(abbreviatedZones, word.toUpperCase());
  if (abbreviated !== undefined) return abbreviated.map(([zone, offset]) => ({ zone, offset }));
  const written = writtenOtherwise(word);
  if (written !== undefined) return [{ zone: written, offset: undefined }];
  const offset = readOffset(word);
  if (offset !== undefined) return zonesAt(offset);
  return (cityZones(word) ?? []).map((zone) => ({ zone, offset: undefined }));
}

function own<Value>(table: Readonly<Record<string, Value>>, key: string): Value | undefined {
  return Object.hasOwn(table, key) ? table[key] : undefined;
}

/** `+02:00`, `UTC+2`, `GMT-11`, `Etc/UTC+2`, `UTC−3`: minutes east of UTC. */
function readOffset(text: string): number | undefined {
  const match = /^(?:(?:Etc\/)?(?:UTC|GMT|UT|Z))?\s*([+\-\u2212])\s*(\d{1,2})(?::?(\d{2}))?$/i.exec(text);
  if (match === null) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
  return match[1] === "+" ? minutes : -minutes;
}

/** Full hours have their own zones, in whose names minus means east; other offsets only belong to places. */
function zonesAt(minutes: number): readonly ZoneMeaning[] {
  const offset = offsetText(minutes);
  if (minutes === 0) return [{ zone: "UTC", offset }];
  if (minutes % 60 !== 0) return (own(zonesOfOddOffsets, offset) ?? []).map((zone) => ({ zone, offset }));
  const zone = `Etc/GMT${minutes > 0 ? "-" : "+"}${Math.abs(minutes) / 60}`;
  return findTimeZone(zone) === undefined ? [] : [{ zone, offset }];
}

function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? "-" : "+"}${String(hours).padStart(2, "0")}:${String(rest).padStart(2, "0")}`;
}

const zonesOfOddOffsets: Readonly<Record<string, readonly string[]>> = {
  "-09:30": ["Pacific/Marquesas"],
  "-03:30": ["America/St_Johns"],
  "+03:30": ["Asia/Tehran"],
  "+04:30": ["Asia/Kabul"],
  "+05:30": ["Asia/Kolkata", "Asia/Colombo"],
  "+05:45": ["Asia/Kathmandu"],
  "+06:30": ["Asia/Yangon", "Indian/Cocos"],
  "+08:45": ["Australia/Eucla"],
  "+09:30": ["Australia/Adelaide", "Australia/Darwin"],
  "+10:30": ["Australia/Lord_Howe"],
  "+12:45": ["Pacific/Chatham"],
};

/** Prepared once: a file can have tens of thousands of misspelt zones, each compared with hundreds. */
const candidates = once(() => timeZoneNames().map(candidateOf));

const namesByLetters = once(() => new Map(timeZoneNames().map((name) => [plainName(name), name])));

/** Ignores case and separators, which don't distinguish names, but not signs and numbers. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_/]|-(?!\d)/g, "");
}

function writtenOtherwise(text: string): string | undefined {
  return namesByLetters().get(plainName(text));
}

/** The zones of a city, alone or after its continent; a zone named after it takes precedence. */
function cityZones(text: string): readonly string[] | undefined {
  const at = text.lastIndexOf("/");
  const city = plainPlace(text.slice(at + 1));
  const named = at < 0 ? namedAfterCity().get(city) : undefined;
  return named === undefined ? own(zonesOfCities, city) : [named];
}

/** Last parts of names that are no cities, as in Brazil/East. */
const directions = ["act", "east", "general", "lhi", "north", "nsw", "south", "west"];

const namedAfterCity = once(() => zonesByCity(timeZoneNames()));

/**
 * Maps each city to the zone named after it, from sorted names. The first of several is the current one:
 * America/Argentina/Buenos_Aires, not America/Buenos_Aires.
 */
export function zonesByCity(names: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const name of names) {
    const city = plainPlace(name.slice(name.lastIndexOf("/") + 1));
    const isCity = name.includes("/") && !directions.includes(city) && !/\d/.test(city);
    if (isCity && !found.has(city)) found.set(city, name);
  }
  return found;
}

const shortest = 6;

/** The zone of a long name with one or two typing errors; short names are too similar, and an offset is none. */
export function misspeltZone(text: string): string | undefined {
  const city = text.slice(text.lastIndexOf("/") + 1);
  if (text.length < shortest || /[+\d]/.test(text)) return undefined;
  return mostSimilarOf(text, candidates(), city.length <= shortest ? 1 : 2);
}
