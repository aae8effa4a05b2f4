import type { ParameterName } from "../arguments/cronArguments";
import type { JsonValue } from "../base/json";
import type { Message } from "../base/message";
import type { Finding } from "../finding/finding";
import type { SubmitDraft } from "../lifecycle/prepare/submitDraft";
import type { Cron } from "../server/cron";

/** A spec of which a plan is made: what it is called decides which cron is its own. */
export interface PlanDraft extends SubmitDraft {
  readonly name: string;
}

/** What each action is, in words. */
export const planActions = {
  create: "no cron has this name",
  update: "one PATCH makes the cron like its spec",
  pause: "an update that only switches the cron off",
  resume: "an update that only switches the cron on",
  recreate: "no PATCH can make the change, so the cron is deleted and made again",
  adopt: "an equal cron that no submit has made gets the name",
  delete: "its spec is gone, so the cron is paused, or deleted if it has been paused for long enough",
  conflict: "nothing is done before somebody decides",
  invalid: "the spec has an error, so nothing can be said about its cron",
  nothing: "the cron is like its spec, or it has none any more and stays for now",
} as const;

export type PlanAction = keyof typeof planActions;

/** What an action changes besides parameters: the set that the cron belongs to, and whether prune must leave it. */
export const ownershipKeys = ["set", "protect"] as const;

/** What an action changes; secrets in both values are withheld, and null means not set. */
export interface ChangedKey {
  readonly key: ParameterName | (typeof ownershipKeys)[number];
  readonly before: JsonValue;
  readonly after: JsonValue;
}

/** How many runs come in the 30 days after the plan; null if that can't be known. A paused cron has none. */
export interface RunsPerMonth {
  readonly before: number | null;
  readonly after: number | null;
}

/** What is to be done for one spec. */
export interface PlannedChange<Draft extends PlanDraft> {
  readonly draft: Draft;
  readonly action: PlanAction;
  /** The cron on the server as it was; absent if there is none. */
  readonly cron?: Cron;
  readonly keys: readonly ChangedKey[];
  /** Why it is this action, where that needs words. */
  readonly because: readonly Message[];
  readonly runsPerMonth: RunsPerMonth;
  readonly findings: readonly Finding[];
}
