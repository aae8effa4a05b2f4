/** Fifty schedules that people write, and the zones that ask most of a scheduler. */
export const schedules: readonly string[] = [
  ...[
    "* * * * *",
    "*/5 * * * *",
    "*/10 * * * *",
    "*/15 * * * *",
    "*/30 * * * *",
    "0 * * * *",
    "15 * * * *",
    "0,30 * * * *",
  ],
  ...["5-20 * * * *", "10-50/10 * * * *", "0 */2 * * *", "0 */6 * * *", "30 */4 * * *", "0 0 * * *", "30 2 * * *"],
  ...["15 1 * * *", "0 9 * * *", "59 23 * * *", "0 8,12,18 * * *", "0 9-17 * * *", "*/20 9-17 * * *", "0 9 * * 1-5"],
  ...["30 8 * * mon-fri", "0 0 * * 0", "0 18 * * 5", "15 10 * * 6,0", "0 12 * * wed", "*/15 8-18 * * 1-5"],
  ...["0 0 1 * *", "0 6 15 * *", "0 9 1,15 * *", "0 0 31 * *", "30 4 28 * *", "0 0 1 1 *", "0 12 25 12 *"],
  ...["0 0 1 */3 *", "0 0 1 jan,jul *", "0 9 1-7 * *", "45 23 10-20 6 *", "0 0 29 2 *", "0 3 * 3-10 *"],
  ...["0 7 * 11 4", "0 0 1 * 1", "0 9 15 * 5", "30 6 1,15 * mon", "0 0 */2 * *", "0 22 * * 1-5", "5 4 * * 0"],
  ...["0 4 8-14 * *", "23 0-20/2 * * *"],
];

const zones: readonly string[] = ["UTC", "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe"];

export const start = Date.UTC(2026, 2, 1);

export interface Job {
  readonly schedule: string;
  readonly zone: string;
}

export const jobs: readonly Job[] = schedules.flatMap((schedule) => zones.map((zone) => ({ schedule, zone })));

/** The same schedule for each look as a text that has not been read before: short ones are remembered. */
export function unread(schedule: string, look: number): string {
  return schedule.length <= 100 ? schedule + " ".repeat(look) : schedule;
}
