/** Schedules that run more often are warned of; the default of the editor's setting. */
export const minimumMinutes = 5;
