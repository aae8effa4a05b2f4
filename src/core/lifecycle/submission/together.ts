import type { ServerInfo } from "../../server/cron";
import type { SharedLease } from "../lease/sharedFence";

/** What one of many submissions that create crons at the same time has of the others, while one lease locks all names. */
export interface Together {
  /** What all of them know of the server. */
  readonly info: ServerInfo;
  /** Releasing it only ends this submission's part in it. */
  readonly lease: SharedLease;
  /** Waits until few enough others write. */
  inTurn<Value>(act: () => Promise<Value>): Promise<Value>;
  /** Waits until nobody needs the lease of all names, and for its turn among those that go on one by one. */
  alone(): Promise<void>;
}
