import { isUuid } from "../../base/isUuid";
import type { JsonObject } from "../../base/json";
import { readDialect } from "../../schedule/scheduleDialect";
import { parseAnswer } from "../../server/requests/parseAnswer";
import { type Reader, readBoolean, readObject, readString, ShapeFault } from "../../server/requests/readShape";
import type { JournalEntry } from "../submission/submission";

/** A journal entry as text. Of the arguments it has only the schedule, its zone and the name, so no secret. */
export function serialiseJournalEntry(entry: JournalEntry): string {
  return JSON.stringify(entry);
}

/** The entry, or undefined if the text is not one: half written, from another version, or foreign. */
export function parseJournalEntry(text: string): JournalEntry | undefined {
  const parsed = parseAnswer(text);
  return parsed.ok ? orUndefined(() => readEntry(readObject(parsed.value, ""))) : undefined;
}

const readNumber: Reader<number> = (value, place) => {
  if (typeof value !== "number") throw new ShapeFault(place);
  return value;
};

const readSubmission: Reader<string> = (value, place) => {
  const id = readString(value, place);
  if (!isUuid(id)) throw new ShapeFault(place);
  return id;
};

const readTextOrNull: Reader<string | null> = (value, place) => (value === null ? null : readString(value, place));

const readTrue: Reader<true> = (value, place) => {
  if (value !== true) throw new ShapeFault(place);
  return value;
};

const readTexts: Reader<readonly string[]> = (value, place) => {
  if (!Array.isArray(value)) throw new ShapeFault(place);
  return value.map((text) => readString(text, place));
};

/** An optional field with an invalid value is dropped. */
function optional<Value>(read: Reader<Value>): Reader<Value | undefined> {
  return (value, place) => orUndefined(() => read(value, place));
}

function orUndefined<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof ShapeFault) return undefined;
    throw error;
  }
}

const fields: { readonly [Name in keyof JournalEntry]-?: Reader<JournalEntry[Name]> } = {
  submission: readSubmission,
  server: readString,
  begunAt: readNumber,
  enabled: readBoolean,
  schedule: readString,
  timezone: readTextOrNull,
  dialect: (value) => (value === undefined ? undefined : readDialect(value)),
  name: readTextOrNull,
  owner: optional(readString),
  onFromStart: optional(readTrue),
  replaces: optional(readString),
  replacedBy: optional(readString),
  instead: optional(readString),
  undoes: optional(readTrue),
  onlyLock: optional(readTrue),
  otherLocks: optional(readTexts),
  lockFreedAt: optional(readNumber),
  abandoned: optional(readTrue),
};

function readEntry(value: JsonObject): JournalEntry {
  const read = Object.entries(fields).map(([name, readField]) => [name, readField(value[name], name)] as const);
  // Safe: the type of `fields` covers every property of the entry.
  return Object.fromEntries(read.filter(([, found]) => found !== undefined)) as unknown as JournalEntry;
}
