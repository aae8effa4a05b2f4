import { once } from "../base/once";
import { candidateOf, mostSimilarOf } from "../base/similar";
import { plainPlace } from "./plainPlace";
import { findTimeZone, timeZoneNames } from "./timeZone";
import { abbreviatedZones, zonesOfCities } from "./timeZoneWords";

/** A time zone that somebody may have meant by a text that is none. */
export interface ZoneMeaning {
  /** A name that the server knows. */
  readonly zone: string;
  /** What the text says of the distance from UTC, as "+05:30"; undefined where it says nothing. */
  readonly offset: string | undefined;
}

/**
 * The zones that a text which is no name of a zone may stand for, the likeliest first: an abbreviation, an offset, a city,
 * a name that is misspelt. None is better than a wrong one, which would move a cron by hours: a short code is never taken
 * for one of nearly the same letters, and no sign or number is left out.
 */
export function zoneMeanings(text: string): readonly ZoneMeaning[] {
  const word = text.trim();
  const abbreviated = own(abbreviatedZones, word.toUpperCase());
  if (abbreviated !== undefined) return abbreviated.map(([zone, offset]) => ({ zone, offset }));
  const written = writtenOtherwise(word);
  if (written !== undefined) return [{ zone: written, offset: undefined }];
  const offset = readOffset(word);
  if (offset !== undefined) return zonesAt(offset);
  return (cityZones(word) ?? misspelt(word)).map((zone) => ({ zone, offset: undefined }));
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

/** Full hours have zones of their own, in whose names east is minus; other distances only places have. */
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

/** Prepared once: a file may have tens of thousands of misspelt zones, and there are hundreds to compare each with. */
const candidates = once(() => timeZoneNames().map(candidateOf));

const namesByLetters = once(() => new Map(timeZoneNames().map((name) => [plainName(name), name])));

/** Case and separators do not tell names apart; signs and numbers do. */
function plainName(name: string): string {
  return name.toLowerCase().replace(/[\s_/]|-(?!\d)/g, "");
}

function writtenOtherwise(text: string): string | undefined {
  return namesByLetters().get(plainName(text));
}

/** Zones of a city, alone or behind its continent. The one that is named after it is meant, whatever else is called so. */
function cityZones(text: string): readonly string[] | undefined {
  const at = text.lastIndexOf("/");
  const city = plainPlace(text.slice(at + 1));
  const named = at < 0 ? namedAfterCity().get(city) : undefined;
  return named === undefined ? own(zonesOfCities, city) : [named];
}

/** Last parts of names that are no cities, as of Brazil/East. */
const directions = ["act", "east", "general", "lhi", "north", "nsw", "south", "west"];

const namedAfterCity = once(() => zonesByCity(timeZoneNames()));

/**
 * Sorted names by the city that each is named after. The first of several is the one of today:
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

/** A slip or two in a long name. Short ones are too near to each other. */
function misspelt(text: string): readonly string[] {
  const city = text.slice(text.lastIndexOf("/") + 1);
  if (text.length < shortest || /[+\d]/.test(text)) return [];
  const found = mostSimilarOf(text, candidates(), city.length <= shortest ? 1 : 2);
  return found === undefined ? [] : [found];
}
