import { once } from "../base/once";
import { timeZoneNames } from "./timeZone";
import { zonePlaceList } from "./zonePlaceList";

/** Where a zone is. */
export interface ZonePlace {
  /** IANA name. */
  readonly name: string;
  /** ISO 3166-1 code; undefined for zones of no country, such as UTC. */
  readonly country: string | undefined;
  /** Larger cities, largest first, without the city the zone is named after. */
  readonly cities: readonly string[];
  /** IANA only keeps this name for old files. */
  readonly isOld: boolean;
}

const listed = once(
  () =>
    new Map(
      zonePlaceList
        .trim()
        .split("\n")
        .map(readPlace)
        .map((place) => [place.name, place]),
    ),
);

/** `Europe/Berlin DE Hamburg|Munich`; the country of an old name is `~DE`. */
export function readPlace(line: string): ZonePlace {
  const [name = "", country = "", ...cities] = line.split(" ");
  return {
    name,
    country: country.replace("~", ""),
    cities: cities.join(" ").split("|").filter(Boolean),
    isOld: country.startsWith("~"),
  };
}

/** All zones that the server accepts, sorted by name. */
export const zonePlaces = once((): readonly ZonePlace[] =>
  timeZoneNames().map((name) => listed().get(name) ?? { name, country: undefined, cities: [], isOld: false }),
);
