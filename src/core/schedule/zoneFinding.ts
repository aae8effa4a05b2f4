import type { Finding, Fix } from "../finding/finding";
import { findingOf } from "./scheduleFinding";
import { findTimeZone } from "./timeZone";
import { type ZoneMeaning, zoneMeanings } from "./timeZoneMeanings";

/** The finding for a zone no server knows, with the zones it may mean; undefined for a valid zone. */
export function zoneFinding(zone: string): Finding | undefined {
  if (findTimeZone(zone) !== undefined) return undefined;
  const meanings = zoneMeanings(zone);
  const [only, ...others] = meanings;
  const path = ["timezone"];
  if (only === undefined) return { ...findingOf("timezone.unknown", undefined, { zone: shortened(zone) }), path };
  const value = shortened(zone);
  if (others.length > 0) {
    const args = { value, meanings: meanings.map(meaningText).join(", ") };
    return { ...findingOf("timezone.ambiguous", undefined, args), path, choices: meanings.map(zoneFix) };
  }
  const found = only.zone.startsWith("Etc/")
    ? findingOf("timezone.offset", undefined, { value, suggestion: only.zone, offset: only.offset ?? "" })
    : findingOf("timezone.similar", undefined, { value, suggestion: only.zone });
  return { ...found, path, fix: zoneFix(only) };
}

function meaningText({ zone, offset }: ZoneMeaning): string {
  return offset === undefined ? zone : `${zone} (UTC${offset})`;
}

function zoneFix({ zone }: ZoneMeaning): Fix {
  return { kind: "setValue", text: JSON.stringify(zone) };
}

/** A text from a file, shortened for a message. */
function shortened(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}
