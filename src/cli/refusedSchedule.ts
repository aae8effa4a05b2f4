import { findingMessage } from "../core/finding/findingMessage";
import { checkSchedule } from "../core/schedule/checkSchedule";
import type { ScheduleDialect } from "../core/schedule/scheduleDialect";
import { minimumMinutes } from "./sharedOptions";

export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/** Why a server would refuse a cron that has no runs. Undefined if its times are random. */
export function refusedSchedule(
  schedule: string,
  cron: { readonly timezone: string | null; readonly now: number; readonly dialect: ScheduleDialect },
): Refusal | undefined {
  const error = checkSchedule(schedule, { ...cron, minimumMinutes }).find(({ severity }) => severity === "error");
  return error === undefined ? undefined : { code: error.code, message: findingMessage(error) };
}
