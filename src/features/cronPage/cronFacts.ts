import type { RawArguments } from "../../core/arguments/cronArguments";
import type { Health, SlottedRun } from "../../core/health/health";
import type { Cron } from "../../core/server/cron";
import type { Connection } from "../../platform/servers/connections/connection";

/** All that the page of a cron says, as known at one moment. Moments are epoch milliseconds. */
export interface CronFacts {
  readonly connection: Connection;
  readonly cron: Cron;
  readonly health: Health;
  /** Newest first; undefined: not read yet. */
  readonly runs: readonly SlottedRun[] | undefined;
  /** The server deletes each of them when it has ended. */
  readonly areDeleted: boolean;
  /** What it takes in 30 days, with what the numbers are from; empty if nothing is known. */
  readonly month: string;
  /** Display names. */
  readonly assistant: string;
  readonly thread: string | null;
  /** The schedule in words. */
  readonly words: string;
  /** What is sent to the graph, with secrets withheld; undefined: not read yet. */
  readonly given: RawArguments | undefined;
  /** Whether somebody has changed it since it was submitted; undefined: not known, or never submitted. */
  readonly isChanged: boolean | undefined;
  /** Where the person reads the clock. */
  readonly zone: string;
  readonly now: number;
}
