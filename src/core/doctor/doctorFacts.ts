import type { JudgedCron } from "../known/readHealths";
import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { ServerInfo } from "../server/cron";
import type { ServerProblem } from "../server/problems/serverProblem";
import type { QueueMetrics } from "../server/queueMetrics";

/** A cron with what was read of it; its payload is there if the server shows it. */
export interface ExaminedCron extends JudgedCron {
  /** Its runs could tell more, and were not read, because they are too many. */
  readonly isUnread: boolean;
}

/** A server that could be read. */
export interface ServerFacts {
  readonly kind: "read";
  readonly info: ServerInfo;
  readonly dialect: ScheduleDialect;
  /** Whether it is on this computer, as a development server is. */
  readonly onLoopback: boolean;
  /** See `ServerClock.ahead`. */
  readonly clockAhead: number | undefined;
  /** Null if it does not show them. */
  readonly metrics: QueueMetrics | null;
  /** The ids of all that it has and shows; undefined if not all are known. */
  readonly assistantIds: ReadonlySet<string> | undefined;
  /** All that it has, the worst first. */
  readonly crons: readonly ExaminedCron[];
  /** The ids of those that were asked about; undefined: all. */
  readonly asked: ReadonlySet<string> | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** All that a diagnosis is derived from. */
export type DoctorFacts = ServerFacts | { readonly kind: "unread"; readonly problem: ServerProblem };
