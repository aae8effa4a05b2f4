/** Moments, lengths and numbers in a language and a zone. */
export interface ZoneWords {
  /** “Fri, Nov 27, 09:00” */
  moment(time: number): string;
  /** “09:00” */
  clock(time: number): string;
  /** “Fri 27” */
  day(time: number): string;
  duration(milliseconds: number): string;
  number(value: number): string;
}

export function zoneWords(language: string, zone: string): ZoneWords {
  const moment = formatter(language, zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: "numeric",
    minute: "2-digit",
  });
  const clock = formatter(language, zone, { hour: "numeric", minute: "2-digit" });
  const day = formatter(language, zone, { weekday: "short", day: "numeric", month: "short" });
  const number = new Intl.NumberFormat(language);
  return {
    moment: (time) => moment.format(time),
    clock: (time) => clock.format(time),
    day: (time) => day.format(time),
    duration: (milliseconds) => duration(language, milliseconds),
    number: (value) => number.format(value),
  };
}

/** The server knows a few zones that `Intl` doesn't; their moments are shown in UTC. */
function formatter(language: string, zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" });
  }
}

const units = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
] as const;

function duration(language: string, milliseconds: number): string {
  const [unit, size] = units.find(([, each]) => milliseconds >= 1.5 * each) ?? (["second", 1_000] as const);
  const options = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(language, options).format(milliseconds / size);
}
