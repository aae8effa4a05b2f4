import { findTimeZone } from "../timeZone";
import { exactZoneMeanings, misspeltZone, type ZoneMeaning } from "../timeZoneMeanings";
import type { ZoneNames } from "./tokens";

/** Zone names, abbreviations, offsets and the largest cities. */
export const exactZones: ZoneNames = { find: exactZonesOf, similar: (text) => misspeltZone(text) };

/**
 * The zones that a text names: a zone, an abbreviation, an offset, a large city. Misspelt ones are no zones here: a
 * wrong one would move a cron by hours.
 */
export function exactZonesOf(text: string): readonly ZoneMeaning[] {
  const name = text.toUpperCase();
  const meant = Object.hasOwn(american, name) ? american[name] : undefined;
  if (meant !== undefined) return meant.map((zone) => ({ zone, offset: undefined }));
  return findTimeZone(text) === undefined ? exactZoneMeanings(text) : [{ zone: text, offset: undefined }];
}

/** Zones without summer time, although most people who write them have it; and what Americans say. */
const american: Readonly<Record<string, readonly string[]>> = {
  EST: ["America/New_York", "America/Panama"],
  MST: ["America/Denver", "America/Phoenix"],
  EASTERN: ["America/New_York"],
  CENTRAL: ["America/Chicago"],
  MOUNTAIN: ["America/Denver"],
  PACIFIC: ["America/Los_Angeles"],
};
