import { readDateTime } from "../../base/dateTime";
import { refuse } from "../literals/excerpt";
import type { LiteralReader } from "../literals/literalReader";
import type { CodeSource, TokenRange } from "../tokens/codeSource";
import type { FoundCall } from "./findCalls";
import { pythonArguments } from "./givenValues";

const parts = ["year", "month", "day", "hour", "minute", "second", "microsecond"] as const;

/** A moment in Python as its SDK sends it, by `isoformat`; null for None. Throws `NotLiteral`. */
export function pythonMoment(source: CodeSource, reader: LiteralReader, range: TokenRange): string | null {
  if (range.to - range.from === 1 && source.isName(range.from, "None")) return null;
  const call = callIn(source, range);
  const text = call === undefined ? undefined : momentText(source, reader, call);
  const reading = text === undefined ? undefined : readDateTime(text);
  return reading === undefined || reading.kind === "invalid" ? refuse(source, range, "notMoment") : reading.isoFormat;
}

/** A time zone in Python as its SDK sends it: by its name; null for None. Throws `NotLiteral`. */
export function pythonZone(source: CodeSource, reader: LiteralReader, range: TokenRange): string | null {
  if (isUtc(source, range)) return "UTC";
  const call = callIn(source, range);
  if (call === undefined || call.name !== "ZoneInfo") {
    const value = reader.value(range);
    return value === null || typeof value === "string" ? value : refuse(source, range, "notZone");
  }
  const key = pythonArguments(source, call, { names: ["key"], positions: ["key"] }).get("key");
  return key === undefined ? refuse(source, range, "notZone") : reader.text(key, "timezone");
}

/** The call that an expression is; undefined for another one. */
function callIn(source: CodeSource, { from, to }: TokenRange): FoundCall | undefined {
  const open = source.partner(to - 1);
  if (open === undefined || open <= from || !source.isName(open - 1)) return undefined;
  return isPath(source, { from, to: open }) ? { kind: "cron", name: source.textAt(open - 1), from, open } : undefined;
}

/** Names with dots between them. */
function isPath(source: CodeSource, { from, to }: TokenRange): boolean {
  for (let at = from; at < to; at += 1) {
    if ((at - from) % 2 === 0 ? !source.isName(at) : !source.isMark(at, ".")) return false;
  }
  return true;
}

function momentText(source: CodeSource, reader: LiteralReader, call: FoundCall): string | undefined {
  if (call.name === "fromisoformat") {
    const text = pythonArguments(source, call, { names: ["text"], positions: ["text"] }).get("text");
    return text === undefined ? undefined : reader.text(text, "end_time");
  }
  if (call.name !== "datetime") return undefined;
  const names = [...parts, "tzinfo"];
  const given = pythonArguments(source, call, { names, positions: names });
  const number = (name: (typeof parts)[number]) => {
    const range = given.get(name);
    return range === undefined ? 0 : reader.value(range);
  };
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, micros = 0] = parts.map(number);
  const zone = given.get("tzinfo");
  const offset = zone === undefined || isNone(source, zone) ? "" : isUtc(source, zone) ? "+00:00" : undefined;
  if (offset === undefined) return undefined;
  const digits = (value: unknown, width: number) => String(value).padStart(width, "0");
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(day, 2)}`;
  return `${date}T${digits(hour, 2)}:${digits(minute, 2)}:${digits(second, 2)}.${digits(micros, 6)}${offset}`;
}

function isNone(source: CodeSource, { from, to }: TokenRange): boolean {
  return to - from === 1 && source.isName(from, "None");
}

/** `timezone.utc`, `datetime.UTC`, `ZoneInfo("UTC")` and the like. */
function isUtc(source: CodeSource, range: TokenRange): boolean {
  const last = source.textAt(range.to - 1);
  if (isPath(source, range)) return last === "UTC" || (last === "utc" && range.to - range.from > 1);
  const call = callIn(source, range);
  return call?.name === "ZoneInfo" && /^["']UTC["']$/.test(source.textAt(call.open + 1)) && range.to - call.open === 3;
}
