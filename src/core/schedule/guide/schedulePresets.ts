import type { ClockTimes, Guide } from "./guide";

/** A schedule to begin with. `label` is English; a user interface in another language translates it. */
export interface SchedulePreset {
  readonly label: string;
  readonly guide: Guide;
  /** One of the few that most crons use. */
  readonly isCommon?: true;
}

const atNine: ClockTimes = { hours: [9], minutes: [0] };
const atFive: ClockTimes = { hours: [17], minutes: [0] };
const workingDays: readonly number[] = [1, 2, 3, 4, 5];
const workingHours: ClockTimes = { hours: [9, 10, 11, 12, 13, 14, 15, 16, 17], minutes: [0] };

/** Of these what most people want, Monday to Friday at nine: marked in a list while nothing is typed, so that Enter takes it. */
export const usualSchedule = "0 9 * * 1-5";

/** From frequent to rare. All schedulers accept them and read them alike. */
export const schedulePresets: readonly SchedulePreset[] = [
  { label: "Every 15 minutes", guide: { kind: "minutes", every: 15 }, isCommon: true },
  { label: "Every 30 minutes", guide: { kind: "minutes", every: 30 } },
  { label: "Every hour", guide: { kind: "hours", every: 1, minute: 0 }, isCommon: true },
  { label: "Every working hour", guide: { kind: "weekly", weekdays: workingDays, times: workingHours } },
  { label: "Every 6 hours", guide: { kind: "hours", every: 6, minute: 0 } },
  { label: "Twice a day", guide: { kind: "daily", times: { hours: [9, 17], minutes: [0] } } },
  { label: "Every day", guide: { kind: "daily", times: atNine }, isCommon: true },
  { label: "Monday to Friday", guide: { kind: "weekly", weekdays: workingDays, times: atNine }, isCommon: true },
  { label: "At the weekend", guide: { kind: "weekly", weekdays: [0, 6], times: atNine } },
  { label: "Every Monday", guide: { kind: "weekly", weekdays: [1], times: atNine }, isCommon: true },
  { label: "Friday afternoon", guide: { kind: "weekly", weekdays: [5], times: atFive } },
  { label: "First of the month", guide: { kind: "monthly", days: [1], times: atNine }, isCommon: true },
  { label: "Twice a month", guide: { kind: "monthly", days: [1, 15], times: atNine } },
  { label: "Every quarter", guide: { kind: "yearly", months: [1, 4, 7, 10], days: [1], times: atNine } },
  { label: "Once a year", guide: { kind: "yearly", months: [1], days: [1], times: atNine } },
];
