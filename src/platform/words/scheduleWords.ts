import * as vscode from "vscode";
import { describeSchedule } from "../../core/schedule/describeSchedule";
import type { Schedule } from "../../core/schedule/schedule";
import { usesTwelveHours } from "./hourCycle";

/** A schedule in the user's language and on its clock, of 12 or 24 hours; empty where the runs are drawn by lot. */
export function scheduleWords(schedule: Schedule): Promise<string> {
  const locale = vscode.env.language;
  return describeSchedule(schedule, { locale, hour12: usesTwelveHours(locale) });
}
