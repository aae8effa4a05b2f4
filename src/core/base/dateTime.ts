/** How an `end_time` is read; `isoFormat` is the same in the format of Python's `datetime.isoformat`. */
export type DateTimeReading =
  | { readonly kind: "invalid" }
  /** A date and time without an offset, so not a fixed moment. */
  | { readonly kind: "local"; readonly isoFormat: string }
  /** `epoch` in milliseconds. */
  | { readonly kind: "moment"; readonly epoch: number; readonly isoFormat: string };

const pattern =
  /^(\d{4})-(\d{2})-(\d{2})[Tt ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:[.,](\d{1,9}))?)?(?:([Zz])|([+-])([01]\d|2[0-3]):?([0-5]\d))?$/;

/** Reads ISO 8601 with a date and a time, like Python's `datetime.fromisoformat` (3.11 and newer). */
export function readDateTime(text: string): DateTimeReading {
  const match = pattern.exec(text);
  if (match === null) return { kind: "invalid" };
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "00", fraction = "", zulu] = match;
  const [sign, offsetHour = "00", offsetMinute = "00"] = match.slice(9);
  const midnight = new Date(`${year}-${month}-${day}T00:00:00Z`);
  // Some engines read February 30 as March 2, and Python's calendar has no year 0.
  if (Number.isNaN(midnight.getTime()) || midnight.getUTCDate() !== Number(day) || year === "0000") {
    return { kind: "invalid" };
  }
  const micros = fraction.slice(0, 6).padEnd(6, "0");
  const written = `${year}-${month}-${day}T${hour}:${minute}:${second}${micros === "000000" ? "" : `.${micros}`}`;
  if (zulu === undefined && sign === undefined) return { kind: "local", isoFormat: written };
  const minutesAhead = (sign === "-" ? -1 : 1) * (Number(offsetHour) * 60 + Number(offsetMinute));
  const inDay = (Number(hour) * 60 + Number(minute)) * 60_000 + Number(second) * 1000 + Number(micros.slice(0, 3));
  return {
    kind: "moment",
    epoch: midnight.getTime() + inDay - minutesAhead * 60_000,
    isoFormat: written + (minutesAhead === 0 ? "+00:00" : `${sign}${offsetHour}:${offsetMinute}`),
  };
}
