import { plainPlace } from "./plainPlace";
import { type ZonePlace, zonePlaces } from "./zonePlaces";

export interface ZoneSearch {
  /** The user's own zone, listed first among equal matches, then UTC. */
  readonly own: string;
  /** The names users may type for a country, by its ISO 3166-1 code. */
  readonly countryNames: (code: string) => readonly string[];
  /** Seconds east of UTC now; undefined if unknown. */
  readonly offsetOf: (zone: string) => number | undefined;
}

export interface FoundZone extends ZonePlace {
  /** The typed city, if the zone is not named after it. */
  readonly city: string | undefined;
}

/** Short forms that people use for countries besides their names. */
export const shortCountryNames: Readonly<Record<string, readonly string[]>> = {
  AE: ["UAE"],
  GB: ["UK", "Great Britain", "England", "Scotland", "Wales"],
  NL: ["Holland"],
  US: ["USA", "America"],
};

/** How well a zone matches, best first. */
const ranks = ["offset", "exact", "name", "city", "oldName", "country", "words", "letters"] as const;
type Rank = (typeof ranks)[number];

interface Fit {
  readonly rank: Rank;
  readonly city?: string;
}

/**
 * The zones that match a typed part of a region, city or country, or an offset such as "+05:30" or "UTC+2", best first;
 * all zones for an empty text. Ignores accents, case and word order.
 */
export function searchZones(typed: string, search: ZoneSearch): readonly FoundZone[] {
  const text = plainPlace(typed);
  const offset = readOffset(typed);
  if (text === "" && offset === undefined) return sorted(zonePlaces().map(shownAs({ rank: "name" })), search, true);
  const words = text.split(" ").filter((word) => word !== "");
  const found = zonePlaces().flatMap((place) => {
    const isThere = offset !== undefined && search.offsetOf(place.name) === offset;
    const fit = isThere ? ({ rank: "offset" } as const) : fitOf(place, words, search);
    return fit === undefined ? [] : [shownAs(fit)(place)];
  });
  return sorted(found, search, false);
}

interface Ranked extends FoundZone {
  readonly rank: Rank;
}

function shownAs({ city, rank }: Fit): (place: ZonePlace) => Ranked {
  return (place) => ({ ...place, city, rank });
}

/** By match; then the user's own zone, UTC, current names, and zones with the most large cities. */
function sorted(found: readonly Ranked[], { own }: ZoneSearch, byName: boolean): readonly FoundZone[] {
  const isNot = (zone: Ranked, name: string) => Number(zone.name !== name);
  return [...found].sort(
    (one, other) =>
      ranks.indexOf(one.rank) - ranks.indexOf(other.rank) ||
      isNot(one, own) - isNot(other, own) ||
      isNot(one, "UTC") - isNot(other, "UTC") ||
      (byName ? 0 : Number(one.isOld) - Number(other.isOld) || other.cities.length - one.cities.length),
  );
}

function fitOf(place: ZonePlace, words: readonly string[], search: ZoneSearch): Fit | undefined {
  const text = words.join(" ");
  const name = plainPlace(place.name);
  const lastPart = plainPlace(place.name.slice(place.name.lastIndexOf("/") + 1));
  const countries = countryTexts(place.country, search);
  if (name === text || countries.includes(text)) return { rank: "exact" };
  if (lastPart.startsWith(text) && !place.isOld) return { rank: "name" };
  const city = place.cities.find((each) => plainPlace(each).startsWith(text));
  if (city !== undefined) return { rank: "city", city };
  if (lastPart.startsWith(text)) return { rank: "oldName" };
  if (countries.some((country) => country.startsWith(text))) return { rank: "country" };
  return fitOfWords(place, words, [name, ...countries].join(" "));
}

/** Each word must be in the name, the country, or one city: at the start of a word, or else anywhere. */
function fitOfWords({ cities }: ZonePlace, words: readonly string[], text: string): Fit | undefined {
  const rest = words.filter((word) => !text.includes(word));
  const city = rest.length === 0 ? undefined : cities.find((each) => holdsAll(plainPlace(each), rest));
  if (rest.length > 0 && city === undefined) return undefined;
  const all = ` ${text} ${plainPlace(city ?? "")}`;
  const rank = words.every((word) => all.includes(` ${word}`)) ? "words" : "letters";
  return city === undefined ? { rank } : { rank, city };
}

function holdsAll(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function countryTexts(code: string | undefined, { countryNames }: ZoneSearch): readonly string[] {
  return code === undefined ? [] : [...countryNames(code), ...(shortCountryNames[code] ?? []), code].map(plainPlace);
}

/** The seconds of "+05:30", "-3", "UTC+2" or "gmt -0500"; undefined for any other text. */
function readOffset(typed: string): number | undefined {
  const parts = /^(?:utc|gmt)?\s*([+\-−])\s*(\d{1,2}):?([0-5]\d)?$/i.exec(typed.trim());
  if (parts === null) return undefined;
  const size = Number(parts[2]) * 3600 + Number(parts[3] ?? 0) * 60;
  return parts[1] === "+" ? size : -size;
}
