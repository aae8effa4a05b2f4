import { once } from "../../base/once";
import { candidateOf, mostSimilarOf } from "../../base/similar";
import { plainPlace } from "../plainPlace";
import { shortCountryNames } from "../searchZones";
import type { ZoneMeaning } from "../timeZoneMeanings";
import { type ZonePlace, zonePlaces } from "../zonePlaces";
import { exactZonesOf } from "./exactZones";
import type { ZoneNames } from "./tokens";

/** All that `exactZones` knows, all larger cities, and countries in English and German. */
export const placeZones: ZoneNames = {
  find: (text) => {
    const exact = exactZonesOf(text);
    return exact.length > 0 ? exact : (placesByName().get(plainPlace(text)) ?? []);
  },
  similar: (text) => mostSimilarOf(plainPlace(text), candidates()),
};

/** Cities whose German name is another word. */
const germanCities: Readonly<Record<string, string>> = {
  athen: "Europe/Athens",
  brussel: "Europe/Brussels",
  bukarest: "Europe/Bucharest",
  genf: "Europe/Zurich",
  kairo: "Africa/Cairo",
  koln: "Europe/Berlin",
  kopenhagen: "Europe/Copenhagen",
  lissabon: "Europe/Lisbon",
  mailand: "Europe/Rome",
  moskau: "Europe/Moscow",
  munchen: "Europe/Berlin",
  "neu delhi": "Asia/Kolkata",
  peking: "Asia/Shanghai",
  prag: "Europe/Prague",
  rom: "Europe/Rome",
  singapur: "Asia/Singapore",
  tokio: "Asia/Tokyo",
  warschau: "Europe/Warsaw",
  wien: "Europe/Vienna",
};

const languages = once(() => ["en", "de"].map((language) => new Intl.DisplayNames([language], { type: "region" })));

/** A country of several zones has them all, the one with the most large cities first; one without any is left out. */
const placesByName = once((): ReadonlyMap<string, readonly ZoneMeaning[]> => {
  const current = zonePlaces().filter(({ isOld }) => !isOld);
  const found = new Map<string, ZoneMeaning[]>();
  const add = (name: string, zone: string) => {
    const zones = found.get(name) ?? [];
    if (!zones.some((each) => each.zone === zone)) found.set(name, [...zones, { zone, offset: undefined }]);
  };
  for (const { name, cities } of current) for (const city of cities) add(plainPlace(city), name);
  for (const [city, zone] of Object.entries(germanCities)) found.set(city, [{ zone, offset: undefined }]);
  for (const [country, places] of byCountry(current)) {
    const most = Math.max(...places.map(({ cities }) => cities.length));
    for (const { name, cities } of places) {
      if (cities.length > 0 || most === 0) for (const word of countryNames(country)) add(word, name);
    }
  }
  return found;
});

function byCountry(places: readonly ZonePlace[]): ReadonlyMap<string, readonly ZonePlace[]> {
  const found = new Map<string, ZonePlace[]>();
  for (const place of [...places].sort((a, b) => b.cities.length - a.cities.length)) {
    if (place.country !== undefined) found.set(place.country, [...(found.get(place.country) ?? []), place]);
  }
  return found;
}

function countryNames(code: string): readonly string[] {
  const named = languages().map((names) => names.of(code) ?? code);
  return [...new Set([...named, ...(shortCountryNames[code] ?? [])].map(plainPlace))];
}

const candidates = once(() => {
  const named = zonePlaces().map(({ name }) => plainPlace(name.slice(name.lastIndexOf("/") + 1)));
  return [...new Set([...named, ...placesByName().keys()])].map(candidateOf);
});
