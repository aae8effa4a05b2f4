import { inProject } from "./paths";

/** Graphs that show what happens to a cron's run: `look`, `needy` and `slow`. */
export const firingGraphs = inProject("test", "fixtures", "graphs");

/** The server looks for due crons every second instead of every five seconds. */
export const quickScheduler = { CRON_SCHEDULER_SLEEP_TIME: "1" } as const;
