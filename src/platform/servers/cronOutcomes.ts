import type { JsonObject } from "../../core/base/json";
import type { KeptThreads } from "../../core/lifecycle/actions/keptThreads";
import type { MoveOutcome } from "../../core/lifecycle/actions/moveCron";
import type { RestoreOutcome } from "../../core/lifecycle/actions/restoreCron";
import type { Cron, Run } from "../../core/server/cron";
import type { CronRef } from "./cronRef";

/** Why nothing was done. */
export type NotDone =
  /** The server has no such cron (any more). */
  | { readonly kind: "gone" }
  /** The connection was removed. */
  | { readonly kind: "noConnection" }
  | { readonly kind: "failed"; readonly failure: unknown }
  /** The server did not answer for an earlier cron, or asked to wait, so this one was not sent. */
  | { readonly kind: "notTried"; readonly after: "silence" | "askToWait" }
  /** The user cancelled before this one was sent. */
  | { readonly kind: "cancelled" };

/** The result for one of several crons. */
export type OutcomeOf<Done> = { readonly ref: CronRef } & (Done | NotDone);

export type Switched = { readonly kind: "switched"; readonly cron: Cron };

/** `cron`: as it was just before, with its payload; undefined if it could not be read, and so can't be made again. */
export type Deleted = { readonly kind: "deleted"; readonly cron: Cron | undefined };

export type ResumedAndRun =
  | { readonly kind: "started"; readonly cron: Cron; readonly run: Run }
  /** It is on, and no run was started, or none is known. */
  | { readonly kind: "onlyResumed"; readonly cron: Cron; readonly failure: unknown };

export type Changed =
  | { readonly kind: "changed"; readonly cron: Cron }
  /** The server has answered, and has not taken the change. */
  | { readonly kind: "notTaken"; readonly cron: Cron };

/** `count`: how many runs waited or ran, and were cancelled. */
export type RunsCancelled = { readonly kind: "runsCancelled"; readonly count: number };

export type KeptThreadsOutcome = ({ readonly kind: "found" } & KeptThreads) | NotDone;

/** `left`: how many have changed since they were found, or have a cron now, or could not be deleted. */
export type ThreadsDeleted =
  | { readonly kind: "threadsDeleted"; readonly count: number; readonly left: number }
  | NotDone;

export type Restored = { readonly kind: "restored"; readonly outcome: RestoreOutcome };

export type Moved = { readonly kind: "tried"; readonly outcome: MoveOutcome };

/** A cron in the form of a spec file. */
export type ReadOutcome =
  /** `name` is its spec's name; null: it has none. */
  | { readonly kind: "read"; readonly cron: Cron; readonly name: string | null; readonly spec: JsonObject }
  /** A text in it looks like a placeholder, which a submit would replace. */
  | { readonly kind: "unsayable"; readonly parameter: string }
  | NotDone;

export type NameOutcome =
  | { readonly kind: "named"; readonly cron: Cron }
  /** Nothing was changed: other crons have this name. */
  | { readonly kind: "taken" }
  /** Nothing was changed: somebody has given the cron this other name meanwhile. */
  | { readonly kind: "namedOtherwise"; readonly name: string }
  | NotDone;

export type RunOutcome = { readonly kind: "started"; readonly run: Run } | NotDone;
