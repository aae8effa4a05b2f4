import * as vscode from "vscode";
import { readSetting } from "../host/settings";
import { usesTwelveHours } from "./hourCycle";
import { PersonZone } from "./personZone";

/**
 * A moment on the wall clock of a zone: “Tue, Nov 24, 9:00 AM”, “Di., 24. Nov., 09:00”, as the user's language has it, with
 * the year where it isn't the year of `now`, and seconds where it has some.
 */
export function momentWords(time: number, zone: string, now: number): string {
  const year = (instant: number) => new Date(instant).getUTCFullYear();
  return formatter(zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    hour: usesTwelveHours(vscode.env.language) ? "numeric" : "2-digit",
    minute: "2-digit",
    ...(time % 60_000 === 0 ? {} : { second: "2-digit" }),
    ...(year(time) === year(now) ? {} : { year: "numeric" }),
  }).format(time);
}

/** Where the person is who reads the words: one for all windows of words in this process. */
export const personZone = new PersonZone({
  setting: () => readSetting("displayTimeZone"),
  computer: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
});

/** The zone in which the person reads the clock. */
export function localZone(): string {
  return personZone.name;
}

/** The server knows a few zones that `Intl` doesn't; their moments are then given in UTC. */
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(vscode.env.language, { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(vscode.env.language, { ...options, timeZone: "UTC", timeZoneName: "short" });
  }
}
