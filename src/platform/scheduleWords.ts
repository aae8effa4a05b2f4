import * as vscode from "vscode";
import { describeSchedule } from "../core/schedule/describeSchedule";
import type { Schedule } from "../core/schedule/schedule";

/** A schedule in the user's language, on a 24-hour clock as all our times are; empty where the runs are drawn by lot. */
export function scheduleWords(schedule: Schedule): Promise<string> {
  return describeSchedule(schedule, { locale: vscode.env.language, hour12: false });
}
