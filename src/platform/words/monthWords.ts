import type { CronUsage } from "../../core/cost/cronUsage";
import { monthMessages } from "../../core/cost/monthMessages";
import { messageWords } from "./messageWords";

/** What a cron takes in 30 days, each number with what it is from; empty if nothing is known. */
export function monthWords(runs: number | undefined, usage: CronUsage | undefined): string {
  return monthMessages(runs, usage)
    .map((message) => messageWords(message))
    .join(" · ");
}
