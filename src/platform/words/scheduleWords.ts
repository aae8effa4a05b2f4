import * as vscode from "vscode";
import { describeSchedule } from "../../core/schedule/describeSchedule";
import type { Schedule } from "../../core/schedule/schedule";
import { usesTwelveHours } from "./hourCycle";

/** A schedule in the user's language, with a clock of 12 or 24 hours; empty if the times are random. */
export function scheduleWords(schedule: Schedule): Promise<string> {
  const locale = vscode.env.language;
  return describeSchedule(schedule, { locale, hour12: usesTwelveHours(locale) });
}
