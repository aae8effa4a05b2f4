import type { CronArguments } from "../../../../../src/core/arguments/cronArguments";
import type { Fault } from "./modelNetwork";
import type { Misreads, OwnerSetAt, ServerVersion } from "./modelServer";

export const base: CronArguments = {
  thread_id: null,
  assistant_id: "6ba7b821-9dad-11d1-80b4-00c04fd430c8",
  schedule: "*/5 * * * *",
  input: { m: 1 },
};

/** What a submit asks for beside or instead of the base; the spec's edits that PATCH can do, cannot do, ignores in part, and whose keys are stripped. */
export const variants = {
  base: {},
  schedule: { schedule: "*/15 * * * *" },
  metadata: { metadata: { team: "a" } },
  recreate: { multitask_strategy: "reject" },
  endTime: { end_time: "2099-01-01T00:00:00Z" },
  enables: { enabled: true },
  disabled: { enabled: false },
  zoned: { schedule: "0 9 * * *", timezone: "Europe/Berlin" },
  stripped: { config: { metadata: { thread_id: "x", kind: "y" }, configurable: { langgraph_request_id: "z" } } },
} as const satisfies Readonly<Record<string, Partial<CronArguments>>>;
export type Variant = keyof typeof variants;

/** The names of specs. All but the first are in histories of adoptions alone; the file of the last is renamed meanwhile. */
export const [specName, otherName, oldName] = ["report", "digest", "weekly"] as const;
export type SpecName = typeof specName | typeof otherName | typeof oldName;

export interface SubmitAction {
  readonly kind: "submit";
  readonly at: number;
  readonly named: boolean;
  /** Absent: `specName`. */
  readonly as?: SpecName;
  readonly variant: Variant;
  readonly agrees: boolean;
  /** After so many milliseconds the person cancels. */
  readonly cancelAfter: number | null;
  /** So many milliseconds the person thinks about each question; absent: none. */
  readonly answerAfter?: number;
}

/** Moves the first cron that is there to one of two other assistants. */
export interface MoveAction {
  readonly kind: "move";
  readonly at: number;
  readonly to: 0 | 1;
  readonly cancelAfter: number | null;
}

/** Plans and applies the specs of `specName` and `otherName` together. */
export interface ApplyAction {
  readonly kind: "apply";
  readonly at: number;
  readonly cancelAfter: number | null;
}

/** Gives the cron of a renamed file the new name, as a submit does that may adopt. */
export interface RenameAction {
  readonly kind: "rename";
  readonly at: number;
  readonly to: SpecName;
}

/** Undoes the deletion of the cron that was there before. */
export interface RestoreAction {
  readonly kind: "restore";
  readonly at: number;
  readonly cancelAfter: number | null;
}

export interface Action {
  /** script: makes a cron without a name, equal to what is submitted. name: gives the first such cron the spec's name. */
  readonly kind: "refresh" | "pause" | "resume" | "delete" | "copy" | "script" | "name";
  readonly at: number;
}

export interface Interrupted {
  readonly action: SubmitAction | ApplyAction | MoveAction | RenameAction | RestoreAction | Action;
  readonly dieAt: number | null;
  readonly stallAt: number | null;
  readonly stallMilliseconds: number;
}

export interface MachinePlan {
  readonly reusesIds: boolean;
  readonly actions: readonly Interrupted[];
  readonly jump: { readonly at: number; readonly milliseconds: number } | null;
}

export interface History {
  readonly seed: number;
  /**
   * What is there before: nothing, a cron that was submitted (on, or paused by a person; or under the old name), or one
   * that a script made.
   */
  readonly before: "nothing" | "on" | "paused" | "unnamed" | "old";
  /** A person has deleted it since. Absent: it is there. */
  readonly isDeleted?: true;
  readonly machines: readonly MachinePlan[];
  readonly faults: readonly Fault[];
  readonly refusesThreads: boolean;
  readonly keepsEndTime: boolean;
  /** Absent: a present one. */
  readonly version?: ServerVersion;
  /** Absent: no auth that sets an owner. */
  readonly ownerSetAt?: OwnerSetAt;
  /** Absent: nothing. */
  readonly misreads?: Misreads;
  /** The server restarts, and its data is gone. */
  readonly losesDataAt: number | null;
}

/** The name under which a spec is submitted; null for a cron of the form. */
export function nameOf({ as: name = specName, named }: Pick<SubmitAction, "as" | "named">): SpecName | null {
  return named ? name : null;
}
