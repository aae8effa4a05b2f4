import * as vscode from "vscode";
import { readSetting } from "../host/settings";
import { usesTwelveHours } from "./hourCycle";
import { PersonZone } from "./personZone";

/**
 * A moment on the wall clock of a zone in the user's language: “Tue, Nov 24, 9:00 AM”, “Di., 24. Nov., 09:00”, with the
 * year if it differs from that of `now`, and with seconds if they are not 0.
 */
export function momentWords(time: number, zone: string, now: number): string {
  const year = (instant: number) => new Date(instant).getUTCFullYear();
  return formatter(zone, {
    weekday: "short",
    day: "numeric",
    month: "short",
    ...clockOptions(time),
    ...(year(time) === year(now) ? {} : { year: "numeric" }),
  }).format(time);
}

/** The same for a narrow row: of today only the time, “9:00 AM”. */
export function shortMomentWords(time: number, zone: string, now: number): string {
  const day = formatter(zone, { year: "numeric", month: "numeric", day: "numeric" });
  if (day.format(time) !== day.format(now)) return momentWords(time, zone, now);
  return formatter(zone, clockOptions(time)).format(time);
}

function clockOptions(time: number): Intl.DateTimeFormatOptions {
  return {
    hour: usesTwelveHours(vscode.env.language) ? "numeric" : "2-digit",
    minute: "2-digit",
    ...(time % 60_000 === 0 ? {} : { second: "2-digit" }),
  };
}

/** The zone of the person who reads the words, shared by the whole process. */
export const personZone = new PersonZone({
  setting: () => readSetting("displayTimeZone"),
  computer: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
});

/** The zone in which the person reads the clock. */
export function localZone(): string {
  return personZone.name;
}

/** The server knows a few zones that `Intl` doesn't; their moments are shown in UTC. */
function formatter(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(vscode.env.language, { ...options, timeZone: zone });
  } catch {
    return new Intl.DateTimeFormat(vscode.env.language, { ...options, timeZone: "UTC", timeZoneName: "short" });
  }
}
