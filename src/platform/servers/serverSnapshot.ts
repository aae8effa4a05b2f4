import type { Cron } from "../../core/server/cron";
import type { ServerRecord } from "./serverRecord";
import type { ServerState } from "./serverState";

/** What is known about a server at one moment. */
export interface ServerSnapshot {
  readonly state: ServerState;
  /** When reading the list of crons began, in epoch milliseconds; undefined before its first page. */
  readonly asOf: number | undefined;
  /** The same array until a cron changes. */
  readonly crons: readonly Cron[];
  /** All crons are there, not only the first pages, or those that someone asked for. */
  readonly isComplete: boolean;
}

export const unknownServer: ServerSnapshot = {
  state: { kind: "unknown" },
  asOf: undefined,
  crons: [],
  isComplete: false,
};

export function snapshotOf({ asOf, crons, isComplete, state }: ServerRecord): ServerSnapshot {
  return { state, asOf, isComplete, crons: crons.all };
}

const recentMilliseconds = 5 * 60_000;

/** All crons, if all were read recently: a script can create one at any time. `now` is in epoch milliseconds. */
export function recentCrons(
  { asOf, crons, isComplete, state }: ServerSnapshot,
  now: number,
): readonly Cron[] | undefined {
  const isRecent = asOf !== undefined && now - asOf < recentMilliseconds;
  return isRecent && isComplete && state.kind === "ready" ? crons : undefined;
}
