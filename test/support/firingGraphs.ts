import { inProject } from "./paths";

/** Graphs that show what becomes of a cron's run: `look`, `needy` and `slow`. */
export const firingGraphs = inProject("test", "fixtures", "graphs");

/** The server looks for crons that are due each second instead of every five. */
export const quickScheduler = { CRON_SCHEDULER_SLEEP_TIME: "1" } as const;
