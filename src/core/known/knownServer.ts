import type { KnownRuns } from "../health/health";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Cron, ServerInfo } from "../server/cron";
import type { ServerLacks } from "../server/serverLacks";
import type { CronTable } from "./cronTable";
import type { KeptRuns } from "./keptRuns";
import type { RunTable } from "./runTable";
import type { ThreadTable } from "./threadTable";

/** What is known of one server: the record of a connection, or what a command has just read. */
export interface KnownServer {
  readonly connection: { readonly dialect: ScheduleDialect };
  readonly crons: CronTable;
  readonly threads: ThreadTable;
  readonly runs: RunTable;
  readonly keptRuns: KeptRuns;
  readonly lacks: ServerLacks;
  readonly info: ServerInfo | undefined;
  /** When reading the list of crons began, in epoch milliseconds; undefined before its first page. */
  readonly asOf: number | undefined;
  /** Undefined if they were not read. */
  knownRuns(cron: Cron): KnownRuns | undefined;
  /** More is known now. */
  publish(): void;
}
