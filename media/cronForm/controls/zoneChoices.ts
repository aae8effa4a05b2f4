import { searchZones } from "../../../src/core/schedule/searchZones";
import { offsetNow } from "../../../src/core/schedule/timeZone";
import type { Choice, Choices } from "../../../src/protocol/cronForm";
import type { ControlContext } from "./control";
import { offsetText } from "./momentInZone";

/** Milliseconds in which no zone changes its offset. */
const steady = 15 * 60_000;

type Language = Pick<ControlContext, "localZone" | "now" | "strings"> & {
  /** The user's language, as a BCP 47 tag. */
  readonly language: string;
};

/** Finds time zones by region, city, country (in the user's language and in English) and current offset. */
export function zoneFinder({ language, localZone, now, strings }: Language): (typed: string) => Promise<Choices> {
  const [named, english] = [language, "en"].map((each) => new Intl.DisplayNames([each, "en"], { type: "region" }));
  let offsets = new Map<string, number | undefined>();
  let period = 0;

  function offsetOf(zone: string): number | undefined {
    const present = Math.floor(now() / steady);
    if (present !== period) {
      offsets = new Map();
      period = present;
    }
    if (!offsets.has(zone)) {
      offsets.set(zone, offsetNow(zone, now()));
    }
    return offsets.get(zone);
  }

  const search = {
    own: localZone,
    offsetOf,
    countryNames: (code: string) => [named?.of(code) ?? code, english?.of(code) ?? code],
  };

  function choiceOf({ city, country, isOld, name }: ReturnType<typeof searchZones>[number]): Choice {
    return {
      value: name,
      label: name,
      // Computed when it is shown: reading the offsets of all zones takes a while.
      get detail() {
        const place = [city, country === undefined ? undefined : named?.of(country)].filter(Boolean).join(", ");
        const offset = offsetOf(name);
        return [
          name === localZone ? strings.localZone : "",
          isOld ? strings.oldZoneName : "",
          place,
          offset === undefined ? "" : `UTC${offset === 0 ? "" : offsetText(offset / 60)}`,
        ]
          .filter((text) => text !== "")
          .join(" · ");
      },
    };
  }

  return async (typed) => ({ kind: "list", choices: searchZones(typed, search).map(choiceOf) });
}
