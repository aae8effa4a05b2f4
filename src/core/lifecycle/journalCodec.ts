import { isUuid } from "../base/isUuid";
import { isJsonObject, type JsonObject } from "../base/json";
import { readDialect } from "../schedule/scheduleDialect";
import { parseAnswer } from "../server/requests/parseAnswer";
import type { JournalEntry } from "./submission";

/** A journal entry as text. It holds no argument but the schedule, its zone and the name, so no secret. */
export function serialiseJournalEntry(entry: JournalEntry): string {
  return JSON.stringify(entry);
}

/** The entry, or undefined for a text that is none: half written, of another version, or somebody else's. */
export function parseJournalEntry(text: string): JournalEntry | undefined {
  const parsed = parseAnswer(text);
  return parsed.ok && isJsonObject(parsed.value) ? readEntry(parsed.value) : undefined;
}

function readEntry(value: JsonObject): JournalEntry | undefined {
  const {
    submission,
    server,
    begunAt,
    enabled,
    schedule,
    timezone,
    dialect,
    name,
    owner,
    abandoned,
    onlyLock,
    lockFreedAt,
    onFromStart,
    replaces,
  } = value;
  return typeof submission === "string" &&
    isUuid(submission) &&
    typeof server === "string" &&
    typeof begunAt === "number" &&
    typeof enabled === "boolean" &&
    typeof schedule === "string" &&
    (typeof timezone === "string" || timezone === null) &&
    (typeof name === "string" || name === null)
    ? {
        submission,
        server,
        begunAt,
        enabled,
        schedule,
        timezone,
        ...(dialect === undefined ? {} : { dialect: readDialect(dialect) }),
        name,
        ...(typeof owner === "string" ? { owner } : {}),
        ...(typeof replaces === "string" ? { replaces } : {}),
        ...(onFromStart === true ? { onFromStart } : {}),
        ...(onlyLock === true ? { onlyLock } : {}),
        ...(typeof lockFreedAt === "number" ? { lockFreedAt } : {}),
        ...(abandoned === true ? { abandoned } : {}),
      }
    : undefined;
}
