import { getCountryCode, rawTimeZones, timeZonesNames } from "@vvo/tzdb";
import { cityMapping } from "city-timezones";
import { plainPlace } from "../src/core/schedule/plainPlace";
import { timeZoneNameList } from "../src/core/schedule/timeZoneNameList";

/** Cities with at least this many inhabitants are listed in the form. */
const smallestCity = 300_000;

/** The table of zones with their countries and larger cities, as TypeScript. */
export function zonePlacesModule(): string {
  const current = new Set(timeZonesNames);
  const cities = citiesByZone(current);
  const lines = timeZoneNameList.toSorted().flatMap((zone) => {
    const country = getCountryCode(zone);
    const names = (cities.get(zone) ?? []).join("|");
    return country === undefined ? [] : [`${zone} ${current.has(zone) ? "" : "~"}${country} ${names}`.trimEnd()];
  });
  return [
    "// Made by `npm run generate` from the packages @vvo/tzdb and city-timezones (both MIT). Change it there.",
    "",
    "/**",
    " * Zones with the country that they are in (ISO 3166-1) and its cities with more than 300,000 people, the largest first,",
    " * less the city that the zone is named after. `~` before the country: an old name, which IANA keeps for old files only.",
    " */",
    `export const zonePlaceList = \`\n${lines.join("\n")}\n\`;`,
    "",
  ].join("\n");
}

function citiesByZone(current: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const { city, pop, timezone } of [...cityMapping].sort((one, other) => other.pop - one.pop)) {
    const zone = current.has(timezone) ? timezone : (currentName(timezone) ?? "");
    const name = city.replace(/^Ft\. /, "Fort ").replace(/^St\. /, "Saint ");
    if (pop < smallestCity || zone === "" || isNamedAfter(zone, name)) continue;
    const others = found.get(zone) ?? [];
    if (!others.includes(name)) found.set(zone, [...others, name]);
  }
  return found;
}

/** The name that replaced an old one. */
function currentName(old: string): string | undefined {
  return rawTimeZones.find(({ group }) => group.includes(old))?.name;
}

function isNamedAfter(zone: string, city: string): boolean {
  return plainPlace(zone.slice(zone.lastIndexOf("/") + 1)) === plainPlace(city);
}
