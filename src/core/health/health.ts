import type { ScheduleDialect } from "../schedule/scheduleDialect";
import type { Cron, Interrupt, Run, RunError, Thread } from "../server/cron";

/** What is known of a cron's runs. */
export interface KnownRuns {
  /** Those of this cron, newest first, with none missing between two of them. */
  readonly runs: readonly Run[];
  /** There are no older ones. */
  readonly isAll: boolean;
  /** When reading them began, in epoch milliseconds of this computer's clock. */
  readonly readAt: number;
  /** The newest run of the thread, whoever started it: only of this one does the thread's status tell. */
  readonly newest: Run | undefined;
  /** When reading that one began, if it was read again by itself: each kept thread has a single run. */
  readonly newestReadAt?: number | undefined;
}

/** All that the health of a cron is derived from. Moments are epoch milliseconds of this computer's clock. */
export interface HealthFacts {
  readonly cron: Cron;
  readonly dialect: ScheduleDialect;
  /** Undefined if they were not read. */
  readonly runs: KnownRuns | undefined;
  /** The cron's thread or, without one, that of its newest run. */
  readonly thread: Thread | undefined;
  /** Since when the cron is on and unchanged, if that is longer than its `updated_at` says (`seeCron`). */
  readonly unchangedSince: number | undefined;
  /**
   * When the cron was first read with its present next run. Only runs that were read after that show what became of the
   * time before: a server that was down may have handled it late. Undefined if that is not known.
   */
  readonly nextSeenAt: number | undefined;
  /** How many other crons of the same spec name are on. */
  readonly namesakes: number;
  /** When reading the cron began. An old list is not a sign of trouble, so delays are judged at this moment. */
  readonly asOf: number;
  readonly now: number;
  /** How often the server looks for crons that are due. */
  readonly pollMilliseconds: number;
}

export type RunResult = "succeeded" | "failed" | "waits" | "cancelled" | "running" | "queued" | "unknown";

/** A run and the time for which it was started. */
export interface SlottedRun {
  readonly run: Run;
  /** Epoch milliseconds; null if it was started by hand, or for a time that can't be known. */
  readonly slot: number | null;
  /** How long after its slot the server created it, in milliseconds; null without a slot. */
  readonly lateBy: number | null;
}

export interface LastRun extends SlottedRun {
  readonly result: RunResult;
}

/** One word about a cron, with its evidence. Moments are epoch milliseconds. */
export type HealthWord =
  /** Starts at a later time, and nothing is wrong. */
  | { readonly kind: "scheduled" }
  /** Its time `slot` has come, and the server may take until now to start it. */
  | { readonly kind: "due"; readonly slot: number }
  /** `isQueued`: the server has created the run, and not started it. `since`: it was created; undefined if unknown. */
  | { readonly kind: "running"; readonly since: number | undefined; readonly isQueued: boolean }
  | {
      readonly kind: "failed";
      readonly inARow: number;
      /** Runs before these may have failed, too. */
      readonly atLeast: boolean;
      /** The first of these was created. */
      readonly since: number | undefined;
      readonly slot: number | null;
      /** Undefined if it was not read. */
      readonly error: RunError | undefined;
      /** False if only the thread says so: the run may be somebody else's. */
      readonly isCertain: boolean;
    }
  /** The graph has stopped to ask a person. */
  | {
      readonly kind: "waits";
      readonly since: number | undefined;
      /** Empty if it stopped at a node that is named in an interrupt, or the server doesn't say. */
      readonly asks: readonly Interrupt[];
      /** As in `failed`. */
      readonly isCertain: boolean;
    }
  /** The server has not started the run of `slot`, and `grace` milliseconds more than it may take have passed. */
  | { readonly kind: "late"; readonly slot: number; readonly grace: number }
  /** The server has gone past its last `slots` times, from `since` on, without a run. */
  | { readonly kind: "missed"; readonly slots: number; readonly since: number; readonly last: number }
  /** As `missed`, but by design: with `reject` there is no run while the thread is busy. */
  | { readonly kind: "skipped"; readonly slots: number; readonly since: number; readonly last: number }
  /** Its runs are queued faster than they run; `since`: the oldest of them was created. */
  | { readonly kind: "pilingUp"; readonly queued: number; readonly atLeast: boolean; readonly since: number }
  /**
   * `submission`: an unfinished submission of ours left it so. `person`: somebody has paused a cron that was submitted.
   * `unknown`: it is not one of ours.
   */
  | { readonly kind: "paused"; readonly by: "person" | "submission" | "prune" | "unknown" }
  | { readonly kind: "ended"; readonly at: number }
  /** The server knows no next run. */
  | { readonly kind: "never" }
  /** Its schedule is over since `lastSlot`, and the server starts it at each look (`RunsEnd`). */
  | { readonly kind: "endless"; readonly lastSlot: number }
  /** `others`: so many other crons of its spec are on, too. */
  | { readonly kind: "duplicate"; readonly others: number };

export type HealthKind = HealthWord["kind"];

export type Health = HealthWord & {
  /** Its newest run, of any status; undefined if none is known. */
  readonly lastRun: LastRun | undefined;
  /** When it runs next; undefined if it does not, or nobody can know. */
  readonly next: number | undefined;
  /** From this moment on the same facts can mean something else; undefined if never. */
  readonly until: number | undefined;
};

export type HealthOf<Kind extends HealthKind> = Extract<Health, { readonly kind: Kind }>;
