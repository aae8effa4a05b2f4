import { once } from "../base/once";
import { timeZoneNames } from "./timeZone";
import { zonePlaceList } from "./zonePlaceList";

/** What is known of where a zone is. */
export interface ZonePlace {
  /** IANA name. */
  readonly name: string;
  /** ISO 3166-1 code; undefined for zones of no country, such as UTC. */
  readonly country: string | undefined;
  /** Larger cities, the largest first, without the one that the zone is named after. */
  readonly cities: readonly string[];
  /** IANA keeps the name for old files only. */
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

/** Every zone that the server takes, in the order of their names. */
export const zonePlaces = once((): readonly ZonePlace[] =>
  timeZoneNames().map((name) => listed().get(name) ?? { name, country: undefined, cities: [], isOld: false }),
);
