/** Schedules to begin with, from frequent to rare; all schedulers accept them and read them in the same way. */
export const schedulePresets: readonly string[] = [
  "*/15 * * * *",
  "*/30 * * * *",
  "0 * * * *",
  "0 9-17 * * 1-5",
  "0 */6 * * *",
  "0 9,17 * * *",
  "0 9 * * *",
  "0 9 * * 1-5",
  "0 9 * * 6,0",
  "0 9 * * 1",
  "0 17 * * 5",
  "0 9 1 * *",
  "0 9 1,15 * *",
  "0 9 1 1,4,7,10 *",
  "0 9 1 1 *",
];
